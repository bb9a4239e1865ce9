import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';

interface Model {
  validate(): void;
}

const models: Readonly<Record<string, new (manifest: never) => Model>> = {
  CronJob,
  Deployment,
  Job,
  StatefulSet,
  HorizontalPodAutoscaler,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  Secret,
  Service,
};

/** What the schemas of the Kubernetes API, as the `kubernetes-models` package has them, say against a manifest. */
export function schemaViolations(manifest: { readonly kind: string }): string[] {
  // The package has no kind that is a custom resource. kubeconform has its schema.
  if (manifest.kind === 'HTTPRoute') return [];
  const Model = models[manifest.kind];
  if (Model === undefined) return [`${manifest.kind} is no kind that a cluster has`];
  try {
    new Model(manifest as never).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
