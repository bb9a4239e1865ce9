const ofSources = 'cdk8s-plus-28';

/** Text of files by their names, such as `beam-cluster.js`. */
export type Files = ReadonlyMap<string, string>;

/**
 * The files of the door for another version of cdk8s-plus, made of those of `beam-cluster/cdk8s`. What never loads cdk8s-plus is
 * loaded from there, so that the clusters of two doors know of each other.
 */
export function doorOf(version: number, compiled: Files): Files {
  const shares = (file: string): boolean => file.endsWith('.js') && !loadsPlus(file, compiled);
  return new Map(
    [...compiled].map(([file, text]) => [
      file,
      shares(file)
        ? `module.exports = require('../cdk8s/${file}');\n`
        : text.replaceAll(ofSources, `cdk8s-plus-${version}`),
    ]),
  );
}

function loadsPlus(file: string, compiled: Files): boolean {
  const text = compiled.get(file) ?? '';
  const loaded = [...text.matchAll(/require\("\.\/([^"]+)"\)/g)].map(([, name]) => `${name}.js`);
  return text.includes(ofSources) || loaded.some((other) => loadsPlus(other, compiled));
}
