import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['test/**/*.test.{ts,mjs}'],
    // These tests have their own stages (scripts/test.mjs).
    exclude: ['test/e2e/**', 'test/install/**', 'test/package/**'],
    setupFiles: ['test/which-node.ts'],
    // One worker for each core. The default is one less, so on two cores one core would be idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    // A hook compiles the kernels.
    hookTimeout: 120_000
  }
})
