import { createRequire } from 'node:module';
import * as pulumi from '@pulumi/pulumi';
import { App, Chart, Testing } from 'cdk8s';
import { BeamCluster as Construct, BeamClusterAttachment } from 'beam-cluster/cdk8s';
import { manifests, modelCluster, contract, ClusterPropsError, type BeamClusterProps } from 'beam-cluster/model';
import { manifests as fromTheRoot } from 'beam-cluster';
import { BeamCluster as Component, type BeamClusterArgs } from 'beam-cluster/pulumi';

const props: BeamClusterProps = { image: 'registry.example/shop:2.1.0', http: { port: 4000 } };
const args: BeamClusterArgs = { ...props, image: pulumi.output(props.image) };

const chart = new Chart(new App(), 'shop');
const construct = new Construct(chart, 'shop', props);
await pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
  call: () => ({}),
});
const component = new Component('shop', args);
const workload = await new Promise<string>((resolve) => {
  component.workload.metadata.name.apply(resolve);
});

// As Node 20 loads JSON without a warning.
const require = createRequire(import.meta.url);
const schemaOf = (name: string) => require(`beam-cluster/${name}.json`) as { readonly required: readonly string[] };

console.log(
  JSON.stringify({
    printed: (Testing.synth(chart) as unknown[]).length,
    modelled: manifests(modelCluster('shop', props)).length,
    workload,
    handle: construct.workload.name,
    sameModel: fromTheRoot === manifests,
    schemas: [schemaOf('schema').required, schemaOf('attachment-schema').required],
    contract: Object.keys(contract).length > 0,
    classes: [BeamClusterAttachment.name, ClusterPropsError.name],
  }),
);
