import { defineConfig } from 'vitest/config'

// Outside the ordinary suite: npm test -- install.
export default defineConfig({
  test: { include: ['test/install/*.test.ts'], setupFiles: ['test/which-node.ts'], testTimeout: 120_000 }
})
