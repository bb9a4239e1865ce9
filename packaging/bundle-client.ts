import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { licensesOf } from './licenses';

const source = 'lib/cli/cluster/kubernetes-client.mts';
const bundle = `dist/${source.replace(/\.mts$/, '.mjs')}`;
const licenses = `dist/${source.replace(/\.mts$/, '.licenses.txt')}`;

// Some of what the client is made of is CommonJS, which an ES module can only ask Node for by a `require` of its own.
const requireOfNode = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Puts the client of Kubernetes and all that it needs into one file, and beside it the licenses of what is in it. */
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
