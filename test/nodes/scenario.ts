import { useSubject, type ExplainedTests } from '../support/explained-tests';
import { Bed, type BedOptions } from './bed';
import { describeCluster } from './cluster-view';
import type { Image } from './machine/image';

export interface ScenarioOptions extends Omit<BedOptions, 'image'> {
  /** How many pods are started at first. @default - the manifest's replicas */
  readonly pods?: number;
  readonly image?: () => Promise<Image>;
}

/** The tests of one bed. */
export type Scenario = ExplainedTests<Bed>;

/** Opens a bed with pods before the tests of a file or a `describe`, and closes it after them. */
export function useBed({ pods, image, ...options }: ScenarioOptions = {}): Scenario {
  return useSubject<Bed>({
    name: 'bed',
    open: async () => Bed.open(image === undefined ? options : { ...options, image: await image() }),
    prepare: (bed) => bed.workload.start(pods),
    describe: describeCluster,
    close: (bed) => bed.close(),
    timeoutMs: 240_000,
  });
}
