import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{electron,renderer,shared}/**/*.test.{ts,tsx}'],
    // Worker threads and child processes of the product run inside the tests: forks keep them apart.
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
