const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const lock = readFileSync(join(__dirname, '../../package-lock.json'));

/** A transform of jest: one file of CommonJS with the client of Kubernetes, which is nine hundred ES modules otherwise. */
module.exports = {
  process(_text, file) {
    const { outputFiles } = buildSync({
      entryPoints: [file],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      minify: true,
      legalComments: 'none',
      write: false,
      logLevel: 'warning',
    });
    return { code: outputFiles[0].text };
  },
  getCacheKey: (text, _file, { configString }) =>
    createHash('sha256').update(text).update(configString).update(lock).digest('hex'),
};
