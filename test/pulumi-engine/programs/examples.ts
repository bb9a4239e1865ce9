import * as pulumi from '@pulumi/pulumi';
import { orders } from '../../../examples/pulumi/attach';
import { shop } from '../../../examples/pulumi/secrets';

// The examples give no provider. The settings of the stack tell the engine's own one where to render.
const config = new pulumi.Config();
const examples = { attach: orders, secrets: () => shop(config) };

examples[config.require<keyof typeof examples>('example')]();
