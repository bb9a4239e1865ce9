import {
  ClusterPropsError,
  manifests,
  modelCluster,
  type BeamClusterProps,
  type ClusterModel,
} from 'beam-cluster/model';
import { schemaViolations } from './api-models';
import { clusterViolations } from './cluster-invariants';
import { secretMark } from './wild-props';

export type Outcome = { readonly model: ClusterModel } | { readonly problems: string };

/** What a call with any props comes to; whatever else is thrown goes on. */
export function outcomeOf(props: unknown): Outcome {
  try {
    return { model: modelCluster('api', props as BeamClusterProps) };
  } catch (error) {
    if (error instanceof ClusterPropsError) return { problems: error.message };
    throw error;
  }
}

/** What is wrong with an outcome: manifests that are not valid, or an error that does not read as one. */
export function outcomeViolations(outcome: Outcome): string[] {
  return 'model' in outcome ? modelViolations(outcome.model) : messageViolations(outcome.problems);
}

function modelViolations(model: ClusterModel): string[] {
  return [...manifests(model).flatMap(schemaViolations), ...clusterViolations(model)];
}

// Cluster, property, rule: a property with unusual characters in it is quoted.
const line =
  /^BeamCluster "api": (?:"(?:[^"\\]|\\.)*"|[^\s"]\S*) (?:must|is|has|would|needs|carries|selects|belongs) .+[.?]$/;

export function messageViolations(message: string): string[] {
  return [
    ...(message.includes(secretMark) ? ['a secret is shown'] : []),
    ...message
      .split('\n')
      .filter((text) => !line.test(text))
      .map((text) => `does not read as a problem: ${text}`),
    ...message
      .split('\n')
      .filter((text) => text.length > 1_000)
      .map(({ length }) => `a line of ${length} characters`),
  ];
}
