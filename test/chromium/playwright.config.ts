import { defineConfig } from '@playwright/test'

// Outside the ordinary suite: npm test -- chromium.
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.chromium.ts',
  // A minute each where two cores are busy elsewhere: the trainer shares its process with the test.
  timeout: 600_000,
  expect: { timeout: 15_000 },
  workers: 1,
  outputDir: '../../test-results',
  reporter: 'list'
})
