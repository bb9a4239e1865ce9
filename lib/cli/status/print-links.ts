import { printTable } from '../table';
import { join, type Showable, type Shown } from '../shown';
import type { Colors } from '../terminal';
import type { ClusterStatus, Link } from './cluster-status';
import { isCounted } from './links';

// With more members the figures do not fit beside each other, and a dot has to do.
const mostFigures = 12;

/** The matrix of connections: the round trip in milliseconds, or a mark. */
export function printLinks({ members, links }: ClusterStatus, colors: Colors): Shown {
  const counted = members.flatMap((member, index) => (isCounted(member) ? [index] : []));
  const byPair = new Map(
    links.flatMap((link) => [
      [`${link.from} ${link.to}`, link],
      [`${link.to} ${link.from}`, link],
    ]),
  );
  const isSmall = counted.length <= mostFigures;
  const cell = (row: number, column: number) =>
    row === column ? colors.dim('·') : mark(byPair.get(`${row} ${column}`), isSmall, colors);
  const label = (index: number) => String(index + 1);
  if (isSmall) {
    const rows = counted.map((row) => [label(row), ...counted.map((column) => cell(row, column))]);
    return printTable(['', ...counted.map(label)], rows);
  }
  const line = (row: number) =>
    join([`${label(row).padStart(3)}  `, ...counted.map((column) => cell(row, column))], '');
  return join(counted.map(line));
}

function mark(link: Link | undefined, isSmall: boolean, colors: Colors): Showable {
  if (link === undefined || link.state === 'unknown') return colors.yellow('?');
  if (link.state === 'down') return colors.red(isSmall ? `✘ ${link.cause ?? ''}`.trim() : '✘');
  return colors.green(isSmall && link.roundTripMs !== undefined ? milliseconds(link.roundTripMs) : '●');
}

export function milliseconds(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : ms.toFixed(0);
}
