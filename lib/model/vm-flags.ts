import type { IpFamily } from './kubernetes';
import type { Ports } from './ports';
import type { Report } from './problems';
import type { VmFlagsProps } from './props';

// `+Q` bounds the port table, which is otherwise as large as the host's file limit allows (docker-library/rabbitmq#545).
const defaultMaxPorts = 65_536;
// A cut link is seen within 1.25 times this, so within 19 s; OTP's own 60 takes up to 75 s.
const defaultNetTicktime = 15;

const ipv6 = '-proto_dist inet6_tcp';

/** What `bin/<release> remote`, `rpc`, `pid` and `stop` need where the port is fixed: a second VM must not listen on it. */
export const remoteVmArgs = '-dist_listen false';

/**
 * The value of `ERL_AFLAGS`: the fixed port, the tick time, and what a VM in a container wants. The second VM of `remote`
 * and the like reads it too, so the family is not in its file again: a VM that is told twice speaks IPv4 (`net_kernel`).
 */
export function vmFlags({ distribution }: Ports, props: VmFlagsProps = {}, ipFamily?: IpFamily): string {
  const kernel = [
    ['inet_dist_listen_min', distribution],
    ['inet_dist_listen_max', distribution],
    ['net_ticktime', props.netTicktime ?? defaultNetTicktime],
  ];
  return [
    '-kernel',
    ...kernel.flat(),
    ...(ipFamily === 'IPv6' ? [ipv6] : []),
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

interface FlaggedProps {
  readonly vmFlags?: VmFlagsProps;
  readonly ipFamily?: IpFamily;
}

export function checkVmFlags({ vmFlags, ipFamily }: FlaggedProps, report: Report): void {
  for (const flag of vmFlags?.extra ?? []) {
    const twice = ipFamily === 'IPv6' && flag === '-proto_dist';
    const remedy = twice ? 'Told twice, the VM speaks IPv4. Leave out one of the two.' : fixedFlags.get(flag);
    if (remedy === undefined) continue;
    report({ property: 'vmFlags.extra', rule: 'must leave alone what the cluster sets', got: `"${flag}"`, remedy });
  }
}
