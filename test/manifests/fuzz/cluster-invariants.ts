import { manifests, type ClusterModel, type Labels, type Service, type Workload } from 'beam-cluster/model';
import { podsOf } from '../../../lib/model/schema';
import { besideViolations, podViolations, repeated, resourceViolations } from './pod-invariants';

// What something else decides may be any number.
const manyReplicas = 1_000;

/** What holds for every cluster that is printed, and no schema says. */
export function clusterViolations(model: ClusterModel): string[] {
  const { workload, discovery, service, budget, networkPolicy, autoscaler, ingress, route } = model.objects;
  const { template } = workload.spec;
  const [container] = template.spec.containers;
  const listening = container.ports.map(({ containerPort }) => containerPort);
  const selectors = [
    workload.spec.selector.matchLabels,
    discovery.spec.selector,
    service?.spec.selector,
    budget?.spec.selector.matchLabels,
    networkPolicy?.spec.podSelector.matchLabels,
  ];
  const targets = [...discovery.spec.ports, ...(service?.spec.ports ?? [])].map(({ targetPort }) => targetPort);
  return [
    ...podViolations(template),
    ...runViolations(model, selectors),
    ...selectors
      .filter((labels) => labels !== undefined && !selects(labels, template.metadata.labels))
      .map(() => 'a selector misses the pods'),
    ...targets
      .filter((port) => !listening.includes(port))
      .map((port) => `a Service sends to ${port}, where nothing listens`),
    ...manifests(model).flatMap(({ kind, metadata }) => nameViolations(kind, metadata.name)),
    ...manifests(model)
      .filter(({ metadata }) => metadata.namespace !== workload.metadata.namespace)
      .map(({ kind }) => `the ${kind} is in another namespace`),
    ...[...listening, ...targets, ...(service?.spec.ports ?? []).map(({ port }) => port)]
      .filter((port) => port < 1 || port > 65_535)
      .map((port) => `${port} is no port`),
    ...(budget === undefined
      ? []
      : budgetViolations(budget.spec, workload.spec.replicas ?? autoscaler?.spec.minReplicas ?? manyReplicas)),
    ...(autoscaler !== undefined && workload.spec.replicas !== undefined ? ['two own the replicas'] : []),
    ...(ingress?.spec.rules ?? [])
      .flatMap(({ http }) => http.paths)
      .filter(
        ({ backend }) => !leadsTo(service, backend.service.name, ({ name }) => name === backend.service.port.name),
      )
      .map(() => 'the Ingress leads nowhere'),
    ...(route?.spec.rules ?? [])
      .filter(({ backendRefs }) =>
        backendRefs.every(({ name, port }) => !leadsTo(service, name, (own) => own.port === port)),
      )
      .map(() => 'the HTTPRoute leads nowhere'),
    ...resourceViolations(container.resources.requests, container.resources.limits),
    ...rolloutViolations(workload),
    ...integers(manifests(model))
      .filter((number) => !Number.isInteger(number) || Math.abs(number) >= 2 ** 31)
      .map((number) => `${number} is no integer of 32 bits`),
  ];
}

function leadsTo(
  service: Service<string> | undefined,
  name: string,
  matches: (port: Service<string>['spec']['ports'][number]) => boolean,
): boolean {
  return service?.metadata.name === name && service.spec.ports.some(matches);
}

/** Whoever runs the release once is no member of the cluster. */
function runViolations({ batch }: ClusterModel, selectors: readonly (Labels | undefined)[]): string[] {
  const { tasks, schedules, policy } = batch;
  const specs = [
    ...Object.values(tasks).map(({ spec }) => spec),
    ...Object.values(schedules).map(({ spec }) => spec.jobTemplate.spec),
  ];
  return specs.flatMap(({ template: { metadata, spec } }) => {
    const [container] = spec.containers;
    const volumes = spec.volumes.map(({ name }) => name);
    const policySelector = policy?.spec.podSelector.matchLabels;
    return [
      ...[...(spec.initContainers ?? []), container].flatMap((other) => besideViolations(other, volumes)),
      ...repeated(
        'variable of a run',
        container.env.map(({ name }) => name),
      ),
      ...selectors
        .filter((labels) => labels !== undefined && selects(labels, metadata.labels))
        .map(() => 'a selector of the cluster finds the pods of a run'),
      ...(policySelector !== undefined && !selects(policySelector, metadata.labels) ? ['a policy misses a run'] : []),
    ];
  });
}

function selects(selector: Labels, labels: Labels): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

function nameViolations(kind: string, name: string): string[] {
  return name.length <= 63 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) ? [] : [`${kind} cannot be named ${name}`];
}

function budgetViolations(
  budget: { readonly maxUnavailable?: number | string; readonly minAvailable?: number | string },
  replicas: number,
): string[] {
  const { maxUnavailable, minAvailable } = budget;
  const mayGo =
    maxUnavailable === undefined ? replicas - podsOf(minAvailable ?? 0, replicas) : podsOf(maxUnavailable, replicas);
  return mayGo >= 1 ? [] : ['the budget lets no pod go'];
}

function rolloutViolations({ kind, spec }: Workload<string>): string[] {
  if (kind === 'StatefulSet' || !('strategy' in spec)) return [];
  const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate;
  const stuck = [maxSurge, maxUnavailable].every((amount) => amount === 0 || amount === '0%');
  return [
    ...(stuck ? ['no pod may be added or taken'] : []),
    ...(spec.progressDeadlineSeconds > spec.minReadySeconds ? [] : ['the rollout fails before a pod is ready']),
  ];
}

function integers(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(integers) : [];
}
