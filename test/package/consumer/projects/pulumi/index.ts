import * as pulumi from '@pulumi/pulumi';
import { Platform } from './platform';

const platform = new Platform('platform', {
  registry: 'registry.example',
  databaseUrl: pulumi.secret('ecto://user:password@db/blog'),
});

export const workload = platform.shop.workload.metadata.name;
