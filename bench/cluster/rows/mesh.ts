import { betterStandIn } from '../../bed/better-stand-in';
import { contenders, type Contender } from '../../bed/contenders';
import { note } from '../../bed/race';
import { spreadOf } from '../../measure/spread';
import type { Measured, Row } from '../../row';
import type { Trial } from '../order';
import { roundsOf, type Round } from '../rounds';
import { describe, nameOf, type Scenario } from '../scenario';
import { hasLostPoll, judge } from '../verdict';

interface Figure {
  readonly since: 'vm' | 'lookup' | 'apply';
  readonly about: string;
  readonly of: (trial: Trial) => number;
  /** Which repeats have a goal: where the stand-ins lose no poll, what follows the look-up is a matter of milliseconds. */
  readonly judged: 'all' | 'lost polls' | 'none';
}

const figures: readonly Figure[] = [
  {
    since: 'vm',
    about: 'last VM start to full mesh',
    of: ({ mesh, lastVmStart }) => mesh - lastVmStart,
    judged: 'all',
  },
  {
    // What is before it, the application's boot, no discovery can shorten.
    since: 'lookup',
    about: "the last pod's first look-up to full mesh",
    of: ({ mesh, lastFirstLookUp }) => mesh - lastFirstLookUp,
    judged: 'lost polls',
  },
  { since: 'apply', about: 'kubectl apply to full mesh', of: ({ mesh }) => mesh, judged: 'none' },
];

/** What the trials of a scenario say, counted from different moments. */
export function meshRows(scenario: Scenario): readonly Row[] {
  return figures.map((figure) => ({
    name: `k8s-${nameOf(scenario)}-${figure.since}`,
    about: `real Kubernetes: ${figure.about}; ${describe(scenario)}`,
    unit: 'ms',
    run: async () => tell(await roundsOf(scenario), figure),
  }));
}

function tell(rounds: readonly Round[], { of, judged }: Figure): Measured {
  const spread = (contender: Contender) => spreadOf(rounds.map((round) => of(round[contender])));
  for (const contender of contenders) note(contender, spread(contender));
  const standIn = betterStandIn(spread);
  const compared = rounds.map((round) => ({
    ratio: of(round.ours) / of(round[standIn]),
    lostPoll: hasLostPoll(round[standIn]),
  }));
  const counted = compared.filter(({ lostPoll }) => judged === 'all' || (judged === 'lost polls' && lostPoll));
  return {
    ours: spread('ours'),
    others: spread(standIn),
    ratio: spreadOf(compared.map(({ ratio }) => ratio)),
    ...(counted.length > 0 ? { verdict: judge(counted) } : {}),
  };
}
