import { makeProject } from './workshop/project';
import { succeed, testLimit } from './workshop/run';
import { compiler, engines } from './workshop/versions';

jest.setTimeout(testLimit);

test('an ES module has named imports from every door and both schemas, for Node and for the strictest NodeNext', async () => {
  const folder = await makeProject({
    name: 'esm',
    programs: 'esm',
    manifest: { type: 'module' },
    dependencies: { ...engines.cdk8s('newest'), ...engines.pulumi('newest'), ...compiler('newest') },
    files: {
      'tsconfig.json': {
        compilerOptions: {
          module: 'NodeNext',
          target: 'ES2022',
          strict: true,
          exactOptionalPropertyTypes: true,
          verbatimModuleSyntax: true,
          // The types of cdk8s-plus are not exact about optional properties themselves.
          skipLibCheck: true,
          types: ['node'],
        },
      },
    },
  });
  await succeed(folder, ['npx', 'tsc']);
  expect(JSON.parse(await succeed(folder, ['node', 'doors.mjs']))).toEqual({
    printed: 5,
    modelled: 5,
    workload: 'shop',
    handle: 'shop',
    sameModel: true,
    schemas: [['image'], ['selector']],
    contract: true,
    classes: ['BeamClusterAttachment', 'ClusterPropsError'],
  });
});
