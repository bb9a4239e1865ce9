import { exampleOf, inContext, showLiteral } from '../../../packaging/docs/in-context';
import { flatten, showPath } from '../../../packaging/docs/properties';
import { readReference, targets } from '../../../packaging/docs/reference';
import { doors, exportsOf, type Door } from './api-examples';

const reference = readReference();

/** Every property of the model, in props that have its example and what must be beside it. */
export const modelRows = targets.flatMap((target) => {
  const all = reference.properties[target];
  return flatten(all).map((property) => ({
    name: `${showPath(property.path)} of ${target}`,
    target,
    property,
    all,
    props: inContext(property, exampleOf(property), all),
  }));
});

/** What an example may use without saying where it comes from. */
const givens: Readonly<Record<Door, string>> = {
  model: '',
  cdk8s: `
    import type { Chart } from 'cdk8s';
    import * as kplus from 'cdk8s-plus-28';
    declare const chart: Chart;
    declare const deployment: kplus.Deployment;`,
  pulumi: `
    import * as kubernetes from '@pulumi/kubernetes';
    import type * as pulumi from '@pulumi/pulumi';
    declare const args: kubernetes.apps.v1.DeploymentArgs;
    declare const config: pulumi.Config;`,
};

const manifest =
  "{ spec: { selector: { matchLabels: { app: 'shop' } }, template: { spec: { containers: [{ name: 'shop' }] } } } }";

/** How each engine is called with a property of its own. */
const calls: Readonly<Record<string, readonly [door: Door, call: (property: string) => string]>> = {
  'cdk8s: `BeamCluster`': [
    'cdk8s',
    (property) => `new BeamCluster(chart, 'shop', { image: 'acme/shop', ${property} })`,
  ],
  'cdk8s: `BeamCluster.attach`': [
    'cdk8s',
    (property) => `BeamCluster.attach(chart, 'shop', { ...{ workload: deployment }, ${property} })`,
  ],
  'Pulumi: `BeamCluster.attach`': [
    'pulumi',
    (property) =>
      `new kubernetes.apps.v1.Deployment('shop', BeamCluster.attach('shop', { ...{ workload: ${manifest} }, ${property} }).workload)`,
  ],
  'Without an engine: `modelAttachment`': [
    'model',
    (property) => `modelAttachment('shop', { ...{ workload: ${manifest} }, ${property} })`,
  ],
  'Pulumi: `BeamCluster`': ['pulumi', (property) => `new BeamCluster('shop', { image: 'acme/shop', ${property} })`],
};

/** Every property that only one engine has in its way, as a call with its example. */
export const engineCalls = reference.engines.flatMap(({ title, own }) =>
  own.map(({ name, docs }) => {
    const [door, call] = calls[title] ?? [];
    if (door === undefined || call === undefined)
      throw new Error(`${title} has properties of its own: say how it is called`);
    return { name: `${name} of ${title}`, door, code: call(`${name}: ${docs.example ?? ''}`) };
  }),
);

/** Every example as a file of its own, by its path. */
export function examplePrograms(): ReadonlyMap<string, string> {
  const ofDoors = doors.flatMap((door) => exportsOf(door).examples.map((example) => ({ door, ...example })));
  const ofModel = modelRows.map(({ name, target, props }) => {
    const type = { cluster: 'BeamClusterProps', attachment: 'AttachmentProps' }[target];
    return { name, door: 'model', code: `export const props: ${type} = ${showLiteral(props)};` } as const;
  });
  const programs = [...ofDoors, ...engineCalls, ...ofModel].map(({ name, door, code }) => {
    const imports = `import { ${exportsOf(door).names.join(', ')} } from 'beam-cluster/${door}';${givens[door]}`;
    return [`test/package/docs/${door}-${name.replaceAll(/\W+/g, '-')}.ts`, `${imports}\n${code}\nexport {};`] as const;
  });
  return new Map(programs);
}
