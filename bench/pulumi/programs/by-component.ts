import { foundingExample } from '../../../bench/pulumi/founding-example';
import { renderer } from '../../../bench/pulumi/renderer';

foundingExample({ provider: renderer() });
