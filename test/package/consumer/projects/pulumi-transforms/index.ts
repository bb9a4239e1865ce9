import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

interface Template {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
}

/** What a team does to what others made: a label on the pods of every Deployment. It says what it was asked about. */
const labelPods: pulumi.ResourceTransform = ({ type, name, props, opts }) => {
  void pulumi.log.info(`${type} ${name}`);
  if (type !== 'kubernetes:apps/v1:Deployment') return undefined;
  const { spec } = props as { readonly spec: { readonly template: Template } };
  const { metadata } = spec.template;
  const labels = { ...metadata.labels, 'example.com/cost-centre': '4711' };
  const template = { ...spec.template, metadata: { ...metadata, labels } };
  return { props: { ...props, spec: { ...spec, template } }, opts };
};

new BeamCluster('shop', { image: 'registry.example/shop:1' }, { transforms: [labelPods] });
