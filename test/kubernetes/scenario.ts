import { useSubject, type ExplainedTests } from '../support/explained-tests';
import { Application } from './application';
import { describeApplication } from './mesh';
import { switchboardVariable } from './switchboard';

/** The tests of one application. */
export type ClusterScenario = ExplainedTests<Application>;

/** An application in a namespace of its own, made before the tests of a file or a `describe` and removed after them. */
export function useApplication(
  namespace: string,
  setUp: (application: Application) => Promise<void> | void,
): ClusterScenario {
  return useSubject<Application>({
    name: 'application',
    open: () => Application.prepare(namespace),
    prepare: setUp,
    describe: describeApplication,
    close: (application) => application.remove(),
    timeoutMs: 300_000,
  });
}

/** `describe` for what needs the machines below Kubernetes; skipped on a cluster that the tests did not make. */
export const describeOnOwnNodes = process.env[switchboardVariable] === undefined ? describe.skip : describe;
