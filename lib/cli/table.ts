import Table from 'cli-table3';
import { Shown, type Showable } from './shown';

const none = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '   ',
};

/** A table as kubectl's are: no lines, columns as wide as they need. Colours in cells do not count as width. */
export function printTable(head: readonly string[], rows: readonly (readonly Showable[])[]): Shown {
  const all = [head, ...rows];
  return Shown.made(all.flat(), (cells) => {
    const table = new Table({ chars: none, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
    let used = 0;
    table.push(...all.map(({ length }) => cells.slice(used, (used += length))));
    const lines = table.toString().split('\n');
    return lines.map((line) => line.trimEnd()).join('\n');
  });
}
