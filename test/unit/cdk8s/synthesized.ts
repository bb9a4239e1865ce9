import { Testing, type Chart } from 'cdk8s';
import type { Container, ContainerPort, Deployment, EnvVar, Volume, VolumeMount } from 'beam-cluster/model';

export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What a chart prints, after the validation that a synth does. */
export function manifestsOf(chart: Chart): readonly Manifest[] {
  return Testing.synth(chart) as Manifest[];
}

export function manifestOf(chart: Chart, kind: string, name?: string): Manifest {
  const found = manifestsOf(chart).find(
    (printed) => printed.kind === kind && (name ?? printed.metadata.name) === printed.metadata.name,
  );
  if (found === undefined) throw new Error(`no ${kind} ${name ?? ''} was printed`);
  return found;
}

export interface PrintedPod {
  readonly metadata: Deployment<string>['spec']['template']['metadata'];
  readonly spec: Omit<Deployment<string>['spec']['template']['spec'], 'containers' | 'volumes'> & {
    readonly containers: readonly PrintedContainer[];
    readonly volumes?: readonly Volume[];
  };
}

export type PrintedContainer = Omit<Container<string>, 'env' | 'ports' | 'volumeMounts'> & {
  readonly env?: readonly EnvVar<string>[];
  readonly ports?: readonly ContainerPort[];
  readonly volumeMounts?: readonly VolumeMount[];
};

export function podOf(chart: Chart, kind = 'Deployment'): PrintedPod {
  return manifestOf(chart, kind).spec['template'] as PrintedPod;
}

export function containerOf(chart: Chart, kind = 'Deployment'): PrintedContainer {
  const [container] = podOf(chart, kind).spec.containers;
  if (container === undefined) throw new Error(`a ${kind} without a container was printed`);
  return container;
}

export function variableOf(container: PrintedContainer | undefined, name: string): unknown {
  const { value, valueFrom } = container?.env?.find((variable) => variable.name === name) ?? {};
  return value ?? valueFrom;
}
