import { amountOf } from '../../../lib/model/schema';
import { printContainer, withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

describe('resources', () => {
  test('bound memory by its request, and leave the CPU without a limit, since a throttled scheduler misses ticks', () => {
    expect(printContainer().resources).toEqual({
      requests: { cpu: '250m', memory: '512Mi' },
      limits: { memory: '512Mi' },
    });
  });

  test.each([
    [{ requests: { memory: '1Gi' } }, { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } }],
    [{ limits: { memory: '1Gi' } }, { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } }],
    [
      { requests: { memory: '512Mi' }, limits: { memory: '1Gi' } },
      { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '1Gi' } },
    ],
    [{ requests: { cpu: '2' } }, { requests: { cpu: '2', memory: '512Mi' }, limits: { memory: '512Mi' } }],
    [
      { limits: { cpu: '100m' } },
      { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '100m', memory: '512Mi' } },
    ],
    [
      { requests: { 'ephemeral-storage': '1Gi' }, limits: { 'ephemeral-storage': '4Gi' } },
      {
        requests: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
        limits: { memory: '512Mi', 'ephemeral-storage': '4Gi' },
      },
    ],
  ])('%j come to %j', (given, printed) => {
    expect(printContainer({ resources: given }).resources).toEqual(printed);
  });

  test.each([
    ['1', 1],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['250m', 0.25],
    ['1k', 1_000],
    ['1Ki', 1_024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1e3', 1_000],
    ['1E3', 1_000],
    ['2E', 2e18],
  ])('the quantity %s is %p', (quantity, amount) => {
    expect(amountOf(quantity)).toBe(amount);
  });

  test('are printed as the API server returns them', () => {
    const given = { requests: { cpu: '0.5', memory: '1024Mi' }, limits: { cpu: '1000m', memory: '2048Mi' } };

    expect(printContainer({ resources: given }).resources).toEqual({
      requests: { cpu: '500m', memory: '1Gi' },
      limits: { cpu: '1', memory: '2Gi' },
    });
  });

  test.each(['0.9Gi', '1.5', '1.5e0'])('are whole bytes, since the API server warns of a part of one: %s', (memory) => {
    expect(problemsOf({ ...withHttp, resources: { limits: { memory } } })).toEqual([
      `BeamCluster "api": resources.limits.memory must be a whole number of bytes, got "${memory}". Use a smaller unit.`,
    ]);
  });

  test.each(['', '1 Gi', '1GB', '1gi', '-1Gi', '+1Gi', '1,5Gi', 512, '0'])('are no memory: %j', (memory) => {
    expect(problemsOf({ ...withHttp, resources: { requests: { memory } } })).toEqual([
      `BeamCluster "api": resources.requests.memory must be bytes such as "512Mi" or "1Gi", got ${JSON.stringify(memory)}.`,
    ]);
  });

  test.each(['Gi', '1e1e1', '9223372036854775808', '9'.repeat(30)])(
    'are not shown where they do not read as a short quantity: %s',
    (memory) => {
      expect(problemsOf({ ...withHttp, resources: { limits: { memory } } })).toEqual([
        `BeamCluster "api": resources.limits.memory must be bytes such as "512Mi" or "1Gi", got ${shownText(memory)}.`,
      ]);
    },
  );

  test('in thousandths of a byte are a mistake for mebibytes', () => {
    expect(problemsOf({ ...withHttp, resources: { limits: { memory: '512m' } } })).toEqual([
      'BeamCluster "api": resources.limits.memory must be bytes such as "512Mi" or "1Gi", got "512m". An "m" is a thousandth of a byte; did you mean "512Mi"?',
    ]);
  });

  test.each(['', '250mi', '0', '0.1m', 2, '-1', '1 core'])('are no processors: %j', (cpu) => {
    expect(problemsOf({ ...withHttp, resources: { requests: { cpu } } })).toEqual([
      `BeamCluster "api": resources.requests.cpu must be processors such as "250m" or "2", got ${JSON.stringify(cpu)}.`,
    ]);
  });

  test.each(['8Ei', '1e19', '1E20'])('that no Quantity of the API can hold are refused: %s', (memory) => {
    expect(problemsOf({ ...withHttp, resources: { limits: { memory } } })).toEqual([
      `BeamCluster "api": resources.limits.memory must be bytes such as "512Mi" or "1Gi", got ${JSON.stringify(memory)}.`,
    ]);
  });

  test.each([
    ['memory', '2Gi', '1Gi'],
    ['cpu', '1500m', '1'],
    ['ephemeral-storage', '2G', '1Gi'],
  ])('request no more %s than their limit', (resource, request, limit) => {
    const resources = { requests: { [resource]: request }, limits: { [resource]: limit } };

    expect(problemsOf({ ...withHttp, resources })).toEqual([
      `BeamCluster "api": resources.requests.${resource} must be at most the limit "${limit}", got "${request}". Raise the limit.`,
    ]);
  });

  test('of an unknown kind are an error that lists the known ones', () => {
    expect(problemsOf({ ...withHttp, resources: { limits: { memmory: '1Gi', 'nvidia.com/gpu': '1' } } })).toEqual([
      'BeamCluster "api": resources.limits.memmory is not a known property. Did you mean resources.limits.memory?',
      'BeamCluster "api": resources.limits.nvidia.com/gpu is not a known property. Known are cpu, memory, ephemeral-storage.',
    ]);
  });
});
