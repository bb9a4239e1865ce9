import type { Facts } from '../facts/facts';
import { groupBy, hasRunFor, podTitles, settledPods, whyUnasked, type SeenPod } from '../facts/pods';
import { workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';
import { listedAddresses } from './endpoints';

/** Whether DNS answers inside the pods, with the addresses that Kubernetes lists. */
export const dns: Subject = {
  name: 'DNS',
  looksAt: 'gives every pod the addresses of all pods',
  cannotSay: (facts) => {
    const isAsked = settledPods(facts).some(({ view }) => view.dns !== undefined);
    return isAsked ? undefined : (whyUnasked(facts) ?? 'the name of the Service is not known');
  },
  find: (facts) => {
    const settings = dnsPolicy(facts);
    const failing = failures(facts);
    return [...settings, ...failing, ...(failing.length > 0 ? [] : lacking(facts))];
  },
};

/** CoreDNS keeps an answer for 5 s, another cache before it for up to 30 s. */
const cachedSeconds = 40;

function dnsPolicy(facts: Facts): readonly Finding[] {
  const { dnsPolicy: policy = 'ClusterFirst', hostNetwork } = facts.workload.object.spec?.template.spec ?? {};
  const isHost = policy === 'Default' || (policy === 'ClusterFirst' && hostNetwork === true);
  if (!isHost) return [];
  const details = {
    what: 'The pods use the DNS of their machine, which does not know the Services of the cluster.',
    where: workloadTitle(facts),
    evidence: [hostNetwork === true ? `hostNetwork with dnsPolicy ${policy}` : `dnsPolicy is ${policy}`],
    fix: { advice: `Set dnsPolicy: ${hostNetwork === true ? 'ClusterFirstWithHostNet' : 'ClusterFirst'}.` },
  };
  return [finding('dns-policy', details)];
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['nxdomain', 'The DNS server does not know the name. Check the namespace and the cluster domain.'],
  ['timeout', 'The DNS server does not answer. CoreDNS is down, or something blocks port 53.'],
  ['servfail', 'The DNS server fails. See the log of CoreDNS.'],
  ['econnrefused', 'Nothing listens at the address of the DNS server. CoreDNS is down.'],
]);

function failures(facts: Facts): readonly Finding[] {
  const failing = settledPods(facts).filter(({ view }) => view.dns?.error !== undefined);
  return [...groupBy(failing, ({ view }) => view.dns?.error ?? '').entries()].map(([error, pods]) =>
    finding('dns-fails', {
      what: 'DNS does not answer inside the pods, so new nodes find no peers.',
      where: podTitles(pods),
      evidence: [`${pods[0]?.view.dns?.query ?? ''} gives ${error}`],
      fix: {
        advice: reasons.get(error) ?? 'See the log of CoreDNS.',
        command: 'kubectl -n kube-system get pods -l k8s-app=kube-dns',
        ...(error === 'nxdomain' ? { property: 'clusterDomain' } : {}),
      },
    }),
  );
}

function lacking(facts: Facts): readonly Finding[] {
  const listed = listedAddresses(facts) ?? [];
  const wanted = facts.pods.flatMap((pod) => {
    const ip = pod.object.status?.podIP;
    return ip !== undefined && listed.includes(ip) && hasRunFor(facts, pod, cachedSeconds) ? [ip] : [];
  });
  const gaps = (pod: SeenPod) => wanted.filter((ip) => !(pod.view.dns?.addresses ?? [ip]).includes(ip));
  const blind = settledPods(facts).filter((pod) => gaps(pod).length > 0);
  if (blind.length === 0) return [];
  const details = {
    what: 'DNS does not return all the addresses that Kubernetes lists.',
    where: podTitles(blind),
    evidence: blind.map(
      (pod) => `${pod.name} asks ${pod.view.dns?.query ?? ''} and does not get ${gaps(pod).join(', ')}`,
    ),
    fix: { command: 'kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50' },
  };
  return [finding('dns-lacks-pods', details)];
}
