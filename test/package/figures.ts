// The speed of the installed app: its start, and training beside `npm run bench` in turn. It asserts nothing.
//
//   npm run package -- deb && UNROLL_FIGURES=1 npx vitest run --config=test/package/vitest.config.ts

import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { it } from 'vitest'
import { eventually } from '../eventually'
import { InstalledApp } from './app'
import { Machine } from './machine'

const root = resolve(import.meta.dirname, '../..')
const mobyDick = 'resources/experiments/moby-dick.json'
const rounds = { start: 5, training: 3 }
const seconds = 12

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]

it('figures of the installed app', async () => {
  const name = readdirSync(join(root, 'dist')).find((file) => file.endsWith('.deb'))!
  const machine = await Machine.start(join(root, 'dist', name))
  // The first start also tries the kernels.
  const first = await InstalledApp.start(machine)
  await first.evaluate('unroll.machine()')
  await first.close()

  const starts: number[] = []
  for (let round = 0; round < rounds.start; round++) {
    const from = performance.now()
    const app = await InstalledApp.start(machine)
    await app.firstPage()
    starts.push(performance.now() - from)
    await app.close()
  }
  console.log(
    `start to a usable window: ${starts.map((time) => time.toFixed(0)).join(', ')} ms, median ${median(starts).toFixed(0)}`
  )

  const ratios: number[] = []
  for (let round = 0; round < rounds.training; round++) {
    const installed = await trainInApp(machine, `Round ${round}`)
    const bench = ['scripts/bench.mjs', '--run', mobyDick, '--seconds', String(seconds)]
    const printed = execFileSync(process.execPath, bench, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const { tokens_per_s: beside } = JSON.parse(printed) as { tokens_per_s: number }
    ratios.push(installed / beside)
    console.log(`tokens/s: installed ${installed.toFixed(0)}, npm run bench ${beside}`)
  }
  console.log(
    `installed / bench: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}, median ${median(ratios).toFixed(2)}`
  )
  await machine.stop()
})

/** Tokens a second of training, after the run has settled. */
async function trainInApp(machine: Machine, name: string): Promise<number> {
  const { stop, ...experiment } = JSON.parse(readFileSync(join(root, mobyDick), 'utf8')) as {
    stop: object
    learning: { sequenceLength: number; batchSize: number }
  }
  const app = await InstalledApp.start(machine)
  await app.evaluate(`unroll.createRun(${JSON.stringify({ ...experiment, name, stop: { ...stop, steps: null } })})`)
  const now = (): Promise<{ step: number; seconds: number }> =>
    app.evaluate(`unroll.listRuns().then(({ value }) => value.find(({ name }) => name === ${JSON.stringify(name)}))`)
  await eventually(async () => {
    if ((await now()).seconds < 4) throw new Error('It has not settled yet.')
  })
  const before = await now()
  await wait(seconds * 1000)
  const after = await now()
  await app.close()
  const { sequenceLength, batchSize } = experiment.learning
  return ((after.step - before.step) * sequenceLength * batchSize) / (after.seconds - before.seconds)
}
