import { conflict, refuseFlags } from '../contract-conflicts';
import { feature } from '../feature';
import { fields, flag, list, text, unshown, whole } from '../schema';
import { refuseCookie } from './cookie';
import type { Family } from './discovery';

/** Flags of the Erlang VM. */
export interface VmFlagsProps {
  /**
   * Whether schedulers spin while idle (`+sbwt`, `+sbwtdcpu` and `+sbwtdio`).
   *
   * @default false - a scheduler that spins uses up the CPU share of the container
   * @since 0.1.0
   * @example true
   * @see https://www.erlang.org/doc/apps/erts/erl_cmd.html
   */
  readonly busyWait?: boolean;
  /**
   * Size of the port table (`+Q`), from 1024 to 134217727.
   *
   * @default 65536 - the VM's own follows the file limit of the machine, and a huge one takes gigabytes
   *   (docker-library/rabbitmq#545)
   * @since 0.1.0
   * @example 1048576
   * @see https://www.erlang.org/doc/apps/erts/erl_cmd.html
   */
  readonly maxPorts?: number;
  /**
   * Seconds after which a silent node counts as down, the same on all nodes (`net_ticktime`), from 4 to 3600.
   *
   * @default 15 - a cut link is noticed within 19 s; OTP's own 60 takes up to 75 s
   * @since 0.1.0
   * @example 60
   * @see https://www.erlang.org/doc/apps/kernel/kernel_app.html
   */
  readonly netTicktime?: number;
  /**
   * Schedulers that are online (`+S`), from 1 to 1024.
   *
   * @default - as many as the VM sees processors
   * @since 0.1.0
   * @example 2
   * @see https://www.erlang.org/doc/apps/erts/erl_cmd.html
   */
  readonly schedulers?: number;
  /**
   * More flags, each one word, after all others. Flags that the cluster sets, or that undo it, are refused.
   *
   * @default - none
   * @since 0.1.0
   * @example ['+zdbbl', '32768']
   * @see https://www.erlang.org/doc/apps/erts/erl_cmd.html
   */
  readonly extra?: readonly string[];
}

export interface WithVmFlagsProps {
  /**
   * Flags of the Erlang VM, printed into `ERL_AFLAGS`. The flags of the image's own `vm.args` come later and win.
   *
   * @default { busyWait: false, maxPorts: 65536, netTicktime: 15 }
   * @since 0.1.0
   * @example { netTicktime: 30 }
   * @see https://www.erlang.org/doc/apps/erts/erl_cmd.html
   */
  readonly vmFlags?: VmFlagsProps;
}

/** `+Q` bounds the port table, which is otherwise as large as the host's file limit allows (docker-library/rabbitmq#545). */
export const defaultMaxPorts = 65_536;
// A cut link is noticed within 1.25 times this, so within 19 s; OTP's own 60 takes up to 75 s.
const defaultNetTicktime = 15;

const word = unshown(text('must be one word, without spaces and quotes', (given) => /^[!#-&(-[\]-~]+$/.test(given)));

export const vmFlags = feature<WithVmFlagsProps>()({
  name: 'VM flags',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    vmFlags: fields<VmFlagsProps>({
      busyWait: flag,
      maxPorts: whole(1_024, 134_217_727),
      netTicktime: whole(4, 3_600),
      schedulers: whole(1, 1_024),
      extra: list(word),
    }),
  },
  decide: ({ vmFlags: given = {} }, { ipFamily }: Family, report) => {
    const {
      busyWait = false,
      maxPorts = defaultMaxPorts,
      netTicktime = defaultNetTicktime,
      schedulers,
      extra = [],
    } = given;
    refuseFlags('vmFlags.extra', extra, report);
    if (ipFamily === 'IPv6' && extra.includes('-proto_dist')) {
      report(
        conflict('vmFlags.extra', '-proto_dist', 'The VM speaks IPv4 if it is there twice. Remove one of the two.'),
      );
    }
    refuseCookie('vmFlags.extra', extra, report);
    return {
      kernelParameters: [['net_ticktime', netTicktime]],
      vmFlags: [
        ...(busyWait ? [] : ['+sbwt none', '+sbwtdcpu none', '+sbwtdio none']),
        `+Q ${maxPorts}`,
        ...(schedulers === undefined ? [] : [`+S ${schedulers}:${schedulers}`]),
        ...extra,
      ],
    };
  },
});
