import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { licencesOf } from './licences';

const source = 'lib/cli/cluster/kubernetes-client.mts';
const bundle = `dist/${source.replace(/\.mts$/, '.mjs')}`;
const licences = `dist/${source.replace(/\.mts$/, '.licences.txt')}`;

// Some of what the client is made of is CommonJS, which an ES module can only ask Node for by a `require` of its own.
const require = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Puts the client of Kubernetes, of which a command needs a tenth, into one file, and beside it the licences of all that is in it. */
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
    banner: { js: require },
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(licences, licencesOf(Object.keys(metafile.inputs)));
}

void bundleClient();
