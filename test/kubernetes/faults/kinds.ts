/** How often a kind of fault comes among forty, and when the cluster must be whole again. */
export interface Kind {
  readonly share: number;
  /** From the end of the fault to a full mesh of pods that are all Ready, with none leaving any more. */
  readonly wholeWithinSeconds: number;
  readonly because: string;
}

/**
 * A pod is Ready 1 to 4 s after its container started: startup probe each second. The rest is room for a machine
 * on which four VMs boot at once.
 */
export const kinds = {
  'pod deleted': {
    share: 7,
    wholeWithinSeconds: 25,
    because: '1 s preStop and the exit of the old one, while the new one starts',
  },
  'beam killed': {
    share: 6,
    wholeWithinSeconds: 20,
    because: 'the container starts again at once; its address stays, and the others dial it each second',
  },
  'out of memory': {
    share: 4,
    wholeWithinSeconds: 25,
    because: 'as killed, after the memory has been filled',
  },
  'node cut off briefly': {
    share: 3,
    wholeWithinSeconds: 15,
    because: 'no link may be lost, and TCP sends again within 7 s',
  },
  'node cut off for a tick time': {
    share: 1,
    wholeWithinSeconds: 40,
    because:
      '25 s until TCP has sent again, and all have heard who was lost; what `global` drops then is dialled at once',
  },
  'node cut off': {
    share: 2,
    wholeWithinSeconds: 30,
    because: 'dials begin anew within a second; the node counts as Ready again with its next report, each 4 s',
  },
  'node powered off': {
    share: 1,
    wholeWithinSeconds: 60,
    because: 'the node is up, and starts all its pods anew, with other addresses',
  },
  'kubelet restarted': {
    share: 3,
    wholeWithinSeconds: 40,
    because: 'the kubelet is back in a second, renews its lease in 10 s, and probes all pods again',
  },
  'DNS stopped': { share: 1, wholeWithinSeconds: 5, because: 'nothing may have happened' },
  'DNS fails': { share: 3, wholeWithinSeconds: 5, because: 'nothing may have happened' },
  scaled: { share: 5, wholeWithinSeconds: 30, because: 'three pods start at once' },
  rolled: { share: 2, wholeWithinSeconds: 90, because: 'at most five pods, one after the other' },
  'cookie changed': { share: 2, wholeWithinSeconds: 90, because: 'as rolled' },
} as const satisfies Readonly<Record<string, Kind>>;

export type FaultKind = keyof typeof kinds;
