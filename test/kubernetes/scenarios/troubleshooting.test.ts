import { createHash } from 'node:crypto';
import { runCommand } from '../../nodes/machine/run';
import { waitFor } from '../../nodes/wait';
import type { Application } from '../application';
import { printFigure } from '../figures';
import { kubectl, tryKubectl } from '../kubectl';
import { readLinks } from '../links';
import { nodeNameOf, readClustering, waitForMesh, waitForReady } from '../mesh';
import type { PodObject } from '../objects';
import { applicationName, printFoundingExample } from '../print';
import { useApplication } from '../scenario';
import { otherCookie, printStranger, strangerName } from '../stranger';
import { execInTerminal } from '../terminal';

const namespace = 'troubleshooting';
const headless = `${applicationName}-headless`;
const getEndpoints = ['get', 'endpoints', headless];
const readCookie = `kubectl --namespace=${namespace} get secret rsolv-api-secrets -o jsonpath='{.data.erlang-cookie}' | base64 -d`;

const scenario = useApplication(namespace, async (application) => {
  await application.apply(printFoundingExample());
  await waitForMesh(application, 3);
  await waitForReady(application, 3);
});

scenario.test('kubectl get svc shows a Service without an address, with both ports', async () => {
  const shown = await kubectl(['get', 'svc', headless], { namespace });
  expect(shown).toMatch(new RegExp(`^${headless} +ClusterIP +None +<none> +4369/TCP,9100/TCP `, 'm'));
});

scenario.test('kubectl get endpoints shows each pod', async (application) => {
  const { stdout, stderr } = await tryKubectl(getEndpoints, { namespace });
  const addresses = await addressesOf(application);
  for (const address of addresses) expect(stdout).toContain(`${address}:`);
  // Kubernetes 1.33 and later say that this is about to go; its successor has the same.
  printFigure('what kubectl get endpoints warns of', stderr.trim() === '' ? 'nothing' : stderr.trim());
  const listed = (await application.endpointSlices(headless)).flatMap(({ endpoints }) => endpoints ?? []);
  expect(listed.flatMap((endpoint) => endpoint.addresses).sort()).toEqual(addresses);
});

scenario.test('nslookup in a pod, at a terminal, finds each pod by the short name', async (application) => {
  expect(await lookUp(application)).toEqual(await addressesOf(application));
});

scenario.test('a Service that selects nothing is seen by these two, and costs no link', async (application) => {
  const [pod] = await application.pods();
  if (pod === undefined) throw new Error('There is no pod.');
  const addresses = await addressesOf(application);
  const links = await readLinks(application, pod);
  await select('another-application');
  await waitFor('no endpoints', async () => (await kubectl(getEndpoints, { namespace })).includes(' <none> '));
  await waitFor('no addresses', async () => (await lookUp(application)).length === 0);
  const left = await readLinks(application, pod);
  printFigure(
    'links before, and while the Service selected nothing',
    [links, left].map((all) => Object.keys(all).length).join(', '),
  );
  expect(left).toEqual(links);
  await select(applicationName);
  await waitFor('all addresses', async () => (await lookUp(application)).length === addresses.length);
});

scenario.test('the cookie that the Secret has is the one that each pod uses', async (application) => {
  const hash = createHash('md5')
    .update(await runCommand(['sh', '-c', readCookie]))
    .digest('hex');
  const tell = 'IO.puts(Base.encode16(:erlang.md5(Atom.to_string(:erlang.get_cookie())), case: :lower))';
  const pods = await application.pods();
  for (const pod of pods) expect((await askNode(application, pod, tell)).trim()).toBe(hash);
  printFigure('pods with the cookie of the Secret', pods.length);
});

scenario.test('from each pod, ports 4369 and 9100 of each other one are open', async (application) => {
  const pods = await application.pods();
  for (const pod of pods) {
    const others = pods.filter((other) => other !== pod).map(({ status }) => status.podIP ?? '');
    // Nobody listens on the last one, which shows that a closed port would be seen.
    const knock = 'nc -w 3 $address $port < /dev/null 2> /dev/null && echo $address $port';
    const loop = `for address in ${others.join(' ')}; do for port in 4369 9100 9101; do ${knock}; done; done; true`;
    const open = (await application.exec(pod, ['sh', '-c', loop])).trim().split('\n');
    expect(open).toEqual(others.flatMap((address) => [`${address} 4369`, `${address} 9100`]));
  }
  printFigure('directions in which both ports are open', pods.length * (pods.length - 1));
});

