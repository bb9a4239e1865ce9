import { feature, type Base } from '../feature';
import type { Affinity, DnsConfig, DnsPolicy, HostAlias, Labels, Toleration } from '../kubernetes';
import {
  anyText,
  asInKubernetes,
  checked,
  domainName,
  fields,
  ipAddress,
  isList,
  isRecord,
  labelValue,
  leaf,
  list,
  objectName,
  oneOf,
  qualifiedKey,
  record,
  text,
  whole,
} from '../schema';
import { affinity } from './affinity';

/** Where the scheduler puts the pods, and what they resolve names with. */
export interface SchedulingProps<V = string> {
  /**
   * Labels that a machine must have.
   *
   * @default - none
   * @since 0.1.0
   * @example { 'kubernetes.io/arch': 'arm64' }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector
   */
  readonly nodeSelector?: Labels;
  /**
   * Taints of machines that the pods tolerate.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ key: 'dedicated', operator: 'Equal', value: 'beam', effect: 'NoSchedule' }]
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Affinity to machines and pods, as the Kubernetes API has it. `spread` covers zones and hosts without it.
   *
   * @default - none
   * @since 0.1.0
   * @example { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'batch' } } }] } }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
   */
  readonly affinity?: Affinity;
  /**
   * Name of the PriorityClass.
   *
   * @default - the default of the Kubernetes cluster
   * @since 0.1.0
   * @example 'high'
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   */
  readonly priorityClassName?: V;
  /**
   * Name of the RuntimeClass.
   *
   * @default - the default of the Kubernetes cluster
   * @since 0.1.0
   * @example 'gvisor'
   * @see https://kubernetes.io/docs/concepts/containers/runtime-class/
   */
  readonly runtimeClassName?: V;
  /**
   * Name of the scheduler.
   *
   * @default - the default of the Kubernetes cluster
   * @since 0.1.0
   * @example 'my-scheduler'
   * @see https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/
   */
  readonly schedulerName?: V;
  /**
   * Lines of `/etc/hosts`: an address and its names.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ ip: '10.0.0.5', hostnames: ['legacy-db'] }]
   * @see https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
   */
  readonly hostAliases?: readonly HostAlias[];
  /**
   * Where the pods resolve names. `Default` is refused, because the resolver of the machine does not know the headless
   * Service. `None` needs `dnsConfig.nameservers`.
   *
   * @default - `ClusterFirst`, as in Kubernetes
   * @since 0.1.0
   * @example 'ClusterFirst'
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
   */
  readonly dnsPolicy?: DnsPolicy;
  /**
   * Resolver settings: at most 3 `nameservers` and 32 `searches`, and `options`.
   *
   * @default - none
   * @since 0.1.0
   * @example { options: [{ name: 'ndots', value: '2' }] }
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
   */
  readonly dnsConfig?: DnsConfig;
}

export interface WithSchedulingProps<V = string> {
  /**
   * Where the scheduler puts the pods, and what they resolve names with, as the Kubernetes API has it.
   *
   * @default - none
   * @since 0.1.0
   * @example { nodeSelector: { 'kubernetes.io/arch': 'arm64' }, priorityClassName: 'high' }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
   */
  readonly scheduling?: SchedulingProps<V>;
}

const key = qualifiedKey('label');

const toleration = checked(
  fields<Toleration>({
    key,
    operator: oneOf('Exists', 'Equal'),
    value: labelValue,
    effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    tolerationSeconds: whole(0),
  }),
  ({ key, operator = 'Equal', value, effect, tolerationSeconds }: Toleration, property, report) => {
    const refuse = (rule: string) => {
      report({ property, rule });
    };
    if (key === undefined && operator !== 'Exists') refuse('must have a key, or the operator Exists');
    if (operator === 'Exists' && value !== undefined) refuse('must have no value for the operator Exists');
    if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      refuse('must have the effect NoExecute for tolerationSeconds');
  },
);

// MaxDNSSearchListChars of the API server.
const longestSearchList = 2048;

const optionName = text('must be the name of an option', (name) => name !== '', { pattern: '.' });

const dnsConfig = fields<DnsConfig>({
  nameservers: list(ipAddress, { atMost: 3 }),
  searches: checked(list(domainName, { atMost: 32 }), (searches: readonly string[], property, report) => {
    const { length } = searches.join(' ');
    const rule = `must have at most ${longestSearchList} characters together`;
    if (length > longestSearchList) report({ property, rule, got: String(length) });
  }),
  options: list(fields({ name: optionName, value: anyText }, { required: ['name'] })),
});

export const scheduling = feature<WithSchedulingProps<unknown>>()({
  name: 'scheduling',
  appliesTo: ['cluster'],
  schema: {
    scheduling: fields<SchedulingProps>({
      nodeSelector: record(key, labelValue),
      tolerations: list(asInKubernetes(toleration)),
      affinity,
      priorityClassName: leaf(objectName),
      runtimeClassName: leaf(objectName),
      schedulerName: leaf(objectName),
      hostAliases: list(
        fields<HostAlias>(
          { ip: ipAddress, hostnames: list(domainName, { atLeast: 1 }) },
          { required: ['ip', 'hostnames'] },
        ),
      ),
      dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'None'),
      dnsConfig,
    }),
  },
  decide: ({ scheduling: given = {} }, _: Base, report) => {
    if (given.dnsPolicy === 'None' && (given.dnsConfig?.nameservers ?? []).length === 0) {
      const remedy = 'Give the address of a resolver that knows the headless Service.';
      report({ property: 'scheduling.dnsConfig.nameservers', rule: 'must be given where dnsPolicy is None', remedy });
    }
    return { pod: withoutEmpty(given) };
  },
});

/**
 * Without objects and lists that say nothing. Where a live object had a value, a server-side apply of an empty one first removes
 * the field and adds it at the next apply, which rolls all pods. Items of lists are as they are: an empty selector selects all.
 */
function withoutEmpty<T extends object>(given: T): T {
  const fields = Object.entries(given)
    .map(([name, value]: [string, unknown]) => [name, isRecord(value) ? withoutEmpty(value) : value] as const)
    .filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(fields) as T;
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) ? Object.keys(value).length === 0 : isList(value) && value.length === 0;
}
