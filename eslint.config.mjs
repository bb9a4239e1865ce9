import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.cache/',
      'runtime/',
      'examples/elixir/',
      'jest.config.js',
      'test/kubernetes/order.js',
      'test/support/bundled-client.js',
      '**/*.mjs',
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Numbers read well in a message, and that is where they are.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The model's plain texts are written where cdk8s-plus has an enum of the same texts.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // A construct or a component is made for what it does to its scope.
      'no-new': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'max-lines': ['error', { max: 220, skipComments: true, skipBlankLines: true }],
    },
  },
);
