import { makeProject } from './workshop/project';
import { testLimit } from './workshop/run';
import { compiler, engines, generationNames } from './workshop/versions';

jest.setTimeout(testLimit);

test.each(generationNames)(
  'an ES module has named imports from every door and both schemas, in Node and the strictest NodeNext, with the %s versions',
  async (generation) => {
    const project = await makeProject({
      name: `esm-${generation}`,
      generation,
      programs: 'esm',
      manifest: { type: 'module' },
      dependencies: { ...engines.cdk8s(generation), ...engines.pulumi(generation), ...compiler(generation) },
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
    await project.succeed(['npx', 'tsc']);
    expect(JSON.parse(await project.succeed(['node', 'doors.mjs']))).toEqual({
      printed: 5,
      modelled: 5,
      workload: 'shop',
      handle: 'shop',
      sameModel: true,
      schemas: [['image'], ['selector']],
      contract: true,
      classes: ['BeamClusterAttachment', 'ClusterPropsError'],
    });
  },
);
