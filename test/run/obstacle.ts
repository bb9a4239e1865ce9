import { isInstalled } from '../bed/setup';
import type { Suite } from './suites';

/** Why a suite cannot run here, with what to do about it; undefined where it can. */
export function obstacleOf({ needs = [], asRoot = false }: Suite): string | undefined {
  const missing = needs.filter((program) => !isInstalled(program));
  if (missing.length > 0) return `${missing.join(', ')} missing; on Debian: sudo npx tsx test/bed/setup.ts`;
  if (asRoot && process.getuid?.() !== 0) return 'it makes network namespaces, which needs root: sudo npm test';
  return undefined;
}
