import { feature, type Base } from '../feature';
import type { Annotations, Labels, Metadata } from '../kubernetes';
import {
  anyText,
  isLabel1035,
  leaf,
  namespaceName,
  pathTo,
  record,
  releaseName,
  quote,
  reject,
  show,
  showText,
  unshown,
  labelValue,
  qualifiedKey,
  type Report,
} from '../schema';
import type { WorkloadKind } from './workload';

export interface IdentityProps<V = string> {
  /**
   * Name of the workload and of the client Service, and the stem of every other name. A DNS-1035 label of at most 54
   * characters, because `<name>-headless` must fit into 63; at most 52 for a StatefulSet.
   *
   * @default - the construct's id in cdk8s, the resource's name in Pulumi
   * @since 0.1.0
   * @example 'shop'
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
   */
  readonly name?: string;

  /**
   * Namespace of every object. A DNS-1123 label of at most 63 characters.
   *
   * @default - the namespace of the cdk8s chart or of the Pulumi provider
   * @since 0.1.0
   * @example 'production'
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
   */
  readonly namespace?: V;

  /**
   * Base name of the nodes, which is the part before the `@`. It must be an Erlang atom that needs no quotes. For
   * `bin/<release> rpc` it must be the name of the release in `mix.exs`.
   *
   * @default - the name with `_` for `-` - as `mix release` names it
   * @since 0.1.0
   * @example 'my_app'
   * @see https://hexdocs.pm/mix/Mix.Tasks.Release.html
   */
  readonly release?: string;

  /**
   * Labels added to every object and to the pods. The labels that select the pods cannot be given, nor those that a
   * controller writes, such as `pod-template-hash`.
   *
   * @default - none
   * @since 0.1.0
   * @example { team: 'payments' }
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
   */
  readonly labels?: Labels;
}

/** Every name of a cluster, and what its objects have in common. */
export interface Identity {
  readonly name: string;
  /** Base name of the nodes: the part before the `@`. */
  readonly release: string;
  readonly headlessName: string;
  /** Labels that select the pods of a printed workload. A Deployment can never change them. */
  readonly selector: Labels;
  /** Labels of every object. */
  readonly labels: Labels;
  readonly namespace?: unknown;
}

// What a Deployment or a StatefulSet writes onto its pods, whatever their template says.
const controllerLabels = [
  'pod-template-hash',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
];

/** Ends the name of the headless Service. */
export const headlessSuffix = '-headless';
/** Label of every object that this package prints. */
export const managedBy = { key: 'app.kubernetes.io/managed-by', value: 'beam-cluster' } as const;

/** Label of the pods that run the release beside the cluster, with its name. */
export const taskLabel = 'beam-cluster/task-of';

const longestLabel = 63;
// A StatefulSet puts `<name>-<ten characters of hash>` into the label controller-revision-hash.
const revisionSuffixLength = 11;

export const identity = feature<IdentityProps<unknown>>()({
  name: 'identity',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    name: anyText,
    namespace: leaf(namespaceName),
    release: releaseName,
    labels: record(qualifiedKey('label'), unshown(labelValue)),
  },
  decide: (props, { id, kind }: Base & { readonly kind?: WorkloadKind }, report) => {
    const name: unknown = props.name ?? id;
    checkName(name, props.name !== undefined, kind, report);
    const selector = selectorOf(String(name));
    for (const key of [...Object.keys(selector), taskLabel].filter((key) => Object.hasOwn(props.labels ?? {}, key))) {
      report({
        property: pathTo('labels', key),
        rule: 'selects the pods and cannot be given',
        remedy: 'Use another key.',
      });
    }
    for (const key of controllerLabels.filter((key) => Object.hasOwn(props.labels ?? {}, key))) {
      const rule = 'is written by the controller of the workload, which would replace it';
      report({ property: pathTo('labels', key), rule, remedy: 'Use another key.' });
    }
    const { release = String(name).replaceAll('-', '_'), namespace } = props;
    const settled: Identity = {
      name: String(name),
      release,
      headlessName: `${String(name)}${headlessSuffix}`,
      selector,
      labels: { ...selector, [managedBy.key]: managedBy.value, ...props.labels },
      ...(namespace === undefined ? {} : { namespace }),
    };
    return {
      settled: { identity: settled },
      variables: [
        { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
        { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'RELEASE_DISTRIBUTION', value: 'name' },
        { name: 'RELEASE_NODE', value: `${release}@$(POD_IP)` },
      ],
      podLabels: settled.labels,
      container: { name: settled.name },
    };
  },
});

/** Metadata of an object of the cluster. What is not given is left out, so that the engine's own namespace holds. */
export function metadataOf(
  { labels, namespace }: Identity,
  name: string,
  annotations: Annotations<unknown> = {},
): Metadata<unknown> {
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    labels,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}

function selectorOf(name: string): Labels {
  return { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
}

function checkName(name: unknown, given: boolean, kind: WorkloadKind | undefined, report: Report): void {
  const longest = longestLabel - (kind === 'StatefulSet' ? revisionSuffixLength : headlessSuffix.length);
  if (typeof name === 'string' && isLabel1035(name, longest)) return;
  const problem = {
    property: 'name',
    rule: `must be a DNS-1035 label of at most ${longest} lower-case letters, digits and "-", starting with a letter`,
  };
  const remedy = 'It comes from the id; set name to have another.';
  // Every line begins with the id, so that it may be shown.
  const id = { got: typeof name === 'string' ? quote(name) : show(name), remedy };
  reject(report, { ...problem, ...(given ? { got: showText(name) } : id) }, name);
}
