/** Three projects: the package itself, the package as its consumers install it, and real BEAM nodes. */
const common = {
  testEnvironment: 'node',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^beam-cluster$': '<rootDir>/lib/index.ts',
    '^beam-cluster/(cdk8s|pulumi|model)$': '<rootDir>/lib/$1/index.ts',
  },
};

module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(bed|consumer|cluster)/'],
    },
    {
      ...common,
      displayName: 'consumer',
      testMatch: ['<rootDir>/test/consumer/**/*.test.ts'],
      globalSetup: '<rootDir>/test/consumer/global-setup.ts',
      globalTeardown: '<rootDir>/test/consumer/global-teardown.ts',
    },
    { ...common, displayName: 'bed', testMatch: ['<rootDir>/test/bed/**/*.test.ts'] },
  ],
};
