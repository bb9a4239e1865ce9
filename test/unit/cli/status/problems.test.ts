import type { Member } from '../../../../lib/cli/status/cluster-status';
import { readLinks } from '../../../../lib/cli/status/links';
import { findProblems } from '../../../../lib/cli/status/problems';
import { member, nodeName, silent, view } from './members';

const problems = (members: readonly Member[], replicas = members.length) =>
  findProblems({ workload: { kind: 'Deployment', name: 'api', replicas }, members, links: readLinks(members) });

const linked = (more: Partial<Member> = {}) => [
  member(1, { view: view(1, [2]), ...more }),
  member(2, { view: view(2, [1]) }),
];

test('a cluster that is whole has none', () => {
  expect(problems(linked())).toEqual([]);
});

test('a split is reported once, with the cause', () => {
  const missing = [{ node: nodeName(2), cause: 'refused', seconds: 60 }];

  expect(problems([member(1, { view: view(1, [], { missing }) }), member(2)])).toEqual([
    'the cluster is split into 2 (refused): {api-1} {api-2}',
  ]);
});

test('a link that is missing in a whole cluster is reported by its ends', () => {
  expect(problems([member(1), member(2, { view: view(2, [1, 3]) }), member(3)])).toEqual([
    'api-1 and api-3 are not connected',
  ]);
});

test('fifty pods apart from each other are reported in few words', () => {
  const told = problems(Array.from({ length: 50 }, (_, index) => (index < 10 ? member(index + 1) : silent(index + 1))));

  expect(told.join('\n').length).toBeLessThan(2000);
  expect(told).toContain('390 more links are down');
});

test('a pod that drains and has let go is none', () => {
  expect(problems([...linked(), member(3, { state: 'draining' })], 2)).toEqual([]);
});

test('too few that are ready are reported with the reason', () => {
  const waiting = silent(3, { state: 'waiting', reason: 'ImagePullBackOff' });
  const crashing = silent(4, { state: 'not ready', reason: 'CrashLoopBackOff', restarts: 7 });

  expect(problems([...linked(), waiting, crashing])).toContain(
    '2 of 4 pods are ready: api-3 is waiting (ImagePullBackOff), api-4 is not ready (CrashLoopBackOff, 7 restarts)',
  );
});

test('a new pod that is stuck is reported beside enough ready ones, and one that starts is not', () => {
  const stuck = silent(3, { state: 'waiting', reason: 'ErrImagePull' });
  const starting = silent(4, { state: 'waiting', reason: 'ContainerCreating' });

  expect(problems([...linked(), stuck, starting], 2)).toEqual(['api-3 is waiting (ErrImagePull)']);
});

test('a pod that DNS does not list is reported by the pods that miss it', () => {
  expect(problems(linked({ view: view(1, [2], { discovered: [] }) }))).toEqual(['api-1: DNS does not list api-2']);
  expect(problems(linked({ view: view(1, [2], { discovered: [nodeName(2)] }) }))).toEqual([]);
  expect(problems(linked({ ageSeconds: 59, view: view(1, [2], { discovered: [] }) }))).toEqual([]);
});

test('what DNS answers instead is reported, and what the runtime found', () => {
  expect(problems(linked({ view: view(1, [2], { dnsError: 'nxdomain', problems: ['no cookie is set'] }) }))).toEqual([
    'api-1: DNS answers nxdomain',
    'api-1: no cookie is set',
  ]);
});
