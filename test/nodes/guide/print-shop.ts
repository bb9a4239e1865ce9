import { join } from 'node:path';
import { readManifests, type Printed } from '../manifest';

/** Runs the program of the guide in the application that has it, and gives what it prints for the cluster. */
export function printShop(shop: string): Printed {
  const output = join(shop, 'infra/dist');
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = output;
  try {
    jest.requireActual<object>(join(shop, 'infra/main'));
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
  }
  return readManifests(join(output, 'shop.k8s.yaml'));
}
