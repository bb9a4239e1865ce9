import { spreadOf } from '../../measure/spread';
import type { Measured, Row } from '../../row';
import { once } from '../once';
import { contenders, standIns } from '../contenders';
import { note, repeats } from '../race';
import { watchStableStates, type StableState, type StableStates } from '../stable-state';

const watched = new Map<string, Promise<StableStates>>();

export const newcomer: Row = {
  name: 'newcomer',
  about: 'a tenth pod appears in a stable cluster: from its start to its last connection, against the better stand-in',
  unit: 'ms',
  goal: { of: 'ours', atMost: 5000 },
  run: () => tell(({ foundMs }) => foundMs),
};

export const stableQuestions: Row = {
  name: 'stable-questions',
  about: 'questions to DNS of each of 9 pods in a stable cluster, against the better stand-in',
  unit: 'per second',
  goal: { of: 'ours', atMost: 0.1 },
  run: () => tell(({ questions }) => questions),
};

export const stableMemory: Row = {
  name: 'stable-memory',
  about: 'resident memory of each of 9 pods over a VM with the same connections, against the better stand-in',
  unit: 'MB',
  goal: { of: 'ours', atMost: 1 },
  run: () => tell(({ residentMb }, byHand) => residentMb - byHand.residentMb),
};

/** Without a goal: what is above the row before is what connections cost anybody. */
export const stableMemoryIdle: Row = {
  name: 'stable-memory-idle',
  about: 'resident memory of each of 9 pods over a VM without connections, against the better stand-in',
  unit: 'MB',
  run: () => tell(({ residentMb, idleMb }) => residentMb - idleMb),
};

export const stableProcessor: Row = {
  name: 'stable-processor',
  about: 'processor time of each of 9 pods over a VM with the same connections, against the better stand-in',
  unit: 'ms per second',
  goal: { of: 'ours', atMost: 0.3 },
  run: () => tell(({ processor }, byHand) => processor - byHand.processor),
};

/** All rows tell of the same clusters. */
async function tell(figure: (state: StableState, byHand: StableState) => number): Promise<Measured> {
  const found: StableStates[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) found.push(await once(watched, String(repeat), watchStableStates));
  for (const contender of contenders) {
    note(contender, spreadOf(found.map((states) => figure(states[contender], states['by hand']))));
  }
  const ours = found.map((states) => figure(states.ours, states['by hand']));
  const better = found.map((states) =>
    Math.min(...standIns.map((standIn) => figure(states[standIn], states['by hand']))),
  );
  return { ours: spreadOf(ours), others: spreadOf(better) };
}
