import { spawnSync } from 'node:child_process';
import { root } from '../measure/fresh-process';
import { spreadOf } from '../measure/spread';
import { hostilities, type Hostility } from '../operator/hostile-pod';
import { withStandIn } from '../operator/with-stand-in';
import type { Row } from '../row';

const pods = 50;
const repeats = 3;

const tellPeak = 'process.on("exit",()=>process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}`))';

/** The most memory in MiB that the command had at any time, whatever its exit code is. */
function peakOf(args: readonly string[], kubeconfig: string): number {
  const program = ['--import', `data:text/javascript,${encodeURIComponent(tellPeak)}`, 'dist/lib/cli/main.js'];
  const { stderr } = spawnSync(process.execPath, [...program, ...args, '--kubeconfig', kubeconfig], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const peak = /^peak (\d+)$/m.exec(stderr)?.[1];
  if (peak === undefined) throw new Error(`${args.join(' ')} did not end by itself:\n${stderr}`);
  return Number(peak) / 1024;
}

function peakAgainst(how: Hostility, args: readonly string[]): Promise<number> {
  return withStandIn(pods, (kubeconfig) => Promise.resolve(peakOf(args, kubeconfig)), how);
}

function memory(name: string, args: readonly string[]): Row {
  return {
    name: `memory-${name}`,
    about: `peak memory of ${args.join(' ')} against ${pods} hostile pods, by the worst of: ${hostilities.join(', ')} answers`,
    unit: 'MiB',
    goal: { of: 'ours', atMost: 150 },
    run: async () => {
      const peaks: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat++) {
        const each: number[] = [];
        for (const how of hostilities) each.push(await peakAgainst(how, args));
        peaks.push(Math.max(...each));
      }
      return { ours: spreadOf(peaks) };
    },
  };
}

/** Every command that asks pods. */
export const hostilePods: readonly Row[] = [
  memory('status', ['status']),
  memory('status-json', ['status', '--json']),
  memory('doctor', ['doctor']),
  memory('doctor-json', ['doctor', '--json']),
  memory('verify', ['cookie', '--verify']),
];
