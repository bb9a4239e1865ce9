import { nodeName, readClustering, waitForMesh } from '../cluster-view';
import { readListeningPorts } from '../machine/listening-ports';
import { findHeadless, findPort } from '../manifest';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const scenario = useBed();

scenario.test('the pods of the founding example form a mesh', async (bed) => {
  await waitForMesh(bed);
});

scenario.test('/health tells the four fields of the founding example, with the address of the pod', async (bed) => {
  const { pods } = bed.workload;
  for (const pod of pods) {
    const clustering = await readClustering(bed, pod);
    expect(clustering.enabled).toBe(true);
    expect(clustering.current_node.split('@')[1]).toBe(pod.address);
    const others = pods.filter((other) => other !== pod).map(nodeName);
    expect([...clustering.connected_nodes].sort()).toEqual(others.sort());
    expect(clustering.node_count).toBe(pods.length);
  }
});

scenario.test('each pod logs who has joined and who is there', async (bed) => {
  const { pods } = bed.workload;
  for (const pod of pods) {
    const members = pods.map(nodeName).sort().join(', ');
    // A join is logged a moment after it.
    const log = await waitFor(`all members in the log of ${pod.name}`, () => {
      const text = pod.readLog();
      return text.includes(`Current cluster members: ${members}`) && text;
    });
    for (const other of pods.filter((candidate) => candidate !== pod)) {
      expect(log).toContain(`Node connected to cluster: ${nodeName(other)}`);
    }
  }
});

scenario.test('the name of the headless service, short as a person types it, leads to all pods', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const { name } = findHeadless(bed.printed).metadata;
  const { stdout } = await pod.exec(['getent', 'ahostsv4', name]);
  const found = new Set(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  );
  expect([...found].sort()).toEqual(bed.workload.pods.map(({ address }) => address).sort());
});

scenario.test('only the ports of the manifest are listened on', (bed) => {
  const declared = bed.printed.workload.spec.template.spec.containers[0].ports.map((port) => port.containerPort);
  for (const pod of bed.workload.pods) {
    expect(readListeningPorts(pod.containerPid)).toEqual(declared.sort((one, other) => one - other));
  }
});

scenario.test('the network policy keeps a foreign pod from the distribution and lets it ask for HTTP', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const stranger = await bed.addStranger('stranger');
  expect(await stranger.canConnect(pod.address, findPort(bed.printed, 'http'))).toBe(true);
  for (const port of ['epmd', 'distribution']) {
    expect(await stranger.canConnect(pod.address, findPort(bed.printed, port))).toBe(false);
  }
});

scenario.test('a pod writes into its volumes and nowhere else', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const { volumeMounts } = bed.printed.workload.spec.template.spec.containers[0];
  const writable = volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath);
  // What find does not enter is no place to write to either; the release itself is under /app.
  const found = await pod.exec([
    'sh',
    '-c',
    'find / -path /proc -prune -o -path /dev -prune -o -type d -writable -print',
  ]);
  expect(found.stdout.trim().split('\n').sort()).toEqual([...writable].sort());
  for (const path of ['/app/x', '/usr/x', '/etc/x', '/x']) {
    expect((await pod.exec(['touch', path])).stderr).toContain('Read-only file system');
  }
  for (const path of writable) expect((await pod.exec(['touch', `${path}/x`])).code).toBe(0);
});

scenario.test('the container has no rights to give up', async (bed) => {
  const status = (await bed.workload.somePods(1)[0].exec(['cat', '/proc/1/status'])).stdout;
  expect(status).toMatch(/^CapBnd:\t0+$/m);
  expect(status).toMatch(/^CapEff:\t0+$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  const { runAsUser } = bed.printed.workload.spec.template.spec.containers[0].securityContext;
  expect(status).toMatch(new RegExp(`^Uid:(\t${runAsUser}){4}$`, 'm'));
});

scenario.test('the readiness probe makes every pod ready', async (bed) => {
  await waitFor('all pods to be ready', () => bed.workload.pods.every(({ ready }) => ready));
});
