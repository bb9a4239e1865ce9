import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { nodeFolder, nodeReleases } from './node-releases';

const usage = `Runs a command with a release of Node, which is fetched once: ${nodeReleases.join(', ')}.

  npx tsx test/support/with-node.ts 26.12.1 npx jest --selectProjects unit`;

async function main([wanted, program, ...args]: readonly string[]): Promise<number> {
  const release = nodeReleases.find((each) => each === wanted);
  if (release === undefined || program === undefined) {
    console.error(usage);
    return 64;
  }
  const folder = await nodeFolder(release);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
  return spawnSync(program, args, { stdio: 'inherit', env }).status ?? 1;
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
