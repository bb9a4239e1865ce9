import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variable = 'BEAM_CLUSTER_WORKSHOP';

/** Makes the one folder that everything of this suite is in, outside the checkout, so that nothing resolves into it. */
export function openWorkshop(): string {
  const folder = mkdtempSync(join(tmpdir(), 'beam-cluster-consumer-'));
  process.env[variable] = folder;
  process.once('exit', closeWorkshop);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
  return folder;
}

export function closeWorkshop(): void {
  rmSync(workshop(), { recursive: true, force: true, maxRetries: 5 });
}

/** The folder of this run. */
export function workshop(): string {
  const folder = process.env[variable];
  if (folder === undefined) {
    throw new Error('There is no workshop: the project `consumer` of jest.config.js must name the global set-up.');
  }
  return folder;
}

/** A fresh copy of the checkout, built. */
export function builtCheckout(): string {
  return join(workshop(), 'checkout');
}

/** The package as `npm publish` would send it. */
export function tarball(): string {
  return join(workshop(), 'beam-cluster.tgz');
}
