import * as pulumi from '@pulumi/pulumi';
import type { Problem } from '../model';
import { didYouMean } from '../model/schema/did-you-mean';
import { isRecord } from '../model/schema/plain';
import { pathTo, show } from '../model/schema/problems';

/** Options of one resource of a component. The parent is always the component. */
export type ResourceOptions = Omit<pulumi.CustomResourceOptions, 'parent'>;

/**
 * Options of the component, and of its resources by name.
 *
 * @typeParam N - the names of the resources
 */
export interface ComponentOptions<N extends string> extends pulumi.ComponentResourceOptions {
  /**
   * Options for single resources of the component, each under the name of its handle, and `password` for the
   * RandomPassword of a generated cookie. The engine does not pass `ignoreChanges`, `replaceOnChanges`, `customTimeouts`
   * and `import` from a component to its resources. `dependsOn` and `aliases` are added to the component's own. Options of
   * a resource that the args leave out have no effect.
   *
   * @default - each resource has the options that it inherits from the component - the engine passes on `provider`,
   *   `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`
   * @since 0.1.0
   * @example
   * new BeamCluster('api', args, { resourceOptions: { workload: { ignoreChanges: ['spec.replicas'] } } });
   * @see https://www.pulumi.com/docs/iac/concepts/options/
   */
  readonly resourceOptions?: Readonly<Partial<Record<N, ResourceOptions>>>;
}

/** The options of a resource: the component's own for it, those that were given for it, and the component as its parent. */
export type OptionsFor<N extends string> = (
  name: N,
  own?: pulumi.CustomResourceOptions,
) => pulumi.CustomResourceOptions;

export function optionsFor<N extends string>(
  parent: pulumi.Resource,
  given: ComponentOptions<N>['resourceOptions'],
): OptionsFor<N> {
  return (name, own = {}) => ({ ...pulumi.mergeOptions(own, given?.[name]), parent });
}

/** What is wrong with `resourceOptions`, of which the compiler of a JavaScript program says nothing. */
export function problemsOfOptions(given: unknown, known: readonly string[]): readonly Problem[] {
  if (given === undefined) return [];
  if (!isRecord(given)) return [mustBeObject('resourceOptions', given)];
  return Object.entries(given).flatMap(([name, options]) => {
    const property = pathTo('resourceOptions', name);
    if (!known.includes(name)) return [unknownName(property, name, known)];
    if (options === undefined) return [];
    if (!isRecord(options)) return [mustBeObject(property, options)];
    if (!('parent' in options)) return [];
    const remedy = 'The component is the parent of its resources. Give parent to the component.';
    return [{ property: `${property}.parent`, rule: 'must be left out', remedy }];
  });
}

function mustBeObject(property: string, value: unknown): Problem {
  return { property, rule: 'must be an object', got: show(value) };
}

function unknownName(property: string, name: string, known: readonly string[]): Problem {
  const near = didYouMean(name, known);
  const remedy =
    near === undefined ? `The resources are ${known.join(', ')}.` : `Did you mean resourceOptions.${near}?`;
  return { property, rule: 'is not a known resource', remedy };
}

// The engine takes these from a component, and does nothing with them.
const withoutEffect = ['ignoreChanges', 'replaceOnChanges', 'customTimeouts', 'hideDiffs'] as const;

/** Warnings about options of the component that the engine does not pass on to its resources. */
export function warningsAbout(name: string, opts: pulumi.ComponentResourceOptions): readonly string[] {
  return withoutEffect
    .filter((option) => opts[option] !== undefined)
    .map(
      (option) =>
        `BeamCluster "${name}": ${option} has no effect on the component, because Pulumi does not pass it on to the ` +
        `resources. Give it to the resource that you mean, such as resourceOptions: { workload: { ${option}: … } }.`,
    );
}
