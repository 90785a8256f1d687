// Runs as the app stores them on disk, and the processes that train them.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { z } from 'zod'
import { experimentSchema } from '../../../src/shared/experiment'
import type { RunEvent } from '../../../src/shared/run'

export type ExperimentInput = z.input<typeof experimentSchema>

/** A small network on a book, without an end and with many checkpoints. */
export const endless: ExperimentInput = {
  name: 'Endless',
  model: { hiddenSize: 24 },
  learning: { sequenceLength: 20, batchSize: 8 },
  watching: { validateEvery: 1_000_000, sampleEvery: 1_000_000, checkpointEvery: 50 },
  stop: { steps: null }
}

/** Starts an experiment without the form, and shows its run. */
export async function showNewRun(page: Page, asked: ExperimentInput): Promise<void> {
  const experiment = experimentSchema.parse(asked)
  await page.evaluate((complete) => window.unroll.createRun(complete), experiment)
  await page.locator('[data-run]').filter({ hasText: experiment.name }).click()
}

/** The folder of the only run. */
export async function runFolder(userData: string): Promise<string> {
  const runs = join(userData, 'runs')
  const ids = await readdir(runs)
  if (ids.length !== 1) throw new Error(`There are ${ids.length} runs, not one.`)
  return join(runs, ids[0])
}

export async function eventsOnDisk(userData: string): Promise<RunEvent[]> {
  const text = await readFile(join(await runFolder(userData), 'events.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RunEvent)
}

/** The step of the newest file of a checkpoint. */
export async function newestCheckpoint(userData: string): Promise<number> {
  const files = await readdir(join(await runFolder(userData), 'checkpoints'))
  return Math.max(...files.map((name) => Number(/^step-(\d+)\.safetensors$/.exec(name)?.[1] ?? 0)))
}

export async function checkpointSteps(userData: string): Promise<number[]> {
  const events = await eventsOnDisk(userData).catch(() => [])
  return events.filter(({ type }) => type === 'checkpoint').map(({ step }) => step)
}

/** The ids of the processes that train, show stored runs, or preview and estimate. */
export const processesOf = (
  app: ElectronApplication,
  name: 'Unroll trainer' | 'Unroll viewer' | 'Unroll orders'
): Promise<number[]> =>
  app.evaluate(
    ({ app: { getAppMetrics } }, wanted) =>
      getAppMetrics()
        .filter(({ name }) => name === wanted)
        .map(({ pid }) => pid),
    name
  )

/** Kills all processes of a kind, as a system without free memory does. */
export async function killAll(app: ElectronApplication, name: 'Unroll trainer' | 'Unroll viewer'): Promise<void> {
  for (const pid of await processesOf(app, name)) process.kill(pid, 'SIGKILL')
}
