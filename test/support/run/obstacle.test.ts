import { isInstalled } from '../../nodes/setup';
import { obstacleOf } from './obstacle';
import { suites } from './suites';

test('a program that is missing is named, with how it is got', () => {
  expect(obstacleOf({ needs: ['no-such-program'] })).toBe(
    'no-such-program missing; on Debian: sudo npx tsx test/nodes/setup.ts',
  );
  expect(obstacleOf({ needs: ['no-such-program'], gotBy: 'https://example.com' })).toBe(
    'no-such-program missing; https://example.com',
  );
});

test('nothing stands in the way of what needs nothing', () => {
  expect(obstacleOf({})).toBeUndefined();
});

test("Pulumi's engine is part of every run, compiled behind the other suites where none is on the PATH", () => {
  const [pulumi] = suites.filter(({ name }) => name === 'pulumi');

  expect(pulumi).toMatchObject({ required: true, needs: isInstalled('pulumi') ? [] : ['go', 'flock'] });
  expect(pulumi?.apart).toBeUndefined();
  expect(suites.filter(({ lane }) => lane === pulumi?.lane)).toEqual([pulumi]);
});

describe('with a cluster that is given', () => {
  const before = process.env['KUBECONFIG'];
  beforeEach(() => (process.env['KUBECONFIG'] = '/somebody/elses'));
  afterEach(() => {
    if (before === undefined) delete process.env['KUBECONFIG'];
    else process.env['KUBECONFIG'] = before;
  });

  test('what strikes machines is skipped, and says what to do', () => {
    const [faults] = suites.filter(({ name }) => name === 'kubernetes-faults');

    expect(faults && obstacleOf(faults)).toMatch(/strikes the machines .* unset KUBECONFIG$/);
  });

  test('the tests that use it alone are not', () => {
    const [cluster] = suites.filter(({ name }) => name === 'kubernetes');

    expect(cluster && obstacleOf(cluster)).not.toEqual(expect.stringMatching(/strikes/));
  });
});
