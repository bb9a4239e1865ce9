import type { ContractName } from './contract';
import type {
  Annotations,
  Container,
  ContainerPort,
  Deployment,
  EgressRule,
  EnvFrom,
  EnvVar,
  IngressRule,
  Labels,
  PodSpec,
  Secret,
  ServicePort,
  StatefulSet,
  Volume,
  VolumeMount,
} from './kubernetes';
import type { Surroundings } from './surroundings';

/** A variable of the contract. `assemble` puts them into the order of the contract, before the application's. */
export interface OwnVariable extends EnvVar<unknown> {
  readonly name: ContractName;
}

type PodFields = Omit<PodSpec<unknown>, 'containers' | 'volumes'>;
type ContainerFields = Omit<Container<unknown>, 'env' | 'envFrom' | 'ports' | 'volumeMounts'>;
type WorkloadFields = Omit<Deployment<unknown>['spec'] & StatefulSet<unknown>['spec'], 'selector' | 'template'>;

/**
 * What a feature adds to a cluster. Lists are joined in the order of the features. A field, a label, a volume or an
 * object that two features write is an error.
 */
export interface Contribution {
  readonly variables?: readonly OwnVariable[];
  /** Variables of the application. */
  readonly env?: readonly EnvVar<unknown>[];
  readonly envFrom?: readonly EnvFrom<unknown>[];
  /** Parameters of the kernel application, as name and value. */
  readonly kernelParameters?: readonly (readonly [name: string, value: number])[];
  /** Flags of the VM, after the kernel's parameters. */
  readonly vmFlags?: readonly string[];
  readonly ports?: readonly ContainerPort[];
  /** Ports of the headless Service. */
  readonly discoveryPorts?: readonly ServicePort[];
  /** Ports of the client Service. */
  readonly servicePorts?: readonly ServicePort[];
  readonly ingress?: readonly IngressRule[];
  readonly egress?: readonly EgressRule[];
  readonly volumes?: readonly Volume[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly podLabels?: Labels;
  readonly podAnnotations?: Annotations<unknown>;
  readonly workloadAnnotations?: Annotations<unknown>;
  readonly container?: Partial<ContainerFields>;
  readonly pod?: Partial<PodFields>;
  readonly workload?: Partial<WorkloadFields>;
  readonly objects?: Partial<Surroundings<unknown>>;
  /** Variables by value, in a Secret that the engine names. */
  readonly secrets?: Secret<unknown>;
}
