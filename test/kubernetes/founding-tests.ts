import type { Clustering } from '../nodes/cluster-view';
import { findListeningPorts, listeningTables } from '../nodes/machine/listening-ports';
import { runCommand } from '../nodes/machine/run';
import { waitFor } from '../nodes/wait';
import { httpPort, type Application } from './application';
import { printFigure } from './figures';
import { kubectl, tryKubectl } from './kubectl';
import { nodeNameOf, waitForMesh, waitForReady } from './mesh';
import { restartsOf } from './objects';
import { applicationImage, applicationName } from './print';
import { useApplication, type ClusterScenario } from './scenario';

const replicas = 3;
// So many that each of three pods gets one but for one time in five million.
const requests = 40;

/** Applies manifests, and adds the tests of what the founding example promises of them. */
export function testFoundingExample(namespace: string, manifests: string): ClusterScenario {
  let warnings = '';
  const scenario = useApplication(namespace, async (application) => {
    const applied = Date.now();
    warnings = await application.applyAsUser(manifests);
    await waitForMesh(application, replicas);
    printFigure(`${namespace}: from kubectl apply to the mesh`, Date.now() - applied, 'ms');
  });

  scenario.test('the API server applies it without a warning', () => {
    expect(warnings).toBe('');
  });

  scenario.test('PodSecurity is enforced where it was admitted: a privileged pod is refused', async ({ namespace }) => {
    const run = ['run', 'privileged', `--image=${applicationImage()}`, '--privileged'];
    const { code, stderr } = await tryKubectl(run, { namespace });
    expect(stderr).toContain('violates PodSecurity "restricted');
    expect(code).toBe(1);
  });

  scenario.test('three pods are Ready, and each sees the other two', async (application) => {
    await waitForMesh(application, replicas);
    const pods = await waitForReady(application, replicas);
    printFigure(`${namespace}: nodes that have a pod`, new Set(pods.map(({ spec }) => spec.nodeName)).size);
    expect(pods.map(restartsOf)).toEqual([0, 0, 0]);
  });

  scenario.test("/health through the client Service has the four fields, and each pod's address", async (app) => {
    const names = (await app.pods()).map(nodeNameOf).sort();
    // kube-proxy learns of a pod that has just become Ready a moment later.
    const answered = await waitFor('each pod to have answered', async () => {
      const counts = countAnswers(names, await askService(app));
      return counts.every((count) => count > 0) && counts;
    });
    printFigure(`${namespace}: of ${requests} requests through the Service, each pod answered`, answered.join(', '));
  });

  scenario.test('kubectl logs tells who joined and who is there', async (application) => {
    const pods = await application.pods();
    const members = pods.map(nodeNameOf).sort().join(', ');
    const log = await kubectl(['logs', '-l', `app=${applicationName}`, '--prefix', '--tail=-1'], { namespace });
    for (const pod of pods) {
      const own = log.split('\n').filter((line) => line.startsWith(`[pod/${pod.metadata.name}/`));
      const joined = own.flatMap((line) => /Node connected to cluster: (\S+)/.exec(line)?.[1] ?? []);
      expect(joined.sort()).toEqual(
        pods
          .filter((other) => other !== pod)
          .map(nodeNameOf)
          .sort(),
      );
      const told = own.filter((line) => line.includes('Current cluster members: '));
      expect(told.at(-1)).toMatch(new RegExp(`Current cluster members: ${members}$`));
    }
    printFigure(`${namespace}: lines that the pods logged`, log.trim().split('\n').length);
  });

  scenario.test("the founding example's look at the log finds these lines", async () => {
    // As written there, but not for ever.
    const follow = `timeout 3 kubectl --namespace=${namespace} logs -f -l app=${applicationName}`;
    const shown = await runCommand(['sh', '-c', `${follow} | grep -E "(Node connected|Node disconnected|cluster)"`]);
    expect(shown.match(/Node connected to cluster: /g)).toHaveLength(replicas * (replicas - 1));
    expect(shown).toContain('Current cluster members: ');
  });

  scenario.test('epmd, the distribution and HTTP listen, and nothing else does', async (application) => {
    for (const pod of await application.pods()) {
      const listening = findListeningPorts(await application.exec(pod, ['cat', ...listeningTables(1)]));
      expect(listening).toEqual([httpPort, 4369, 9100]);
      printFigure(`${namespace}: ports that ${pod.metadata.name} listens on`, listening.join(', '));
    }
  });
  return scenario;
}

/** What a pod gets from the client Service, asked many times by its name. */
async function askService(application: Application): Promise<readonly Clustering[]> {
  const [pod] = await application.pods();
  if (pod === undefined) throw new Error('There is no pod that could ask.');
  const ask = `wget -q -O - http://${applicationName}:${httpPort}/health && echo`;
  const printed = await application.exec(pod, ['sh', '-ec', `for i in $(seq ${requests}); do ${ask}; done`]);
  const answers = printed.trim().split('\n');
  expect(answers).toHaveLength(requests);
  return answers.map((answer) => (JSON.parse(answer) as { readonly clustering: Clustering }).clustering);
}

/** How many of the answers each node gave, all of which must be right. */
function countAnswers(names: readonly string[], answers: readonly Clustering[]): readonly number[] {
  for (const clustering of answers) {
    expect(names).toContain(clustering.current_node);
    expect(clustering).toMatchObject({
      enabled: true,
      connected_nodes: names.filter((name) => name !== clustering.current_node),
      node_count: names.length,
    });
  }
  return names.map((name) => answers.filter(({ current_node: node }) => node === name).length);
}
