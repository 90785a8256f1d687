// A few of the kills of npm run stress -- kills.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { killRuns } from './kills'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'unroll-killed-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The terminal's program, built from the present sources: it starts ten times as fast as the sources themselves. */
beforeAll(async () => {
  for (const name of ['resources', 'node_modules']) symlinkSync(join(root, name), join(folder, name), 'junction')
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: join(folder, 'out/main'),
      target: 'node20',
      rollupOptions: {
        input: { unroll: join(root, 'src/cli/unroll.ts'), trial: join(root, 'src/trainer/trial.ts') },
        output: { format: 'es' }
      }
    }
  })
})

it('runs that are killed at any moment, and gone on with, are the runs that never were', async () => {
  const program = [join(folder, 'out/main/unroll.js')]
  const { kills, steps, faults } = await killRuns({
    count: 6,
    killsOfRun: 2,
    seed: 5,
    program,
    env: { XDG_CACHE_HOME: folder }
  })
  expect([kills, faults]).toEqual([6, []])
  // Every run was killed once after it had made progress.
  expect(steps).toBeGreaterThan(0)
}, 300_000)
