import { printTable } from '../table';
import { join, show, type Showable, type Shown } from '../shown';
import type { Colors } from '../terminal';
import { age } from './age';
import type { ClusterStatus, Link, Member } from './cluster-status';
import { isCounted, isNodeOf } from './links';
import { milliseconds, printLinks } from './print-links';

/** The status as a person reads it. */
export function printStatus(status: ClusterStatus, colors: Colors): Shown {
  const { members, changes, problems, notReached } = status;
  const linked = members.filter(isCounted).length > 1;
  const blocks = [
    headline(status, colors),
    ...(members.length === 0
      ? []
      : [
          printTable(
            columns,
            members.map((member, index) => row(status, member, index, colors)),
          ),
        ]),
    ...(linked ? [join([title(status, colors), printLinks(status, colors)])] : []),
    ...section(
      colors.bold('Last changes'),
      changes.map(
        ({ node, change, secondsAgo }) =>
          show`${age(secondsAgo)} ago  ${podOf(members, node)} ${change === 'lost' ? colors.red(change) : change}`,
      ),
    ),
    ...section(colors.red('Problems'), problems),
    ...section(colors.yellow('Not checked'), notReached),
  ];
  return join(blocks, '\n\n');
}

const columns = ['#', 'POD', 'STATE', 'AGE', 'RESTARTS', 'VERSION', 'OTP', 'RUNTIME', 'ZONE', 'LINKS', 'DNS'];

function headline(
  { workload, namespace, context, members, problems, notReached }: ClusterStatus,
  colors: Colors,
): Shown {
  const ready = members.filter(({ state }) => state === 'ready').length;
  const verdict =
    problems.length > 0
      ? colors.red(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`)
      : notReached.length > 0
        ? colors.yellow('not everything was checked')
        : colors.green('healthy');
  const where = `${workload.kind} ${workload.name} in namespace ${namespace} (context ${context})`;
  return show`${colors.bold(where)}: ${ready} of ${workload.replicas} ready, ${verdict}`;
}

function row({ members, links }: ClusterStatus, member: Member, index: number, colors: Colors): Showable[] {
  const { view } = member;
  const own = links.filter(({ from, to }) => from === index || to === index);
  const up = own.filter(({ state }) => state === 'up').length;
  const unknown = own.some(({ state }) => state === 'unknown') ? '?' : '';
  return [
    String(index + 1),
    member.pod,
    state(member, colors),
    age(member.ageSeconds),
    String(member.restarts),
    member.version,
    view?.versions.otp ?? '-',
    view?.versions.runtime ?? '-',
    member.zone ?? '-',
    isCounted(member) ? `${up}/${own.length}${unknown}` : '-',
    dnsCell(members, member),
  ];
}

function state({ state, reason, view }: Member, { green, yellow, red }: Colors): Shown {
  if (state === 'ready') return view?.draining === true ? yellow('draining') : green('ready');
  const text = reason === undefined ? state : `${state}: ${reason}`;
  return state === 'draining' || state === 'waiting' || state === 'ended' ? yellow(text) : red(text);
}

/** How many of the other pods DNS lists, as this node sees it. */
function dnsCell(members: readonly Member[], member: Member): string {
  const { view } = member;
  if (view?.dnsError !== undefined) return view.dnsError;
  if (view?.discovered === undefined) return '-';
  const others = members.filter((other) => other !== member && isCounted(other) && other.address !== undefined);
  const listed = others.filter((other) => view.discovered?.some((node) => isNodeOf(other, node)) === true);
  return `${listed.length}/${others.length}`;
}

function title({ links }: ClusterStatus, colors: Colors): Shown {
  const times = links.flatMap(({ roundTripMs }: Link) => roundTripMs ?? []).sort((a, b) => a - b);
  const up = links.filter(({ state }) => state === 'up').length;
  const middle = times[Math.floor(times.length / 2)];
  const worst = times[times.length - 1];
  const spread =
    middle === undefined || worst === undefined
      ? ''
      : `, round trip ${milliseconds(middle)} ms (median), ${milliseconds(worst)} ms (longest)`;
  return show`${colors.bold('Links')} ${up} of ${links.length} up${spread}`;
}

function section(heading: Showable, lines: readonly Showable[]): Shown[] {
  return lines.length === 0 ? [] : [join([heading, ...lines.map((line) => show`  ${line}`)])];
}

function podOf(members: readonly Member[], node: string): string {
  return members.find((member) => isNodeOf(member, node))?.pod ?? node;
}
