import type { Command } from './suite';

/** Prints the manifests of the founding example. */
export const synth: Command = ['npx', 'cdk8s', 'synth', '--check-upgrade=false'];

/** Compiles Pulumi's engine where none is on the PATH, which takes minutes once, behind what runs beside it. */
export const compileEngine: Command = ['nice', 'npx', 'tsx', 'test/pulumi-engine/machine/engine.ts'];
