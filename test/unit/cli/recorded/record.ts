import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Records what `status` is answered, from a real cluster:
 *
 *   npx tsx test/kubernetes/run.ts bash
 *   npx tsx test/unit/cli/recorded/record.ts prod healthy
 */

const [namespace = '', name = ''] = process.argv.slice(2);
const answers: Record<string, unknown> = {};

const lists = [
  `/apis/apps/v1/namespaces/${namespace}/deployments`,
  `/apis/apps/v1/namespaces/${namespace}/statefulsets`,
  `/api/v1/namespaces/${namespace}/pods`,
  '/api/v1/nodes',
];
for (const path of lists) answers[path] = tidy(JSON.parse(get(path) ?? '{}'));
const { items } = answers[lists[2] ?? ''] as { items: { metadata: { name: string } }[] };
for (const { metadata } of items) {
  const proxy = `/api/v1/namespaces/${namespace}/pods/${metadata.name}:4000/proxy`;
  const health = get(`${proxy}/health`);
  if (health !== undefined) answers[`${proxy}/health`] = JSON.parse(health);
  const metrics = get(`${proxy}/metrics`);
  if (metrics !== undefined) answers[`${proxy}/metrics`] = metrics;
}
const file = join(__dirname, `${name}.json`);
writeFileSync(file, `${JSON.stringify({ recordedAt: new Date().toISOString(), namespace, answers }, null, 2)}\n`);

/** Undefined where the API server answers with an error. */
function get(path: string): string | undefined {
  try {
    return execFileSync('kubectl', ['get', '--raw', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/** Without what no command reads, and is long. */
function tidy(list: unknown): unknown {
  return JSON.parse(
    JSON.stringify(list, (key, value: unknown) =>
      [
        'managedFields',
        'images',
        'nodeInfo',
        'volumes',
        'volumeMounts',
        'kubectl.kubernetes.io/last-applied-configuration',
      ].includes(key)
        ? undefined
        : value,
    ),
  );
}
