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
  for (const { name, unit, ours, others, ratio, goal, met } of results) {
    const verdict = met === null ? '' : met ? paint('green', 'met') : paint('red', 'missed');
    lines.push([name, unit, spread(ours), spread(others), spread(ratio), aim(goal), verdict]);
  }
  return lines.toString();
}

function spread(found: Spread | null): string {
  if (found === null) return '';
  return `${number(found.median)} (${number(found.min)}–${number(found.max)})`;
}

function aim(goal: Goal | null): string {
  return goal === null ? '' : `${goal.of} ≤ ${goal.atMost}`;
}

function number(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
