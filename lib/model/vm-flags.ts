import type { Ports } from './ports';
import type { Report } from './problems';
import type { VmFlagsProps } from './props';

// `+Q` bounds the port table, which is otherwise as large as the host's file limit allows (docker-library/rabbitmq#545).
const defaultMaxPorts = 65_536;
// A cut link is seen within 1.25 times this, so within 19 s; OTP's own 60 takes up to 75 s.
const defaultNetTicktime = 15;

/** What `bin/<release> remote`, `rpc`, `pid` and `stop` need where the port is fixed: a second VM must not listen on it. */
export const remoteVmArgs = '-dist_listen false';

/** The value of `ERL_AFLAGS`: the fixed port, the tick time, and what a VM in a container wants. */
export function vmFlags({ distribution }: Ports, props: VmFlagsProps = {}): string {
  const kernel = [
    ['inet_dist_listen_min', distribution],
    ['inet_dist_listen_max', distribution],
    ['net_ticktime', props.netTicktime ?? defaultNetTicktime],
  ];
  return [
    '-kernel',
    ...kernel.flat(),
    ...(props.busyWait === true ? [] : ['+sbwt none', '+sbwtdcpu none', '+sbwtdio none']),
    `+Q ${props.maxPorts ?? defaultMaxPorts}`,
    ...(props.schedulers === undefined ? [] : [`+S ${props.schedulers}:${props.schedulers}`]),
    ...(props.extra ?? []),
  ].join(' ');
}

const fixedFlags: ReadonlyMap<string, string> = new Map([
  ['inet_dist_listen_min', 'Use the property ports.distribution.'],
  ['inet_dist_listen_max', 'Use the property ports.distribution.'],
  ['net_ticktime', 'Use the property vmFlags.netTicktime.'],
  ['-dist_listen', 'It would keep the node from being found.'],
  ['-name', 'Use the property release.'],
  ['-sname', 'Nodes of a cluster need long names.'],
  ['--', 'It would hide the flags after it.'],
  ['-extra', 'It would hide the flags after it.'],
]);

export function checkVmFlags(props: VmFlagsProps | undefined, report: Report): void {
  for (const flag of props?.extra ?? []) {
    const remedy = fixedFlags.get(flag);
    if (remedy === undefined) continue;
    report({ property: 'vmFlags.extra', rule: 'must leave alone what the cluster sets', got: `"${flag}"`, remedy });
  }
}
