import { defineConfig } from 'vitest/config'

// Outside the ordinary suite: npm test -- package.
export default defineConfig({
  test: {
    include: [process.env.UNROLL_FIGURES ? 'test/package/figures.ts' : 'test/package/*.test.ts'],
    setupFiles: ['test/which-node.ts'],
    // A fresh system is set up in a hook, and a minute of use is a minute.
    testTimeout: 300_000,
    hookTimeout: 900_000
  }
})
