import { Bed, type BedOptions } from './bed';
import type { Image } from './machine/image';
import { describeCluster } from './cluster-view';

const testTimeoutMs = 240_000;

export interface ScenarioOptions extends Omit<BedOptions, 'image'> {
  /** How many pods are started at first. @default - the manifest's replicas */
  readonly pods?: number;
  readonly image?: () => Promise<Image>;
}

/** The tests of one bed. */
export interface Scenario {
  /** A test that tells what the pods know when it fails. */
  readonly test: (name: string, body: Body, timeoutMs?: number) => void;
}

type Body = (bed: Bed) => Promise<void> | void;

/** Opens a bed with pods before the tests of a file or a `describe`, and closes it after them. */
export function useBed({ pods, image, ...options }: ScenarioOptions = {}): Scenario {
  let bed: Bed | undefined;
  beforeAll(async () => {
    bed = await Bed.open(image === undefined ? options : { ...options, image: await image() });
    await explainFailure(bed, (opened) => opened.workload.start(pods));
  }, testTimeoutMs);
  afterAll(() => bed?.close(), testTimeoutMs);
  return {
    test: (name, body, timeoutMs = testTimeoutMs) => {
      test(
        name,
        async () => {
          if (bed === undefined) throw new Error('The bed could not be opened; see why above.');
          await explainFailure(bed, body);
        },
        timeoutMs,
      );
    },
  };
}

async function explainFailure(bed: Bed, body: (bed: Bed) => unknown): Promise<void> {
  try {
    await body(bed);
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nThe pods:\n${await describeCluster(bed)}`;
    throw error;
  }
}
