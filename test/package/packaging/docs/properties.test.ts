import { readDeclarations } from '../../../../packaging/docs/program';
import { flatten, propertiesOf, showPath } from '../../../../packaging/docs/properties';

const declarations = readDeclarations(['lib/model/props.ts']);
const cluster = flatten(propertiesOf('cluster', declarations));
const named = (path: string) => cluster.find((property) => showPath(property.path) === path);

test('a property has what its comment, its type and its schema say', () => {
  expect(named('envFrom[].secretName')).toMatchObject({
    isRequired: false,
    choices: ['secretName', 'configMapName'],
    isPlaced: true,
    docs: { text: 'Name of the Secret.', since: '0.1.0', example: "'shop-secrets'" },
  });
  expect(named('http.port')).toMatchObject({ isRequired: true, isPlaced: false, schema: { maximum: 65_535 } });
  expect(named('probes.startup')).toMatchObject({ interfaceName: 'ProbeProps' });
});

test('texts that an engine only places are marked', () => {
  const placed = ['image', 'imagePullSecrets', 'annotations', 'env', 'cookie.secretName', 'service.annotations'];
  const read = ['name', 'labels', 'cookie', 'cookie.key', 'envFrom[].prefix', 'vmFlags.extra'];

  expect(placed.filter((path) => named(path)?.isPlaced !== true)).toEqual([]);
  expect(read.filter((path) => named(path)?.isPlaced !== false)).toEqual([]);
});

test('an interface that has other properties than the schema is an error', () => {
  const typeOf = () => declarations.typeOf('lib/model/props.ts', 'HttpProps');

  expect(() => propertiesOf('cluster', { ...declarations, typeOf })).toThrow(
    'workload is in the schema, but it is not declared.',
  );
});

test('a file that is not read and a name that is not exported are named', () => {
  expect(() => declarations.sourceOf('lib/pulumi/args.ts')).toThrow(
    'lib/pulumi/args.ts is not among lib/model/props.ts',
  );
  expect(() => declarations.typeOf('lib/model/props.ts', 'NoProps')).toThrow(
    'lib/model/props.ts does not export NoProps',
  );
});
