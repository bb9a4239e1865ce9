import { closingLine, countExUnit, countJest, countOne } from './counts';

test('a summary of ExUnit with doctests, failures and skipped tests is counted', () => {
  const output = 'Finished in 1.2 seconds\n3 doctests, 40 tests, 2 failures, 1 skipped\n';
  expect(countExUnit({ output, code: 2 })).toEqual({ passed: 40, failed: 2, skipped: 1 });
});

test('the summaries of an umbrella add up', () => {
  expect(countExUnit({ output: '1 test, 0 failures\n2 tests, 0 failures\n', code: 0 })).toEqual({
    passed: 3,
    failed: 0,
    skipped: 0,
  });
});

test('a command that ran no test has failed', () => {
  expect(countExUnit({ output: 'compiled', code: 0 }).failed).toBe(1);
});

test('a command that exits with an error has failed, although no test of it did', () => {
  expect(countExUnit({ output: '4 tests, 0 failures\n', code: 1 })).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test('where jest was never started, for what it needs has failed, there is no result, and that is a failure', () => {
  expect(countJest('dist/no-such-result.json')({ output: '', code: 1 })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a check counts as one', () => {
  expect(countOne({ output: '', code: 0 })).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(countOne({ output: '', code: 3 })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('the closing line names skipped tests only where there are some', () => {
  expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(closingLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});
