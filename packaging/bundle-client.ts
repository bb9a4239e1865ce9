import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { licensesOf } from './licenses';

const source = 'lib/cli/cluster/kubernetes-client.mts';
const bundle = `dist/${source.replace(/\.mts$/, '.mjs')}`;
const licenses = `dist/${source.replace(/\.mts$/, '.licenses.txt')}`;

// Some packages of the client are CommonJS and call `require`, which an ES module has to create.
const requireOfNode = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Bundles the Kubernetes client and its dependencies into one file, and writes their licenses beside it. */
async function bundleClient(): Promise<void> {
  const { metafile } = await build({
    entryPoints: [source],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    banner: { js: requireOfNode },
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(licenses, licensesOf(Object.keys(metafile.inputs)));
}

void bundleClient();
