import { feature, type Base } from '../feature';
import { annotationsBeside, pathTo } from '../schema';
import { annotationPrefix, fileAnnotations } from './files';

export interface AnnotationsProps<V = string> {
  /**
   * Annotations added to the workload and to its pods, so that a change of one rolls the pods. Keys that start with
   * `beam-cluster/` or `deployment.kubernetes.io/` are refused.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'acme.dev/commit': '3f1c2a9' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
   */
  readonly annotations?: Readonly<Record<string, V>>;
}

// Of the controller of a Deployment, and of `kubectl apply`.
const writtenByOthers = /^deployment\.kubernetes\.io\/|^kubectl\.kubernetes\.io\/last-applied-configuration$/;

export const annotations = feature<AnnotationsProps<unknown>>()({
  name: 'annotations',
  appliesTo: ['cluster'],
  schema: { annotations: annotationsBeside(fileAnnotations) },
  decide: ({ annotations: given = {} }, _: Base, report) => {
    for (const key of Object.keys(given).filter((key) => key.startsWith(annotationPrefix))) {
      report({ property: pathTo('annotations', key), rule: 'belongs to the cluster', remedy: 'Use another prefix.' });
    }
    for (const key of Object.keys(given).filter((key) => writtenByOthers.test(key))) {
      const rule = 'is written by Kubernetes, which would replace it';
      report({ property: pathTo('annotations', key), rule, remedy: 'Use another key.' });
    }
    return { podAnnotations: given, workloadAnnotations: given };
  },
});
