import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What a finished command printed, and its exit code. */
export interface Finished {
  readonly output: string;
  readonly code: number;
}

export type Counter = (finished: Finished) => Counts;

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The line that closes a run. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** A check that either holds or does not. */
export const countOne: Counter = ({ code }) => ({ ...none, ...(code === 0 ? { passed: 1 } : { failed: 1 }) });

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

export function countJest(file: string): Counter {
  return (finished) => {
    // What went before jest, such as a cluster, may have failed already.
    if (!existsSync(file)) return orFailed(none, finished);
    const result = JSON.parse(readFileSync(file, 'utf8')) as JestResult;
    const counts = {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests,
    };
    return orFailed(counts, finished);
  };
}

const exUnitSummary = /(?:(\d+) doctests?, )?(?:(\d+) propert(?:y|ies), )?(\d+) tests?, (\d+) failures?(.*)$/gm;

export const countExUnit: Counter = (finished) => {
  const counts = [...finished.output.matchAll(exUnitSummary)]
    .map(([, doctests, properties, tests, failures, rest = '']): Counts => {
      const total = Number(doctests ?? 0) + Number(properties ?? 0) + Number(tests);
      const named = (what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(rest)?.[1] ?? 0);
      const skipped = named('skipped') + named('excluded');
      return {
        passed: total - Number(failures) - named('invalid') - skipped,
        failed: Number(failures) + named('invalid'),
        skipped,
      };
    })
    .reduce(add, none);
  return orFailed(counts, finished);
};

/** A command that fails, or that ran no test, is a failure whatever it counted. */
function orFailed(counts: Counts, { code }: Finished): Counts {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}
