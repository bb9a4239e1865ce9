import type { Construct } from 'constructs';
import { ClusterPropsError, describeProblem } from '../model';

/** What was decided, or every reason why nothing can be. */
export type Decision<T> = T | ClusterPropsError;

/** Decides for a construct; what is wrong becomes a validation error of it, so that a synth names every problem there is. */
export function decide<T>(construct: Construct, model: () => T): Decision<T> {
  try {
    return model();
  } catch (error) {
    if (!(error instanceof ClusterPropsError)) throw error;
    const messages = error.problems.map((problem) => describeProblem(error.cluster, problem));
    construct.node.addValidation({ validate: () => messages });
    return error;
  }
}
