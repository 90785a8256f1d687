// What it is worth to keep gaps, on a made series of which half is missing, in runs; it is read with every rule for gaps.
// Each network is that of the last step, so that nothing is chosen by the held-out part. All are measured one row ahead on
// the same values, those of the held-out part that are known, and none reads a value that is known only later.
//
//   npx jiti bench/kept-gaps.ts [--steps 1000] [--seeds 3]

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drain } from '../test/drain'
import { SeriesDataSet } from '../src/data/series'
import { Random } from '../src/engine/random'
import type { GapRule } from '../src/model/table'
import { RunFolder } from '../src/run-folder/folder'
import { experimentSchema, type Experiment } from '../src/shared/experiment'
import { untrained } from '../src/shared/run'
import { portableEngine } from '../src/trainer/engine'
import { openData } from '../src/trainer/network'
import { predictRows } from '../src/trainer/reading/rows'
import { readerOf } from '../src/trainer/reading/reader'
import { Session } from '../src/trainer/session'

const { values: given } = parseArgs({
  options: { steps: { type: 'string', default: '1000' }, seeds: { type: 'string', default: '3' } }
})
const place = mkdtempSync(join(tmpdir(), 'unroll-kept-gaps-'))
const file = join(place, 'series.csv')
const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)

/** Rows before this time are trained on. */
const heldOutFrom = 1601

/**
 * Writes 2400 rows of
 *
 *   s(t) = 2 cos(2π / 12) 0.98 s(t−1) − 0.98² s(t−2) + e(t),  e(t) normal with deviation 1
 *
 * Known and missing runs follow each other; the length of each is drawn from 1 … 8. Returns the values; NaN is missing.
 */
function writeGappy(file: string, seed: number): number[] {
  const random = new Random(seed)
  const [r, angle] = [0.98, (2 * Math.PI) / 12]
  let [before, last, known, left] = [0, 0, true, 4]
  const values = Array.from({ length: 2400 }, () => {
    ;[before, last] = [last, 2 * Math.cos(angle) * r * last - r * r * before + random.normal()]
    if (left-- === 0) [known, left] = [!known, random.integer(8)]
    return known ? Number(last.toFixed(4)) : NaN
  })
  writeFileSync(file, `t,s\n${values.map((value, i) => `${i + 1},${Number.isNaN(value) ? '' : value}`).join('\n')}\n`)
  return values
}

/** Trains on the series, with this rule for its gaps. */
const experimentWith = (path: string, gaps: GapRule, seed: number, steps: number): Experiment =>
  experimentSchema.parse({
    seed,
    data: { kind: 'series', source: 'file', path, reading: { gaps, heldOut: { from: String(heldOutFrom) } } },
    model: { hiddenSize: 16 },
    learning: { method: 'bptt', sequenceLength: 48, batchSize: 16 },
    optimizer: { learningRate: 0.01 },
    watching: { validateEvery: steps, sampleEvery: 1_000_000, checkpointEvery: steps },
    stop: { steps }
  })

console.log('After a known row the least RMSE is 1, and after a gap it is more.\n')
row(['gaps', 'seed', 'RMSE of known values', 'of the first after a gap'])
row(Array.from({ length: 4 }, () => '---'))
for (const gaps of ['interpolate', 'carry', 'leave-out', 'keep'] as const)
  for (let seed = 1; seed <= Number(given.seeds); seed++) {
    const truth = writeGappy(file, seed)
    const experiment = experimentWith(file, gaps, seed, Number(given.steps))
    const data = openData(experiment, '')
    if (data.kind !== 'series' || experiment.data.kind !== 'series') throw new Error('This is a series.')
    const folder = mkdtempSync(join(place, 'run-'))
    new RunFolder(folder).writeRecord({ id: 'run', name: 'Run', createdAt: 1, updatedAt: 1, ...untrained })
    const openEngine = () => portableEngine()
    const session = new Session({ experiment, folder, data, openEngine, resume: false, startPaused: false })
    while (session.state === 'running') session.advance(0)
    // An interpolated value is made from the value after the gap. Here the last known value stands for it.
    const reading = { ...experiment.data.reading, ...(gaps === 'interpolate' && { gaps: 'carry' as const }) }
    const { scaling } = data
    const read = new SeriesDataSet(readFileSync(file), { ...experiment.data, name: 'series', reading, scaling })
    const { model, learner } = session
    const found = drain(predictRows(readerOf({ model, experiment, parameters: learner.parameters }), read.x))
    const times = read.labels!.cells
    const squares = { all: [] as number[], afterGap: [] as number[] }
    for (let i = 1; i < read.rows; i++) {
      const t = Number(times[i])
      if (t < heldOutFrom || Number.isNaN(truth[t - 1])) continue
      const square = (found[i] * scaling.deviation[0] + scaling.mean[0] - truth[t - 1]) ** 2
      squares.all.push(square)
      if (Number.isNaN(truth[t - 2])) squares.afterGap.push(square)
    }
    const rmse = (of: readonly number[]): string => Math.sqrt(of.reduce((a, b) => a + b) / of.length).toFixed(3)
    row([gaps, seed, rmse(squares.all), rmse(squares.afterGap)])
    await session.close()
  }
rmSync(place, { recursive: true })