scenario.test('the nodes have names of their own', async (application) => {
  const pods = await application.pods();
  const names = await Promise.all(pods.map((pod) => askNode(application, pod, 'IO.puts(node())')));
  expect(new Set(names).size).toBe(pods.length);
  expect(names.map((name) => name.trim())).toEqual(pods.map(nodeNameOf));
  printFigure('names of the nodes', names.map((name) => name.trim()).join(', '));
});

scenario.test('the logs know of no other cookie', async () => {
  expect(await readRefusals()).toEqual([]);
});

scenario.test('a pod with another cookie stays outside, and the logs of both sides say what to do', async (app) => {
  const insiders = await app.pods();
  const links = await Promise.all(insiders.map((pod) => readLinks(app, pod)));
  await app.apply(printStranger());
  const stranger = await waitFor('the pod with the other cookie to answer', async () => {
    const pod = (await app.pods()).find(({ metadata }) => metadata.name === strangerName);
    return pod?.status.podIP !== undefined && (await readClustering(app, pod)).enabled && pod;
  });
  for (const insider of insiders) await expectRefusal(app, insider, stranger);
  const refusals = await readRefusals();
  for (const { metadata } of [...insiders, stranger]) {
    const own = refusals.filter((line) => line.startsWith(`[pod/${metadata.name}/`));
    expect(own).not.toEqual([]);
    for (const line of own) {
      expect(line).toContain('The two nodes have different cookies (RELEASE_COOKIE)');
      expect(line).toContain('restart the pods, so that all have the same');
    }
  }
  printFigure('lines about another cookie', refusals.length);
  printFigure('one of them', refusals[0]?.replace(/^\S+ /, '') ?? '');
  expect(await Promise.all(insiders.map((pod) => readLinks(app, pod)))).toEqual(links);
  await expectNoCookieIn(await readLog());
  await kubectl(['delete', 'pod', strangerName], { namespace });
  await waitForMesh(app, insiders.length);
});

async function addressesOf(application: Application): Promise<readonly string[]> {
  return (await application.pods()).map(({ status }) => status.podIP ?? '').sort();
}

/** The addresses that the founding example's own command shows. */
async function lookUp(application: Application): Promise<readonly string[]> {
  const [pod] = await application.pods();
  if (pod === undefined) throw new Error('There is no pod that could ask.');
  // Its exit code is that of the last name of the search list, which nobody has.
  const { stdout } = await execInTerminal(application, pod, `nslookup ${headless}`);
  return [...stdout.matchAll(/^Name:\s+(\S+)\s+Address: (\S+)/gm)]
    .filter(([, name]) => name === `${headless}.${namespace}.svc.cluster.local`)
    .map(([, , address = '']) => address)
    .sort();
}

function askNode(application: Application, pod: PodObject, expression: string): Promise<string> {
  return application.exec(pod, ['bin/rsolv_api', 'rpc', expression]);
}

async function select(app: string): Promise<void> {
  await kubectl(['patch', 'svc', headless, '--patch', JSON.stringify({ spec: { selector: { app } } })], { namespace });
}

function readLog(): Promise<string> {
  return kubectl(['logs', '-l', `app=${applicationName}`, '--prefix', '--tail=-1'], { namespace });
}

async function readRefusals(): Promise<readonly string[]> {
  return (await readLog()).split('\n').filter((line) => /cookie|challenge/i.test(line));
}

async function expectRefusal(application: Application, insider: PodObject, stranger: PodObject): Promise<void> {
  for (const [pod, other] of [
    [insider, stranger],
    [stranger, insider],
  ] as const) {
    await waitFor(`${nodeNameOf(pod)} to say that ${nodeNameOf(other)} refuses it`, async () => {
      const { missing } = await readClustering(application, pod);
      return missing.some(({ node, cause }) => node === nodeNameOf(other) && cause === 'refused');
    });
  }
}

async function expectNoCookieIn(text: string): Promise<void> {
  for (const cookie of [otherCookie, await runCommand(['sh', '-c', readCookie])]) {
    expect(cookie.length).toBeGreaterThan(20);
    expect(text.includes(cookie)).toBe(false);
  }
}
