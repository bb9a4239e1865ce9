import { defaultCookieKey } from '../../../model/features/cookie';
import { cookieVariables, variable } from '../../cluster/workload';
import { shellLine } from '../../escape';
import { valueOr, type Facts } from '../facts/facts';
import { groupBy, podTitles, settledPods, whyUnasked, type SeenPod } from '../facts/pods';
import { beamContainer, kubectl, workloadPath, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether every node has the same cookie, and a good one. */
export const cookie: Subject = {
  name: 'cookie',
  looksAt: 'in a Secret, the same in every pod (compared by salted hash), hard to guess',
  cannotSay: (facts) => (facts.cookieSecret.ok ? whyUnasked(facts) : 'the Secret could not be read'),
  find: (facts) => {
    const missing = [...given(facts), ...inSecret(facts)];
    return missing.length > 0 ? missing : [...sameEverywhere(facts), ...strength(facts)];
  },
};

const property = `cookie: { secretName: 'my-secrets', key: '${defaultCookieKey}' }`;

function given(facts: Facts): readonly Finding[] {
  const { workload } = facts;
  const container = beamContainer(facts);
  if (container === undefined || workload.cookie !== undefined) return [];
  const where = workloadTitle(facts);
  const literal = cookieVariables.find((name) => variable(container, name)?.value !== undefined);
  if (literal !== undefined) {
    const details = {
      what: 'The manifest contains the cookie, so everyone who can read the manifest has the cookie.',
      where,
      evidence: [`${literal} has a literal value`],
      fix: { command: shellLine`npx beam-cluster cookie -n ${workload.namespace}`, property },
    };
    return [finding('cookie-in-manifest', details)];
  }
  if (!workload.isOurs || (container.envFrom ?? []).length > 0) return [];
  const details = {
    what: 'The manifest sets no cookie, so each image uses its own.',
    where,
    evidence: ['RELEASE_COOKIE is not set'],
    fix: { property },
  };
  return [finding('cookie-not-given', details)];
}

function inSecret({ workload, cookieSecret }: Facts): readonly Finding[] {
  if (workload.cookie === undefined || !cookieSecret.ok) return [];
  const { secretName, key } = workload.cookie;
  const where = `Secret ${secretName}`;
  const fix = {
    command: shellLine`npx beam-cluster cookie ${secretName} --key ${key} -n ${workload.namespace}`,
    property,
  };
  if (cookieSecret.value === undefined) {
    const what = 'The Secret with the cookie does not exist, so no pod can start.';
    const evidence = [`${workload.cookie.variable} refers to key ${key} of Secret ${secretName}`];
    return [finding('cookie-secret-missing', { what, where, evidence, fix })];
  }
  const { keys } = cookieSecret.value;
  if (cookieSecret.value.cookie !== undefined) return [];
  const what = `The Secret has no key ${key}, so no pod can start.`;
  const evidence = [keys.length === 0 ? 'it has no keys' : `its keys: ${keys.join(', ')}`];
  return [finding('cookie-key-missing', { what, where, evidence, fix })];
}

function sameEverywhere(facts: Facts): readonly Finding[] {
  const pods = settledPods(facts);
  const groups = [...groupBy(pods, ({ view }) => view.cookie.fingerprint).values()];
  const wanted = valueOr(facts.cookieSecret, undefined)?.cookie?.fingerprint;
  const isWanted = (pod: SeenPod) => pod.view.cookie.fingerprint === wanted;
  const fix = { command: kubectl(facts)`rollout restart ${workloadPath(facts)}` };
  if (groups.length > 1) {
    const strange = wanted === undefined ? pods : pods.filter((pod) => !isWanted(pod));
    const evidence = groups.map((group, index) => {
      const [first] = group;
      const whose = first !== undefined && isWanted(first) ? "the Secret's cookie" : `another cookie (${index + 1})`;
      return `${group.map(({ name }) => name).join(', ')}: ${whose}`;
    });
    const what = 'The nodes have different cookies, so they refuse each other.';
    return [finding('cookies-differ', { what, where: podTitles(strange), evidence, fix })];
  }
  if (wanted === undefined || pods.length === 0 || pods.every(isWanted)) return [];
  const details = {
    what: 'The Secret changed after the pods started, so a new pod cannot join them.',
    where: `Secret ${facts.workload.cookie?.secretName ?? ''}`,
    evidence: [`all ${pods.length} pods have one cookie, and the Secret has another`],
    fix,
  };
  return [finding('cookie-stale', details)];
}

function strength(facts: Facts): readonly Finding[] {
  const inPods = settledPods(facts).flatMap(({ view }) => view.cookie.weakness ?? []);
  const weakness = valueOr(facts.cookieSecret, undefined)?.cookie?.weakness ?? inPods[0];
  if (weakness === undefined) return [];
  const details = {
    what: 'The cookie is easy to guess, and anyone who has it can run any code on every node.',
    where: facts.workload.cookie === undefined ? workloadTitle(facts) : `Secret ${facts.workload.cookie.secretName}`,
    evidence: [`it ${weakness}`],
    fix: { command: shellLine`npx beam-cluster cookie --rotate -n ${facts.workload.namespace}` },
  };
  return [finding('cookie-weak', details)];
}
