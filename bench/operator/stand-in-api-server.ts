import { randomBytes } from 'node:crypto';
import { found, startApiServer, type Answer, type Request } from '../../test/unit/cli/api-server';
import { answerLook } from './answer-look';
import { makeCertificate } from './certificate';
import { answerHostile, hostilities, printHostile } from './hostile-pod';
import { healthOf, metricsOf, multiply, objectOf } from './pods';
import { Printed } from './printed';
import { readRecorded } from './recorded';

/*
 * A stand-in for the API server of a healthy cluster, in a process of its own: prints its kubeconfig's path, and ends with
 * its standard input.
 *
 *   npx tsx bench/operator/stand-in-api-server.ts PODS [endless|heavy]
 */

// `bin/rsolv_api rpc` took 150 to 230 ms in a pod of test/kubernetes on a quiet machine (2026-11-24); this is about twice that.
const rpcMs = 400;

const count = Number(process.argv[2]);
const { namespace, deployment, nodes, pods: recorded } = readRecorded();
const printed = new Printed();
const pods = multiply(recorded, count);
const cookie = randomBytes(32).toString('base64');

const core = `/api/v1/namespaces/${namespace}`;
const apps = `/apis/apps/v1/namespaces/${namespace}`;
const answers = new Map<string, unknown>([
  [core, { metadata: { name: namespace, labels: { 'kubernetes.io/metadata.name': namespace } } }],
  ['/api/v1/nodes', list(nodes)],
  [`${apps}/deployments`, list([printed.complete(deployment, count)])],
  [`${apps}/statefulsets`, list([])],
  [`${core}/pods`, list(pods.map(objectOf))],
  [`${core}/services`, list(printed.ofKind('Service'))],
  // Events last for an hour, and these pods are old.
  [`${core}/events`, list([])],
  [
    `${core}/secrets/rsolv-api-secrets`,
    { kind: 'Secret', data: { 'erlang-cookie': Buffer.from(cookie).toString('base64') } },
  ],
  [`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, list(printed.slices(pods))],
  [`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`, list(printed.ofKind('NetworkPolicy'))],
  [`/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`, list(printed.budgets(pods))],
  ...pods.flatMap((pod): [string, unknown][] => [
    [`${core}/pods/${pod.name}:4000/proxy/health`, healthOf(pod, pods)],
    [`${core}/pods/${pod.name}:4000/proxy/metrics`, metricsOf(pod, pods)],
  ]),
]);

function list(items: readonly unknown[]): unknown {
  return { kind: 'List', apiVersion: 'v1', metadata: {}, items };
}

const hostility = hostilities.find((how) => how === process.argv[3]);

function respond({ path }: Request): Answer | undefined {
  if (hostility !== undefined && path.includes('/proxy/')) return answerHostile(hostility);
  const answer = answers.get(path);
  return answer === undefined ? undefined : found(answer);
}

async function main(): Promise<void> {
  const server = await startApiServer(
    respond,
    (name, command) => {
      const pod = pods.find((candidate) => candidate.name === name);
      if (hostility !== undefined) return printHostile(hostility);
      return pod === undefined ? undefined : { stdout: answerLook(command, pod, pods, cookie), runsFor: rpcMs };
    },
    makeCertificate(),
  );
  process.stdout.write(`${server.kubeconfig}\n`);
  process.stdin.resume().on('end', () => void server.stop());
}

void main();
