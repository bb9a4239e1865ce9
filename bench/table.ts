import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Spread } from './measure/spread';
import type { Goal, Result } from './row';

/** The results for people: the median of each, and between which it was. */
export function table(results: readonly Result[], colours: boolean): string {
  const paint = (style: 'green' | 'red' | 'bold', text: string) => (colours ? styleText(style, text) : text);
  const lines = new Table({
    head: ['row', 'unit', 'ours', 'others', 'ratio', 'goal', ''].map((title) => paint('bold', title)),
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const result of results) {
    const { name, unit, ours, others, ratio, goal } = result;
    const word = verdict(result);
    const painted = word === 'met' ? paint('green', word) : paint('red', word);
    lines.push([name, unit, spread(ours), spread(others), spread(ratio), aim(goal), painted]);
  }
  return lines.toString();
}

function verdict({ met, error }: Result): 'failed' | 'met' | 'missed' | '' {
  if (error !== null) return 'failed';
  return met === null ? '' : met ? 'met' : 'missed';
}

function spread(found: Spread | null): string {
  if (found === null) return '';
  return `${number(found.median)} (${number(found.min)}–${number(found.max)})`;
}

function aim(goal: Goal | string | null): string {
  if (typeof goal === 'string') return goal;
  return goal === null ? '' : `${goal.of} ≤ ${goal.atMost}`;
}

function number(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
