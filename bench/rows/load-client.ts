import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compare } from '../measure/compare';
import { runFresh } from '../measure/fresh-process';
import { wallTime } from '../measure/stopwatch';
import type { Row } from '../row';

const bundle = pathToFileURL(resolve('dist/lib/cli/cluster/kubernetes-client.mjs')).href;

const load = (from: string) => () =>
  wallTime(() => runFresh(process.execPath, ['--input-type=module', '--eval', `await import('${from}')`]));

/** What each command that asks a cluster waits for first. */
export const loadClient: Row = {
  name: 'load-client',
  about: 'wall time of node that loads the bundled Kubernetes client, against the published one',
  unit: 'ms',
  goal: { of: 'ratio', atMost: 0.5 },
  run: () => compare({ ours: load(bundle), others: load('@kubernetes/client-node') }, { counted: 9 }),
};
