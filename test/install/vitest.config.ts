import { defineConfig } from 'vitest/config'

// Not part of the ordinary suite: npm test -- install.
export default defineConfig({
  test: { include: ['test/install/*.test.ts'], setupFiles: ['test/which-node.ts'], testTimeout: 120_000 }
})
