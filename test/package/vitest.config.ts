import { defineConfig } from 'vitest/config'

// Not part of the ordinary suite: npm test -- package.
export default defineConfig({
  test: {
    include: [process.env.UNROLL_FIGURES ? 'test/package/figures.ts' : 'test/package/*.test.ts'],
    setupFiles: ['test/which-node.ts'],
    // A hook sets up a fresh system, and a minute of use takes a minute.
    testTimeout: 300_000,
    hookTimeout: 900_000
  }
})
