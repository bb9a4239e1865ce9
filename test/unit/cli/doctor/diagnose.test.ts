import * as fc from 'fast-check';
import { codes } from '../../../../lib/cli/doctor/catalogue';
import { diagnose } from '../../../../lib/cli/doctor/diagnose';
import { listUnseen } from '../../../../lib/cli/doctor/unseen';
import { breakFacts } from './broken';
import { faultsOfManifest } from './faults/of-manifest';
import { faultsOfPods } from './faults/of-pods';
import { faultsOfSurroundings } from './faults/of-surroundings';
import { healthyFacts, type Props } from './healthy';

const faults = [...faultsOfManifest, ...faultsOfSurroundings, ...faultsOfPods];

test.each(faults)('$code comes first where $done', ({ code, where, facts }) => {
  const [first] = diagnose(facts).findings;

  expect(first?.code).toBe(code);
  expect(first?.where).toEqual(where instanceof RegExp ? expect.stringMatching(where) : where);
  expect(first?.evidence.join('')).not.toBe('');
  expect(Object.values(first?.fix ?? {}).join('')).not.toBe('');
});

test('every finding of the catalogue is made by one of these faults', () => {
  const made = new Set(faults.map(({ code }) => code));

  expect(codes.filter((code) => !made.has(code))).toEqual([]);
});

test.each<[string, Props]>([
  ['as it is printed', {}],
  ['as a StatefulSet', { workload: 'StatefulSet' }],
  ['with epmd elsewhere', { ports: { epmd: 4370 } }],
  ['with a narrow way out', { networkPolicy: { egress: 'cluster' } }],
  ['with pauses of its own', { drain: { preStopSeconds: 0, graceSeconds: 20 } }],
  ['that lists only ready pods for its clients', { service: false }],
])('nothing is found in a healthy cluster %s', (_how, props) => {
  const facts = healthyFacts(props);

  expect(diagnose(facts).findings).toEqual([]);
  expect(listUnseen(facts)).toEqual([]);
});

test('the first finding does not depend on the order in which Kubernetes lists things', () => {
  fc.assert(
    fc.property(fc.nat(faults.length - 1), fc.nat(2), (index, turn) => {
      const { facts, code } = faults[index] ?? faultless();
      const turned = <T>(list: readonly T[]): readonly T[] => {
        const by = turn % Math.max(1, list.length);
        return [...list.slice(by), ...list.slice(0, by)];
      };
      const listed = <T extends { ok: boolean }>(attempt: T): T =>
        'value' in attempt && Array.isArray(attempt.value) ? { ...attempt, value: turned(attempt.value) } : attempt;
      const { services, networkPolicies, budgets, endpointSlices } = facts;
      const other = {
        ...facts,
        pods: turned(facts.pods),
        services: listed(services),
        networkPolicies: listed(networkPolicies),
        budgets: listed(budgets),
        endpointSlices: listed(endpointSlices),
      };
      expect(diagnose(other).findings[0]?.code).toBe(code);
    }),
  );
});

function faultless(): never {
  throw new Error('there is no such fault');
}

test('an error comes before every warning', () => {
  const facts = breakFacts({
    '/services/value/0': undefined,
    '$spec/paused': true,
    '$container/resources/limits/cpu': '1',
  });
  const severities = diagnose(facts).findings.map(({ severity }) => severity);

  expect(severities[0]).toBe('error');
  expect(severities).toEqual([...severities].sort());
});

test('a container that is meant to end before the others may', () => {
  const terminated = { exitCode: 0, reason: 'Completed', finishedAt: '2026-11-24T11:59:00Z' };
  const migrations = { name: 'migrations', image: 'api', restartCount: 0, state: { terminated } };
  const facts = breakFacts({ '/pods/0/object/status/initContainerStatuses': [migrations] });

  expect(diagnose(facts).findings).toEqual([]);
});

test('a node that boots is not blamed for what it lacks', () => {
  const facts = breakFacts({
    '$status/state/running/startedAt': '2026-11-24T11:59:55Z',
    '$inside/connected': [],
    '/pods/0/inside/inside/dns/addresses': [],
    '/pods/1/inside/inside/connected': ['rsolv_api@10.0.3.5'],
    '/pods/2/inside/inside/connected': ['rsolv_api@10.0.2.5'],
    '/pods/0/object/status/conditions/1/status': 'False',
  });

  expect(diagnose(facts).findings).toEqual([]);
});

test('a node that boots slowly is a finding after two minutes', () => {
  const at = (startedAt: string) =>
    breakFacts({
      '$status/state/running/startedAt': startedAt,
      '$status/started': false,
      '/pods/0/inside': { kind: 'silent', seconds: 30 },
      '/pods/0/object/status/conditions/1/status': 'False',
    });

  expect(diagnose(at('2026-11-24T11:58:30Z')).findings).toEqual([]);
  expect(diagnose(at('2026-11-24T11:57:30Z')).findings[0]?.code).toBe('node-silent');
});

test('different versions are what a rollout is for', () => {
  const facts = breakFacts({ '$inside/otp': '27', '/workload/object/status': { updatedReplicas: 1 } });

  expect(diagnose(facts).findings).toEqual([]);
});

test('during a rollout, a pod has the variables of its own version', () => {
  const facts = breakFacts({
    '$container/env/[RELEASE_NODE]/value': 'shop@$(POD_IP)',
    '$inside/settings': [{ kind: 'variable', name: 'RELEASE_NODE', value: 'rsolv_api@10.0.1.5', count: 1 }],
  });

  expect(diagnose(facts).findings.map(({ code }) => code)).not.toContain('variable-overridden');
});

test('a node that drains has closed its port', () => {
  const facts = breakFacts({
    '$inside/servers': [{ port: 4000, own: 'econnrefused', loopback: 'econnrefused' }],
    '$inside/runtime/isDraining': true,
  });

  expect(diagnose(facts).findings).toEqual([]);
});

test.each([
  ['services', 'Services'],
  ['endpointSlices', 'EndpointSlices'],
  ['networkPolicies', 'NetworkPolicies'],
  ['budgets', 'PodDisruptionBudgets'],
  ['events', 'Events'],
  ['cookieSecret', 'Secret rsolv-api-secrets'],
])('%s that may not be read are listed, and lead to no finding', (key, what) => {
  const facts = breakFacts({ [`/${key}`]: { ok: false, status: 403, reason: 'forbidden' } });

  expect(diagnose(facts).findings).toEqual([]);
  expect(listUnseen(facts)).toEqual([{ what, reason: 'forbidden' }]);
});

test('a pod whose container is being created is a finding', () => {
  const facts = breakFacts({
    '$status/state': { waiting: { reason: 'ContainerCreating' } },
    '/pods/0/inside': undefined,
  });

  expect(diagnose(facts).findings).toEqual([]);
  expect(listUnseen(facts)).toEqual([
    { what: 'inside Pod rsolv-api-7c9d8-0', reason: 'its container is being created' },
  ]);
});

test('a pod in which no command may run is listed', () => {
  const facts = breakFacts({ '/pods/0/inside': { kind: 'unseen', reason: 'pods/exec is forbidden' } });

  expect(diagnose(facts).findings).toEqual([]);
  expect(listUnseen(facts)).toEqual([{ what: 'inside Pod rsolv-api-7c9d8-0', reason: 'pods/exec is forbidden' }]);
});
