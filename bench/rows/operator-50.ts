import { compare } from '../measure/compare';
import { runFresh } from '../measure/fresh-process';
import { wallTime } from '../measure/stopwatch';
import { withStandIn } from '../operator/with-stand-in';
import type { Row } from '../row';

const pods = 50;
const repeats = { counted: 7, warmUp: 1 };

/** The least that any tool on the same client does: load it, and list the pods. */
const listPods = `import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
  const config = new KubeConfig();
  config.loadFromFile(process.argv[1]);
  const { items } = await config.makeApiClient(CoreV1Api).listNamespacedPod({ namespace: 'prod' });
  console.log(items.length);`;

/** Milliseconds of a command that has to say this, and to end with 0: the time of a run that failed is none. */
function timeSaying(wanted: RegExp, args: readonly string[]): number {
  let said = '';
  const time = wallTime(() => (said = runFresh(process.execPath, args)));
  if (!wanted.test(said)) throw new Error(`node ${args[0] ?? ''} did not say ${wanted.source}, but:\n${said}`);
  return time;
}

/** The time to a verdict, of a command as a user runs it. */
function operator(command: 'doctor' | 'status', verdict: RegExp): Row {
  return {
    name: `${command}-${pods}`,
    about:
      `wall time of ${command} on ${pods} healthy pods, against loading the published client and listing them; with a stand-in ` +
      'for the API server, because real VMs would compete for these cores',
    unit: 'ms',
    goal: { of: 'ours', atMost: 3000 },
    run: () =>
      withStandIn(pods, (kubeconfig) => {
        const ours = ['dist/lib/cli/main.js', command, '--kubeconfig', kubeconfig];
        const others = ['--input-type=module', '--eval', listPods, kubeconfig];
        return compare({ ours: () => timeSaying(verdict, ours), others: () => timeSaying(/^50$/m, others) }, repeats);
      }),
  };
}

export const operator50: readonly Row[] = [
  operator('doctor', /^50 pods, 50 checked: no problems found/m),
  operator('status', /: 50 of 50 ready, healthy$/m),
];
