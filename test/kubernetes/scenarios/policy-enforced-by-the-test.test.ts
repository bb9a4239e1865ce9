import { parseAllDocuments } from 'yaml';
import { waitFor } from '../../nodes/wait';
import { printFigure } from '../figures';
import { kubectl } from '../kubectl';
import { waitForMesh } from '../mesh';
import type { PodObject } from '../objects';
import { Enforcement } from '../policy/enforcement';
import { Stranger } from '../policy/stranger';
import { askDns, connectFrom } from '../policy/view-from-inside';
import { applicationName, printFoundingExample, printVariant } from '../print';
import { describeOnOwnNodes, useApplication } from '../scenario';

const namespace = 'policy';
const [epmd, distribution, http] = [4369, 9100, 4000];
const ports = [epmd, distribution, http];
const discovery = `${applicationName}-headless.${namespace}.svc.cluster.local`;

describeOnOwnNodes('the NetworkPolicy, enforced by this test since no policy engine is here', () => {
  let enforcement: Enforcement | undefined;
  let neighbour: Stranger | undefined;
  let namesake: Stranger | undefined;

  useApplication(`${namespace}-elsewhere`, async (elsewhere) => {
    const labels = { app: applicationName, 'app.kubernetes.io/name': applicationName };
    namesake = await Stranger.settle(elsewhere, { ...labels, 'app.kubernetes.io/instance': applicationName });
  });

  const scenario = useApplication(namespace, async (application) => {
    enforcement = await Enforcement.start(namespace);
    neighbour = await Stranger.settle(application, { app: 'stranger' });
    await application.apply(printFoundingExample());
    await waitForMesh(application, 3);
  });

  afterAll(() => enforcement?.stop());

  /** The ports of each pod that a stranger reaches. */
  async function portsOpenTo(stranger: Stranger | undefined, pods: readonly PodObject[]): Promise<readonly number[][]> {
    const targetOf = ({ status }: PodObject, port: number) => `${status.podIP ?? ''} ${port}`;
    const open = await stranger?.reachable(pods.flatMap((pod) => ports.map((port) => targetOf(pod, port))));
    return pods.map((pod) => ports.filter((port) => open?.includes(targetOf(pod, port))));
  }

  const outsiders: Readonly<Record<string, () => Stranger | undefined>> = {
    'a pod of other labels in the namespace': () => neighbour,
    'a pod of the same labels in another namespace': () => namesake,
  };

  for (const [who, stranger] of Object.entries(outsiders)) {
    scenario.test(`${who} reaches the HTTP port of every pod, and no port between nodes`, async (application) => {
      const pods = await application.pods();
      expect(new Set(pods.map(({ spec }) => spec.nodeName)).size).toBe(3);

      expect(await portsOpenTo(stranger(), pods)).toEqual([[http], [http], [http]]);

      const service = `${(await application.service(applicationName)).spec.clusterIP} ${http}`;
      expect(await stranger()?.reachable([service])).toEqual([service]);
    });
  }

  scenario.test('pods that come later join those that stay, under addresses that no rule knew', async (application) => {
    const [gone] = await application.pods();
    const started = Date.now();
    await kubectl(['delete', 'pod', gone?.metadata.name ?? '', '--wait=false'], { namespace });
    await application.scale(5);

    const pods = await waitForMesh(application, 5);

    printFigure('pod deleted and two more asked for → full mesh of 5 under the policy', Date.now() - started, 'ms');
    expect(pods.map(({ metadata }) => metadata.name)).not.toContain(gone?.metadata.name);
    expect(await portsOpenTo(neighbour, pods)).toEqual(Array.from({ length: 5 }, () => [http]));
  });

  scenario.test('pods ask DNS by UDP and by TCP', async (application) => {
    for (const pod of (await application.pods()).slice(0, 2)) {
      expect(await askDns(application, pod, discovery)).toBe('udp: ok, tcp: ok');
    }
  });

  scenario.test('with `egress: "cluster"` pods ask DNS and reach each other, and nobody else', async (application) => {
    const [pod, peer] = (await application.pods()) as [PodObject, PodObject];
    const server = await kubectl(['get', 'service', 'kubernetes', '--output=jsonpath={.spec.clusterIP}']);
    expect(await connectFrom(application, pod, server, 443)).toBe('ok');

    await application.apply(policyOf(printVariant({ networkPolicy: { egress: 'cluster' } })));
    await waitFor('the other policy', async () => (await connectFrom(application, pod, server, 443)) === 'timeout');

    expect(await askDns(application, pod, discovery)).toBe('udp: ok, tcp: ok');
    expect(await connectFrom(application, pod, peer.status.podIP, distribution)).toBe('ok');
    expect(await connectFrom(application, pod, peer.status.podIP, http)).toBe('timeout');
  });

  scenario.test('without the policy every port is open to strangers, so it is what shuts them', async (application) => {
    await kubectl(['delete', 'networkpolicy', applicationName], { namespace });
    const pods = await application.pods();
    const target = `${pods[0]?.status.podIP ?? ''} ${epmd}`;
    await waitFor('the end of the policy', async () => (await neighbour?.reachable([target]))?.includes(target));

    for (const stranger of [neighbour, namesake]) {
      expect(await portsOpenTo(stranger, pods)).toEqual(pods.map(() => ports));
    }
  });
});

function policyOf(manifests: string): string {
  const policy = parseAllDocuments(manifests).find((document) => document.get('kind') === 'NetworkPolicy');
  return String(policy);
}
