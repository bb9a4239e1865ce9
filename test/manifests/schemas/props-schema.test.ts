import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { ClusterPropsError, modelCluster, type BeamClusterProps, type Problem } from 'beam-cluster/model';
import { readReference } from '../../../packaging/docs/reference';
import { packagedSchema } from '../../../packaging/docs/schemas';
import { runs, seed } from '../fuzz/run';
import { wildProps } from '../fuzz/wild-props';
import { attachmentRows } from '../parity/attachment-rows';
import { clusterRows } from '../parity/cluster-rows';

const reference = readReference();
const schemas = { cluster: packagedSchema('cluster', reference), attachment: packagedSchema('attachment', reference) };

// Strict: an unknown keyword, or one that does nothing, is an error. A choice requires what the object around it defines.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const valid = { cluster: ajv.compile(schemas.cluster), attachment: ajv.compile(schemas.attachment) };

/** What an editor says of props, by their paths. */
function complaints(target: keyof typeof valid, props: unknown): readonly string[] {
  const check = valid[target];
  return check(props) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test.each(Object.entries(schemas))('the schema of a %s is one of draft 2020-12', (_target, schema) => {
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(ajv.validateSchema(schema)).toBe(true);
});

test.each(Object.entries(clusterRows))('the schema of a cluster takes %s', (_name, row) => {
  expect(complaints('cluster', { image: 'ghcr.io/acme/api:1.0.0', ...row })).toEqual([]);
});

test.each(Object.entries(attachmentRows))('the schema of an attachment takes %s', (_name, row) => {
  expect(complaints('attachment', { selector: { app: 'shop' }, ...row })).toEqual([]);
});

const key = { name: 'a', key: 'b' };

test.each([
  ['nothing', {}],
  ['an unknown property', { image: 'a', replica: 3 }],
  ['an unknown property inside another', { image: 'a', http: { port: 4000, healtPath: '/' } }],
  ['a text where a number is meant', { image: 'a', replicas: '3' }],
  ['a number that is too small', { image: 'a', replicas: 0 }],
  ['a number that is too large', { image: 'a', http: { port: 65_536 } }],
  ['a literal cookie', { image: 'a', cookie: 'KMQYTAZXSJUQVLIWOHPB' }],
  ['a kind of workload that has no clusters', { image: 'a', workload: 'DaemonSet' }],
  ['a number as a variable', { image: 'a', env: { PORT: 4000 } }],
  ['two sources for one variable', { image: 'a', env: { A: { secretKeyRef: key, configMapKeyRef: key } } }],
  ['true where only false is meant', { image: 'a', disruptionBudget: true }],
  ['a source without a name', { image: 'a', envFrom: [{ prefix: 'A_' }] }],
  ['what only an attachment has', { image: 'a', selector: { app: 'shop' } }],
])('the schema of a cluster refuses %s', (_name, props) => {
  expect(complaints('cluster', props)).not.toEqual([]);
});

describe('the model and the schema agree', () => {
  // What is wrong with the form of a value, whatever the others are.
  const structural =
    /^(is not a known property|must only have known|must be given|must be an object|must be a list$|must be true or false|must be one of "(?!metadata)|must be a whole number|must have one of|must name an image|must be a path that|must be text( or a reference)?$)/;

  // A document has only what JSON has.
  const documents = wildProps
    .map(toDocument)
    .filter((document) => document !== undefined)
    .map((document) => JSON.parse(document) as unknown);

  test(`on generated documents, BEAM_CLUSTER_FUZZ_SEED=${seed}`, () => {
    const counts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(documents, (props) => {
        const problems = problemsOf(props);
        const malformed = problems.filter(({ rule }) => structural.test(rule));
        if (problems.length === 0) expect(complaints('cluster', props)).toEqual([]);
        if (malformed.length > 0)
          expect({ malformed, complaints: complaints('cluster', props) }).not.toMatchObject({ complaints: [] });
        if (problems.length === 0) counts.taken += 1;
        if (malformed.length > 0) counts.refused += 1;
      }),
      { seed, numRuns: runs / 10 },
    );

    expect(counts.taken).toBeGreaterThan(runs / 100);
    expect(counts.refused).toBeGreaterThan(runs / 100);
  }, 300_000);
});

function toDocument(props: unknown): string | undefined {
  try {
    return JSON.stringify(props);
  } catch {
    // A cycle, or a bigint.
    return undefined;
  }
}

function problemsOf(props: unknown): readonly Problem[] {
  try {
    modelCluster('api', props as BeamClusterProps);
    return [];
  } catch (error) {
    if (error instanceof ClusterPropsError) return error.problems;
    throw error;
  }
}
