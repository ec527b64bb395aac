/** ESM-only packages that jest must turn into CommonJS. */
const esm = [
  'jose',
  '@orpc',
  '@standard-schema',
  'mingo',
  'radash',
  'uqr',
  'openapi-types',
  'croner',
  'rou3',
  'json-schema-typed',
].join('|')

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/cloudfunctions', '<rootDir>/local', '<rootDir>/tests', '<rootDir>/config'],
  // The browser flows have a configuration of their own and run last.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/e2e/'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`node_modules/(?!(.*/)?(${esm})/)`],
  testTimeout: 30_000,
  maxWorkers: 2,
}
