import { join, show, type Shown } from '../../shown';
import type { Colors } from '../../terminal';
import type { Examined, Verdict } from '../diagnose';
import { settledPods, startingPods } from '../facts/pods';
import type { Finding, Fix } from '../finding';

/** The verdict for a person: what was checked, then each finding, the first to fix first. */
export function textReport(verdict: Verdict, colors: Colors, seconds: number): Shown {
  const { facts, examined, findings, unseen } = verdict;
  const { kind, name, namespace } = facts.workload;
  const width = Math.max(...examined.map(({ subject }) => subject.name.length));
  const blocks = [
    colors.bold(`${kind} ${name} in namespace ${namespace}`),
    join(examined.map((one) => subjectLine(one, width, colors))),
    ...findings.map((found, index) => describe(found, index + 1, colors)),
    ...(unseen.length === 0
      ? []
      : [join([colors.yellow('Not checked:'), ...unseen.map(({ what, reason }) => `  ${what}: ${reason}`)])]),
    summary(verdict, seconds),
  ];
  return join(blocks, '\n\n');
}

function subjectLine(one: Examined, width: number, colors: Colors): Shown {
  const { mark, paint, details } = stateOf(one, colors);
  return show`${paint(mark)} ${one.subject.name.padEnd(width)}  ${details}`;
}

function stateOf({ subject, findings, unknown }: Examined, { green, yellow, red, dim }: Colors) {
  const details = findings.map(({ code }) => code).join(', ');
  if (findings.some(({ severity }) => severity === 'error')) return { mark: '✘', paint: red, details };
  if (findings.length > 0) return { mark: '!', paint: yellow, details };
  if (unknown !== undefined) return { mark: '?', paint: yellow, details: unknown };
  return { mark: '✔', paint: green, details: dim(subject.looksAt) };
}

function describe(found: Finding, number: number, colors: Colors): Shown {
  const paint = found.severity === 'error' ? colors.red : colors.yellow;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['where', [found.where]],
    ['seen', shorten(found.evidence)],
    ['fix', fixLines(found.fix)],
    ['more', [found.docs]],
  ];
  const body = rows.flatMap(([title, lines]) =>
    lines.map((line, index) => show`   ${colors.dim((index === 0 ? title : '').padEnd(5))}  ${line}`),
  );
  return join([show`${paint(`${number}. ${found.severity}`)} ${colors.bold(found.what)}`, ...body]);
}

const mostLines = 8;

/** All of it is in the JSON. */
function shorten(lines: readonly string[]): readonly string[] {
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `and ${more} more`] : lines;
}

function fixLines({ command, property, advice }: Fix): readonly string[] {
  return [
    ...(command === undefined ? [] : [`$ ${command}`]),
    ...(advice === undefined ? [] : [advice]),
    ...(property === undefined ? [] : [`property of the construct: ${property}`]),
  ];
}

function summary({ facts, findings, unseen }: Verdict, seconds: number): string {
  const pods = facts.pods.length;
  const starting = startingPods(facts).length;
  const counted = [
    `${pods} ${pods === 1 ? 'pod' : 'pods'}`,
    `${settledPods(facts).length} checked`,
    ...(starting > 0 ? [`${starting} starting`] : []),
  ];
  return `${counted.join(', ')}: ${inWords(findings.length, unseen.length)} (${seconds.toFixed(1)} s).`;
}

function inWords(findings: number, unseen: number): string {
  if (findings > 0) return `${findings} ${findings === 1 ? 'finding' : 'findings'}`;
  return unseen > 0 ? 'no problems found in what was checked' : 'no problems found';
}
