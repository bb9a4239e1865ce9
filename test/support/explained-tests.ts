/** What the tests of a file or a `describe` work with. */
export interface Subject<T> {
  /** What it is, for the error where it could not be opened. */
  readonly name: string;
  /** Opens it before the tests. */
  readonly open: () => Promise<T>;
  /** Makes it ready for them. */
  readonly prepare: (opened: T) => unknown;
  /** What it knows, which is added to the message of each failure. */
  readonly describe: (opened: T) => Promise<string>;
  /** Closes it after the tests, however they ended. */
  readonly close: (opened: T) => unknown;
  /** How long each of these and each test may take. */
  readonly timeoutMs: number;
}

export interface ExplainedTests<T> {
  /** A test that says what the subject knows when it fails. */
  readonly test: (name: string, body: (opened: T) => Promise<void> | void, timeoutMs?: number) => void;
}

/** Opens a subject before the tests of a file or a `describe`, and closes it after them. */
export function useSubject<T>(subject: Subject<T>): ExplainedTests<T> {
  const explain = async (opened: T, body: (opened: T) => unknown): Promise<void> => {
    try {
      await body(opened);
    } catch (error) {
      if (error instanceof Error) error.message += `\n\nThe pods:\n${await subject.describe(opened)}`;
      throw error;
    }
  };
  let opened: T | undefined;
  beforeAll(async () => {
    opened = await subject.open();
    await explain(opened, subject.prepare);
  }, subject.timeoutMs);
  afterAll(() => (opened === undefined ? undefined : subject.close(opened)), subject.timeoutMs);
  return {
    test: (name, body, timeoutMs = subject.timeoutMs) => {
      test(
        name,
        async () => {
          if (opened === undefined) throw new Error(`The ${subject.name} could not be opened; see why above.`);
          await explain(opened, body);
        },
        timeoutMs,
      );
    },
  };
}
