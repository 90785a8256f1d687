// How large each export of a network of 128 hidden units is, how long it takes to write, and to check the written file.
// The network reads Moby Dick, and has been trained for a few steps; curves grow with the steps. ONNX Runtime is loaded
// before the clock starts.
//
//   npx jiti bench/exports.ts [--steps 100] [--rounds 5]

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { RunFolder } from '../src/run-folder/folder'
import { experimentSchema } from '../src/shared/experiment'
import { exportEntry, exportFormats } from '../src/shared/exports'
import { untrained } from '../src/shared/run'
import { portableEngine } from '../src/trainer/engine'
import { exportRun } from '../src/trainer/exports'
import { answerFor } from '../src/trainer/exports/written'
import { openData } from '../src/trainer/network'
import { Session } from '../src/trainer/session'

const { values: given } = parseArgs({
  options: { steps: { type: 'string', default: '100' }, rounds: { type: 'string', default: '5' } }
})
const resources = join(import.meta.dirname, '../resources')
const place = mkdtempSync(join(tmpdir(), 'unroll-exports-'))
const [folder, steps] = [join(place, 'run'), Number(given.steps)]

const experiment = experimentSchema.parse({
  data: { kind: 'text' },
  model: { hiddenSize: 128 },
  watching: { validateEvery: steps },
  stop: { steps }
})
new RunFolder(folder).writeRecord({ id: 'run', name: 'Run', createdAt: 1, updatedAt: 1, ...untrained })
const openEngine = () => portableEngine()
const data = openData(experiment, resources)
const session = new Session({ experiment, folder, data, openEngine, resume: false, startPaused: false })
while (session.state === 'running') session.advance(0)
await session.close()

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]
const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
row(['format', 'bytes', 'written in ms', 'checked in ms', 'largest distance'])
row(Array.from({ length: 5 }, () => '---'))
for (const format of exportFormats) {
  const [writing, running]: [number[], number[]] = [[], []]
  let [bytes, distance] = [0, '']
  for (let round = 0; round <= Number(given.rounds); round++) {
    const out = join(place, `${format}-${round}.${exportEntry(format).extension ?? 'folder'}`)
    const begin = performance.now()
    const written = exportRun(format, { folder, resources, checkpoint: 'newest' }, out)
    const end = performance.now()
    bytes = written.bytes
    if (written.step !== null) {
      const answer = await answerFor({ format, folder, step: written.step, file: out })
      if (!('difference' in answer)) throw new Error(JSON.stringify(answer))
      distance = answer.difference!.toExponential(1)
      if (round > 0) running.push(performance.now() - end)
    }
    // The first round warms up.
    if (round > 0) writing.push(end - begin)
  }
  const again = running.length > 0 ? median(running).toFixed(0) : '—'
  row([format, bytes.toLocaleString('en'), median(writing).toFixed(0), again, distance || '—'])
}
rmSync(place, { recursive: true })
