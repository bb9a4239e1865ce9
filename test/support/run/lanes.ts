import { add, none, type Counts } from './counts';
import { runSuite, type Print } from './run-suite';
import type { Suite } from './suite';

const printNow: Print = (text) => void process.stdout.write(text);

/** All that belongs to `npm test`, and then, with the machine to themselves, those that were named besides. */
export async function runChosen(chosen: readonly Suite[], more: string[]): Promise<Counts> {
  const own = await runSuites(
    chosen.filter(({ apart = false }) => !apart),
    more,
  );
  const named = await runSuites(
    chosen.filter(({ apart = false }) => apart),
    more,
  );
  return add(own, named);
}

/** Those without a lane one after the other, printed as they run, while each lane does the same and is printed when it is done. */
async function runSuites(chosen: readonly Suite[], more: string[]): Promise<Counts> {
  const isAside = ({ lane }: Suite) => lane !== undefined && chosen.length > 1;
  const lanes = [...new Set(chosen.filter(isAside).map(({ lane }) => lane))].map((name) =>
    runLane(
      chosen.filter(({ lane }) => lane === name),
      more,
    ),
  );
  let total = none;
  for (const suite of chosen.filter((suite) => !isAside(suite))) {
    total = add(total, await runSuite(suite, more, printNow));
  }
  for (const { counts, show } of await Promise.all(lanes)) {
    total = add(total, counts);
    show();
  }
  return total;
}

async function runLane(lane: readonly Suite[], more: string[]): Promise<{ counts: Counts; show: () => void }> {
  printNow(`== ${lane.map(({ name }) => name).join(', ')}: begun, shown at the end\n`);
  const printed: (string | Uint8Array)[] = [];
  let counts = none;
  for (const suite of lane) counts = add(counts, await runSuite(suite, more, (text) => void printed.push(text)));
  return {
    counts,
    show: () => {
      printed.forEach(printNow);
    },
  };
}
