import { Bed, type BedOptions } from './bed';
import type { Image } from './machine/image';
import { describeCluster } from './cluster-view';

const testTimeoutMs = 240_000;

/** A bed for all tests of a file, with as many pods as the manifest has replicas unless a number is given. */
export interface Scenario {
  (): Bed;
  /** A test that tells what the pods know when it fails. */
  readonly test: (name: string, body: (bed: Bed) => Promise<void> | void) => void;
}

export interface ScenarioOptions extends Omit<BedOptions, 'image'> {
  readonly pods?: number;
  readonly image?: () => Promise<Image>;
}

export function useBed({ pods, image, ...options }: ScenarioOptions = {}): Scenario {
  let bed: Bed | undefined;
  const get = (): Bed => {
    if (bed === undefined) throw new Error('The bed is opened before the first test of the file, not earlier.');
    return bed;
  };
  beforeAll(async () => {
    bed = await Bed.open(image === undefined ? options : { ...options, image: await image() });
    await explainFailure(bed, (opened) => opened.workload.start(pods));
  }, testTimeoutMs);
  afterAll(() => bed?.close(), testTimeoutMs);
  const runTest = (name: string, body: (bed: Bed) => Promise<void> | void): void => {
    test(name, () => explainFailure(get(), body), testTimeoutMs);
  };
  return Object.assign(get, { test: runTest });
}

async function explainFailure(bed: Bed, body: (bed: Bed) => unknown): Promise<void> {
  try {
    await body(bed);
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nThe pods:\n${await describeCluster(bed)}`;
    throw error;
  }
}
