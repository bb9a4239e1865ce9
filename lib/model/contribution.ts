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
  InitContainer,
  Labels,
  PodSpec,
  Secret,
  ServicePort,
  StatefulSet,
  Volume,
  VolumeMount,
} from './kubernetes';
import type { Surroundings } from './surroundings';

/** A variable of the contract. `assemble` sorts them by the contract, before the variables of the application. */
export interface OwnVariable extends EnvVar<unknown> {
  readonly name: ContractName;
}

type PodFields = Omit<PodSpec<unknown>, 'containers' | 'initContainers' | 'volumes'>;
type ContainerFields = Omit<Container<unknown>, 'env' | 'envFrom' | 'ports' | 'volumeMounts'>;
type WorkloadFields = Omit<Deployment<unknown>['spec'] & StatefulSet<unknown>['spec'], 'selector' | 'template'>;

/**
 * What a feature contributes to a cluster. Lists are joined in the order of the features. No two features may write the same
 * field, label, volume or object.
 */
export interface Contribution {
  readonly variables?: readonly OwnVariable[];
  /** Variables of the application. */
  readonly env?: readonly EnvVar<unknown>[];
  readonly envFrom?: readonly EnvFrom<unknown>[];
  /** Parameters of Erlang's kernel application. */
  readonly kernelParameters?: readonly (readonly [name: string, value: number])[];
  /** Flags of the VM. They follow the kernel parameters. */
  readonly vmFlags?: readonly string[];
  readonly ports?: readonly ContainerPort[];
  /** Ports of the headless Service. */
  readonly discoveryPorts?: readonly ServicePort[];
  /** Ports of the client Service. */
  readonly servicePorts?: readonly ServicePort[];
  /** Application protocol of the HTTP port of the client Service. */
  readonly httpProtocol?: string;
  readonly ingress?: readonly IngressRule[];
  readonly egress?: readonly EgressRule[];
  readonly volumes?: readonly Volume<unknown>[];
  readonly volumeMounts?: readonly VolumeMount[];
  /** Containers that start before the application, in their order. */
  readonly initContainers?: readonly InitContainer<unknown>[];
  readonly podLabels?: Labels;
  readonly podAnnotations?: Annotations<unknown>;
  readonly workloadAnnotations?: Annotations<unknown>;
  readonly container?: Partial<ContainerFields>;
  readonly pod?: Partial<PodFields>;
  readonly workload?: Partial<WorkloadFields>;
  readonly objects?: Partial<Surroundings<unknown>>;
  /** The Secret with the variables that were given by value. The engine names it. */
  readonly secrets?: Secret<unknown>;
}
