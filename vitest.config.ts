import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['test/**/*.test.{ts,mjs}'],
    // Those have stages of their own (scripts/test.mjs).
    exclude: ['test/e2e/**', 'test/install/**', 'test/package/**'],
    setupFiles: ['test/which-node.ts'],
    // As many at once as there are cores: with one less, two cores would leave one idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    // The kernels are compiled in a hook.
    hookTimeout: 120_000
  }
})
