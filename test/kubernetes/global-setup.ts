import type { ChildProcess } from 'node:child_process';
import { openApi } from './open-api';

declare global {
  /** `kubectl proxy`, from the set-up to the end of all files. */
  var clusterProxy: ChildProcess | undefined;
}

async function setUp(): Promise<void> {
  globalThis.clusterProxy = await openApi();
}

export = setUp;
