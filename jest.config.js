/** The package itself, the package as its consumers install it, real BEAM nodes, and real Kubernetes in several clusters. */
const common = {
  testEnvironment: 'node',
  transform: {
    '/kubernetes-client\\.mts$': '<rootDir>/test/support/bundled-client.js',
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^beam-cluster$': '<rootDir>/lib/index.ts',
    '/kubernetes-client\\.mjs$': '<rootDir>/lib/cli/cluster/kubernetes-client.mts',
    '^beam-cluster/(cdk8s|pulumi|model)$': '<rootDir>/lib/$1/index.ts',
  },
};

const kubernetes = {
  globalSetup: '<rootDir>/test/kubernetes/global-setup.ts',
  globalTeardown: '<rootDir>/test/kubernetes/global-teardown.ts',
};

module.exports = {
  // Jest's default of 5 seconds fails tests on a busy machine. A test that hangs still ends.
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/kubernetes/order.js',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/{unit,support}/**/*.test.ts', '<rootDir>/test/pulumi-engine/{,stand-ins/}*.test.ts'],
    },
    { ...common, displayName: 'manifests', testMatch: ['<rootDir>/test/manifests/**/*.test.ts'] },
    {
      ...common,
      displayName: 'package',
      testMatch: ['<rootDir>/test/package/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/consumer/'],
    },
    { ...common, displayName: 'attacks', testMatch: ['<rootDir>/test/attacks/**/*.test.ts'] },
    {
      ...common,
      displayName: 'consumer',
      testMatch: ['<rootDir>/test/package/consumer/**/*.test.ts'],
      globalSetup: '<rootDir>/test/package/consumer/global-setup.ts',
      globalTeardown: '<rootDir>/test/package/consumer/global-teardown.ts',
    },
    {
      ...common,
      ...kubernetes,
      displayName: 'kubernetes',
      testMatch: ['<rootDir>/test/kubernetes/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/kubernetes/(readiness|faults)/'],
    },
    {
      ...common,
      ...kubernetes,
      displayName: 'kubernetes-readiness',
      testMatch: ['<rootDir>/test/kubernetes/{readiness,faults}/**/*.test.ts'],
    },
    {
      ...common,
      ...kubernetes,
      displayName: 'kubernetes-faults',
      testMatch: ['<rootDir>/test/kubernetes/faults/**/*.test.ts'],
    },
    { ...common, displayName: 'pulumi', testMatch: ['<rootDir>/test/pulumi-engine/scenarios/**/*.test.ts'] },
    { ...common, displayName: 'nodes', testMatch: ['<rootDir>/test/nodes/**/*.test.ts'] },
  ],
};
