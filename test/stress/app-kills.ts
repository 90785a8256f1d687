// Kills the real app while it trains: its trainer, its main process, or all of its processes. The list then says what
// happened to the run. The run is continued in the window and becomes equal, to the last bit, to a run that was not
// killed.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Random } from '../../src/engine/random'
import { launchApp, type LaunchedApp } from '../e2e/support/app'
import { processesOf, runFolder, showNewRun, type ExperimentInput } from '../e2e/support/runs'
import { listedRuns, until } from './app'
import { checkpointSteps, differences, lookAt } from './kept'

interface Plan {
  count: number
  killsOfRun: number
  seed: number
  tell?: (line: string) => void
}

const steps = 20_000
const experiment: ExperimentInput = {
  name: 'Killed',
  seed: 3,
  model: { hiddenSize: 24 },
  learning: { sequenceLength: 20, batchSize: 8 },
  watching: { validateEvery: 500, sampleEvery: 1000, checkpointEvery: 25, sampleLength: 20 },
  stop: { steps }
}

const victims = ['trainer', 'main', 'everything'] as const
type Victim = (typeof victims)[number]

export interface AppKillsSeen extends Record<Victim, number> {
  runs: number
  early: number
  steps: number
  faults: string[]
}

export async function killApps({ count, killsOfRun, seed, tell = () => {} }: Plan): Promise<AppKillsSeen> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-app-kills-'))
  const random = new Random(seed)
  const seen: AppKillsSeen = { trainer: 0, main: 0, everything: 0, runs: 0, early: 0, steps: 0, faults: [] }
  const whole = join(folder, 'whole')
  let kills = 0
  try {
    const first = new KilledApp(whole)
    await first.open()
    await showNewRun(first.page, experiment)
    await first.end()
    while (kills < count) {
      const app = new KilledApp(join(folder, `run-${seen.runs}`))
      await app.open()
      await showNewRun(app.page, experiment)
      for (let kill = 0; kill < killsOfRun && kills < count; kill++) {
        const before = app.reached
        const victim = victims[kills % victims.length]
        // Kill at any moment after the start; every second time, at any moment after the run has made progress.
        if (kill % 2 === 1) await until('a checkpoint', () => Math.max(0, ...checkpointSteps(app.run)) > before)
        await setTimeout(random.integer(1000))
        if ((await app.state()) === 'finished') break
        await app.kill(victim)
        seen[victim]++
        kills++
        if (app.reached === before) seen.early++
        tell(`${kills} kills: ${victim} at step ${app.reached}, ${app.faults.length} faults of this run`)
      }
      await app.end()
      app.faults.push(...differences(app.run, await runFolder(whole), steps))
      seen.runs++
      seen.steps += steps
      seen.faults.push(...app.faults.map((what) => `run ${seen.runs}: ${what}`))
      rmSync(app.userData, { recursive: true })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return seen
}

class KilledApp {
  /** Step of the newest checkpoint at the last kill. */
  reached = 0
  run = ''
  readonly faults: string[] = []
  private launched: LaunchedApp | null = null

  constructor(readonly userData: string) {}

  get page(): LaunchedApp['page'] {
    return this.launched!.page
  }

  async open(): Promise<void> {
    this.launched = await launchApp({ userData: this.userData })
  }

  async state(): Promise<string> {
    this.run ||= await until('the folder of the run', () => runFolder(this.userData))
    return (await listedRuns(this.page))[0].state
  }

  /** Kills, starts the ended processes again, checks the list, and continues the run. */
  async kill(victim: Victim): Promise<void> {
    const { app, page } = this.launched!
    if (victim === 'trainer') {
      for (const pid of await until('a trainer', async () => {
        const all = await processesOf(app, 'Unroll trainer')
        return all.length > 0 && all
      }))
        end(pid)
      await until('a failed run', async () => ['failed', 'finished'].includes(await this.state()))
    } else {
      const main = app.process().pid!
      const all =
        victim === 'main'
          ? [main]
          : await app.evaluate(({ app: { getAppMetrics } }) => getAppMetrics().map(({ pid }) => pid))
      const gone = new Promise((resolve) => app.process().once('exit', resolve))
      for (const pid of [main, ...all.filter((pid) => pid !== main)]) end(pid)
      await gone
    }
    const { newest, faults } = lookAt(this.run, this.reached)
    this.reached = newest
    this.faults.push(...faults)
    if (victim !== 'trainer') {
      await this.open()
      const item = this.page.locator('[data-run]')
      await until('the run in the list', async () => (await item.count()) === 1)
      const state = await this.state()
      // A trainer whose main process is gone may reach the end of the run. Then it must not be reported as dead.
      if (!['interrupted', 'finished'].includes(state))
        this.faults.push(`after the kill of ${victim} it is listed as ${state}`)
      await item.click()
    } else if ((await this.state()) === 'failed') {
      await until('the true reason', () => page.getByText('The training process has ended unexpectedly').isVisible())
      const last = readFileSync(join(this.run, 'events.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!
      if (!last.includes('"died"')) this.faults.push(`the death of the trainer is not on record: ${last}`)
    }
    await this.goOn()
  }

  /** As a person does: presses the button of the banner, and again if another process still holds the run. */
  private async goOn(): Promise<void> {
    const buttons = this.page.getByRole('button', { name: /^(Continue|Go on from the last checkpoint)$/ })
    await until('a run that goes on', async () => {
      const state = await this.state()
      if (state === 'running' || state === 'finished') return true
      await buttons.first().click({ timeout: 2000 })
      return false
    })
  }

  /** Waits for the end of the run, and closes the app. */
  async end(): Promise<void> {
    await until('a run at its end', async () => {
      const state = await this.state()
      if (state === 'failed') throw new Error('the run has failed')
      return state === 'finished'
    })
    await this.launched!.close()
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // This process has ended together with another one.
  }
}
