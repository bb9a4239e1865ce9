import { spreadOf } from '../measure/spread';
import { once } from '../bed/once';
import { note, repeats } from '../bed/race';
import { contenders, takeTurns, type Contender } from '../bed/contenders';
import { obeyed } from './bench-cluster';
import type { Trial } from './order';
import { nameOf, type Scenario } from './scenario';

/** A trial of each contender, one shortly after the other. */
export type Round = Readonly<Record<Contender, Trial>>;

const rounds = new Map<string, Promise<readonly Round[]>>();

/** All repeats of a scenario, made once; contenders run in turns, in every order. */
export function roundsOf(scenario: Scenario): Promise<readonly Round[]> {
  return once(rounds, nameOf(scenario), () => runRounds(scenario));
}

async function runRounds({ dns, publishNotReady, bootDelayS }: Scenario): Promise<readonly Round[]> {
  const found: Round[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const trial = { dns, publishNotReady, bootDelayMs: bootDelayS * 1000 };
    found.push(await takeTurns(repeat, (contender) => obeyed({ do: 'trial', contender, ...trial })));
  }
  for (const contender of contenders) {
    const late = found.map((round) => round[contender].firstPublication - round[contender].lastFirstLookUp);
    note(`${contender}, from the last pod's first look-up to the first publication`, spreadOf(late));
  }
  return found;
}
