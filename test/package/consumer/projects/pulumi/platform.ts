import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import { BeamCluster, type BeamClusterArgs } from 'beam-cluster/pulumi';

export interface PlatformArgs {
  readonly registry: pulumi.Input<string>;
  readonly databaseUrl: pulumi.Input<string>;
}

/** A team's own component around two clusters; the images are only known once the tag is made. */
export class Platform extends pulumi.ComponentResource {
  readonly shop: BeamCluster;
  readonly blog: BeamCluster;

  constructor(name: string, { registry, databaseUrl }: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super('team:index:Platform', name, {}, opts);
    const tag = new random.RandomId('tag', { byteLength: 4 }, { parent: this });
    const common = { http: { port: 4000 } } satisfies Partial<BeamClusterArgs>;
    this.shop = new BeamCluster(
      'shop',
      { ...common, image: pulumi.interpolate`${registry}/shop:${tag.hex}`, replicas: 5 },
      { parent: this },
    );
    this.blog = new BeamCluster(
      'blog',
      {
        ...common,
        image: 'registry.example/blog:1.4.2',
        cookie: { secretName: 'blog-secrets' },
        secrets: { DATABASE_URL: databaseUrl },
        workload: 'StatefulSet',
      },
      { parent: this },
    );
    this.registerOutputs({ workload: this.shop.workload.metadata.name });
  }
}
