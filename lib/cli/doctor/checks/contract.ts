import type { Container, Variable } from '../../cluster/api/workload-objects';
import type { Code } from '../catalogue';
import type { Facts } from '../facts/facts';
import type { Setting } from '../facts/inside';
import { podTitles, settledPods, type SeenPod } from '../facts/pods';
import { settingsOf } from '../facts/settings';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Fix, type Subject } from '../finding';
import { answeringPods } from './nodes';

/** Whether a variable or a flag of the manifest or of the image undoes the cluster. */
export const contract: Subject = {
  name: 'flags',
  looksAt: 'no variable or flag of the manifest or the image undoes the cluster',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [...kinds.flatMap((kind) => undone(facts, container, kind)), ...overridden(facts, container)];
  },
};

/** A kind of fault: which settings make it. */
interface Kind {
  readonly code: Code;
  readonly what: string;
  readonly fix: Fix;
  readonly isUndoing: (setting: Setting, isOurs: boolean) => boolean;
}

const fromBoth = 'from the manifest, or from vm.args and env.sh of the image';

const kinds: readonly Kind[] = [
  {
    code: 'flag-given-twice',
    what: 'The VM has a flag twice and ignores both, so it has a random cookie, or speaks without TLS.',
    fix: {
      property: 'cookie, vmFlags.extra',
      advice: 'Leave the cookie to RELEASE_COOKIE, and give -proto_dist once. Remove the other one from vm.args.',
    },
    isUndoing: ({ kind, name, count }) => kind === 'flag' && ['setcookie', 'proto_dist'].includes(name) && count > 1,
  },
  {
    code: 'epmd-on-loopback',
    what: 'epmd listens only for its own pod, so other nodes do not learn the port of the node.',
    fix: { property: 'networkPolicy', advice: `Remove ERL_EPMD_ADDRESS ${fromBoth}. A policy keeps others from epmd.` },
    isUndoing: ({ kind, name, value }) =>
      kind === 'variable' && name === 'ERL_EPMD_ADDRESS' && /^(127\.|::1|localhost)/.test(value),
  },
  {
    code: 'epmd-not-used',
    what: 'The node does not use epmd, by which the other nodes find its port.',
    fix: { advice: `Remove -start_epmd, -no_epmd and -epmd_module ${fromBoth}.` },
    // A manifest of its own may do without epmd.
    isUndoing: ({ kind, name, value }, isOurs) =>
      isOurs &&
      kind === 'flag' &&
      (name === 'start_epmd' ? value === 'false' : ['no_epmd', 'epmd_module'].includes(name)),
  },
  {
    code: 'node-not-listening',
    what: 'The node does not listen for other nodes.',
    fix: { advice: `Remove -dist_listen, start_distribution and inet_dist_use_interface ${fromBoth}.` },
    isUndoing: ({ kind, name, value }) =>
      (kind === 'flag' && name === 'dist_listen' && value === 'false') ||
      (kind === 'kernel' && name === 'start_distribution' && value === 'false') ||
      (kind === 'kernel' &&
        name === 'inet_dist_use_interface' &&
        /^\{(127,|0,0,0,0,0,0,0,1\})/.test(value.replace(/\s/g, ''))),
  },
  {
    code: 'node-hidden',
    what: 'The node does not connect to every other node.',
    fix: { advice: `Remove -hidden, connect_all and dist_auto_connect ${fromBoth}.` },
    isUndoing: ({ kind, name, value }) =>
      (kind === 'flag' && name === 'hidden') ||
      (kind !== 'variable' && name === 'connect_all' && value === 'false') ||
      (kind === 'kernel' && name === 'dist_auto_connect' && value === 'never'),
  },
];

function undone(facts: Facts, container: Container, { code, what, fix, isUndoing }: Kind): readonly Finding[] {
  const { isOurs } = facts.workload;
  const isFault = (setting: Setting) => isUndoing(setting, isOurs);
  const written = settingsOf(container).filter(isFault);
  const pods = settledPods(facts).filter(({ view }) => (view.settings ?? []).some(isFault));
  if (written.length === 0 && pods.length === 0) return [];
  const running = pods.flatMap(({ name, view }) =>
    (view.settings ?? []).filter(isFault).map((one) => `${name}: ${show(one)}`),
  );
  return [
    finding(code, {
      what,
      where: written.length > 0 ? workloadTitle(facts) : podTitles(pods),
      evidence: written.length > 0 ? written.map((one) => `the manifest has ${show(one)}`) : running,
      fix,
    }),
  ];
}

function show({ kind, name, value, count }: Setting): string {
  const twice = count > 1 ? `, ${count} times` : '';
  if (kind === 'variable') return `${name}=${value}`;
  return `${kind === 'flag' ? '-' : '-kernel '}${name}${value === '' ? '' : ` ${value}`}${twice}`;
}

/** Variables that `rel/env.sh` of the image sets to something else than the manifest. */
function overridden(facts: Facts, container: Container): readonly Finding[] {
  const changed = answeringPods(facts).flatMap((pod) =>
    (pod.view.settings ?? [])
      .filter(({ kind }) => kind === 'variable')
      .map(({ name, value }) => ({ pod, name, value, wanted: literal(envOf(pod, container.name), name, pod) }))
      .filter(({ value, wanted }) => wanted !== undefined && wanted !== value),
  );
  if (changed.length === 0) return [];
  const details = {
    what: 'The image changes a variable that the manifest sets.',
    where: podTitles([...new Set(changed.map(({ pod }) => pod))]),
    evidence: changed.map(
      ({ pod, name, value, wanted = '' }) => `${pod.name}: ${name} is ${value} instead of ${wanted}`,
    ),
    fix: { advice: 'Remove the variable from rel/env.sh.eex of the release, and build the image again.' },
  };
  return [finding('variable-overridden', details)];
}

// During a rollout, a pod of an older version has the variables of that version.
function envOf({ object }: SeenPod, container: string): readonly Variable[] {
  return object.spec?.containers.find(({ name }) => name === container)?.env ?? [];
}

/** The value of a variable as the kubelet makes it from those before it; undefined if only the kubelet knows it. */
function literal(env: readonly Variable[], name: string, pod: SeenPod): string | undefined {
  const index = env.findIndex((variable) => variable.name === name);
  const { value, valueFrom } = env[index] ?? {};
  const field = valueFrom?.fieldRef?.fieldPath;
  if (field !== undefined) return { 'status.podIP': pod.ip, 'metadata.name': pod.name }[field];
  const inner = (used: string) => literal(env.slice(0, index), used, pod);
  const used = [...(value ?? '').matchAll(/\$\(([^)]+)\)/g)].map(([, other = '']) => other);
  if (used.some((other) => inner(other) === undefined)) return undefined;
  return value?.replace(/\$\(([^)]+)\)/g, (whole, other: string) => inner(other) ?? whole);
}
