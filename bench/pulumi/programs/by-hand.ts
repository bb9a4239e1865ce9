import { handWritten } from '../../../bench/pulumi/hand-written';
import { renderer } from '../../../bench/pulumi/renderer';

handWritten({ provider: renderer() });
