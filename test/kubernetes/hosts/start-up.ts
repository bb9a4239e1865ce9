import type { WaitOptions } from '../../nodes/wait';

/** How long a part of the cluster may take to come up, on a machine that starts all of them at once. */
export const startUp: WaitOptions = { withinMs: 120_000, everyMs: 200 };
