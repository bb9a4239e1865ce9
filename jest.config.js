// The client of Kubernetes and what it needs are ESM, which jest takes only when it is compiled.
const esm = '/node_modules/(@kubernetes/client-node|openid-client|oauth4webapi|jose)/';

/** The package itself, the package as its consumers install it, real BEAM nodes, and real Kubernetes in several clusters. */
const common = {
  testEnvironment: 'node',
  transform: {
    '\\.m?ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
    [`${esm}.*\\.js$`]: ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`^(?!.*${esm}).*/node_modules/`],
  moduleNameMapper: {
    '^beam-cluster$': '<rootDir>/lib/index.ts',
    '/kubernetes-client\\.mjs$': '<rootDir>/lib/cli/cluster/kubernetes-client.mts',
    '^beam-cluster/(cdk8s|pulumi|model)$': '<rootDir>/lib/$1/index.ts',
  },
};

const cluster = {
  globalSetup: '<rootDir>/test/cluster/global-setup.ts',
  globalTeardown: '<rootDir>/test/cluster/global-teardown.ts',
};

module.exports = {
  testSequencer: '<rootDir>/test/cluster/order.js',
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/(attacks|bed|consumer|cluster|pulumi-engine/scenarios)/',
      ],
    },
    { ...common, displayName: 'attacks', testMatch: ['<rootDir>/test/attacks/**/*.test.ts'] },
    {
      ...common,
      displayName: 'consumer',
      testMatch: ['<rootDir>/test/consumer/**/*.test.ts'],
      globalSetup: '<rootDir>/test/consumer/global-setup.ts',
      globalTeardown: '<rootDir>/test/consumer/global-teardown.ts',
    },
    {
      ...common,
      ...cluster,
      displayName: 'cluster',
      testMatch: ['<rootDir>/test/cluster/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/cluster/(readiness|faults)/'],
    },
    {
      ...common,
      ...cluster,
      displayName: 'cluster-readiness',
      testMatch: ['<rootDir>/test/cluster/{readiness,faults}/**/*.test.ts'],
    },
    {
      ...common,
      ...cluster,
      displayName: 'cluster-faults',
      testMatch: ['<rootDir>/test/cluster/faults/**/*.test.ts'],
    },
    { ...common, displayName: 'pulumi', testMatch: ['<rootDir>/test/pulumi-engine/scenarios/**/*.test.ts'] },
    { ...common, displayName: 'bed', testMatch: ['<rootDir>/test/bed/**/*.test.ts'] },
  ],
};
