import { defaultMaxPorts } from '../../../model/features/vm-flags';
import type { Facts } from '../facts/facts';
import { podTitles, settledPods, whyUnasked, type SeenPod } from '../facts/pods';
import { kubectl } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';
import { answeringPods } from './nodes';

/** What the VM and its machine say of themselves. */
export const machine: Subject = {
  name: 'VM',
  looksAt: 'no crash dump, a bounded port table, clocks that agree, a working remote shell',
  cannotSay: whyUnasked,
  find: (facts) => [...clocks(facts), ...dumps(facts), ...portTables(facts), ...remoteShell(facts)],
};

/** Distribution does not mind; tokens, certificates and logs do. */
const skewMs = 2000;
const mostPorts = 1_048_576;

function clocks(facts: Facts): readonly Finding[] {
  const pods = settledPods(facts);
  const [ahead] = [...pods].sort((a, b) => b.view.clock.earliest - a.view.clock.earliest);
  const [behind] = [...pods].sort((a, b) => a.view.clock.latest - b.view.clock.latest);
  if (ahead === undefined || behind === undefined) return [];
  const apart = ahead.view.clock.earliest - behind.view.clock.latest;
  if (apart < skewMs) return [];
  const details = {
    what: 'The clocks of the machines differ.',
    where: podTitles([ahead, behind]),
    evidence: [
      `${ahead.name} on ${machineOf(ahead)} is at least ${apart} ms ahead of ${behind.name} on ${machineOf(behind)}`,
    ],
    fix: { advice: 'Check chrony or systemd-timesyncd on these machines.' },
  };
  return [finding('clock-skew', details)];
}

function machineOf({ object }: SeenPod): string {
  return object.spec?.nodeName ?? 'an unknown machine';
}

function dumps(facts: Facts): readonly Finding[] {
  const crashed = settledPods(facts).filter(({ view }) => view.crashDump !== undefined);
  const [first] = crashed;
  if (first?.view.crashDump === undefined) return [];
  const details = {
    what: 'The VM crashed and left a dump.',
    where: podTitles(crashed),
    evidence: crashed.map(({ name, view }) => {
      return `${name}: ${view.crashDump?.path ?? ''}, ${view.crashDump?.bytes ?? 0} bytes, ${view.crashDump?.writtenAt ?? ''}`;
    }),
    fix: {
      command: kubectl(
        facts,
      )`exec ${first.name} -c ${facts.workload.container} -- head -20 ${first.view.crashDump.path}`,
      advice: 'Remove the file after you have read it.',
    },
  };
  return [finding('crash-dump', details)];
}

function portTables(facts: Facts): readonly Finding[] {
  const huge = answeringPods(facts).filter(({ view }) => view.portLimit > mostPorts);
  const [first] = huge;
  if (first === undefined) return [];
  const details = {
    what: "The VM sized its port table by the machine's file limit, which can take gigabytes.",
    where: podTitles(huge),
    evidence: [`room for ${first.view.portLimit} ports`],
    fix: { property: 'vmFlags.maxPorts', advice: `Set ERL_AFLAGS="+Q ${defaultMaxPorts}".` },
  };
  return [finding('port-table-huge', details)];
}

function remoteShell(facts: Facts): readonly Finding[] {
  const broken = settledPods(facts).filter(({ view }) => view.refusal?.includes('eaddrinuse') === true);
  if (broken.length === 0) return [];
  const details = {
    what: 'bin/<release> remote, rpc and stop do not work, because their VM also tries to listen on the fixed port.',
    where: podTitles(broken),
    evidence: [broken[0]?.view.refusal ?? ''],
    fix: {
      advice: 'Set RELEASE_REMOTE_VM_ARGS to a file with -dist_listen false, as the manifest of this package does.',
    },
  };
  return [finding('remote-shell-broken', details)];
}
