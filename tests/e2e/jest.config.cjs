/** The flows in a real browser: one at a time, each with time to start a shop and a browser. */
const base = require('../../jest.config.cjs')

module.exports = {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/tests/e2e'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  maxWorkers: 1,
}
