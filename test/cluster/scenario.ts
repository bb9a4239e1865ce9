import { Application } from './application';
import { describeApplication } from './mesh';
import { switchboardVariable } from './switchboard';

const testTimeoutMs = 300_000;

export interface ClusterScenario {
  /** A test that tells what the pods know when it fails. */
  readonly test: (name: string, body: Body, timeoutMs?: number) => void;
}

type Body = (application: Application) => Promise<void> | void;

/** An application in a namespace of its own, made before the tests of a file or a `describe` and removed after them. */
export function useApplication(namespace: string, setUp: Body): ClusterScenario {
  let application: Application | undefined;
  beforeAll(async () => {
    application = await Application.prepare(namespace);
    await explainFailure(application, setUp);
  }, testTimeoutMs);
  afterAll(() => application?.remove(), testTimeoutMs);
  return {
    test: (name, body, timeoutMs = testTimeoutMs) => {
      test(
        name,
        async () => {
          if (application === undefined) throw new Error('The application could not be applied; see why above.');
          await explainFailure(application, body);
        },
        timeoutMs,
      );
    },
  };
}

/** `describe` for what needs the machines below Kubernetes; skipped on a cluster that the tests did not make. */
export const describeOnOwnNodes = process.env[switchboardVariable] === undefined ? describe.skip : describe;

async function explainFailure(application: Application, body: Body): Promise<void> {
  try {
    await body(application);
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nThe pods:\n${await describeApplication(application)}`;
    throw error;
  }
}
