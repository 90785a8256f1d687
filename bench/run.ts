// Trains a whole run for some seconds, with its batches, validations, samples and checkpoints. Prints one line of JSON:
// its speed, and the share of its time that the training steps take. The measurement begins after the first seconds,
// because n-grams are computed once during them.
//
//   npm run bench -- --run resources/experiments/moby-dick.json --seconds 60 [--threads 2] [--kernels wasm-256]

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { experimentSchema } from '../src/shared/experiment'
import { findMachineInNode } from '../src/runtime/node-trial'
import { endProcess } from '../src/trainer/end-process'
import { openEngine } from '../src/trainer/engine'
import { openData } from '../src/trainer/network'
import { Session } from '../src/trainer/session'

const { values: given } = parseArgs({
  options: {
    run: { type: 'string', default: 'resources/experiments/moby-dick.json' },
    seconds: { type: 'string', default: '30' },
    threads: { type: 'string' },
    kernels: { type: 'string', default: 'auto' }
  }
})
const root = join(import.meta.dirname, '../..')
const resources = join(root, 'resources')
const machine = await findMachineInNode(root)
const threads = given.threads === undefined ? null : Number(given.threads)
const asked = experimentSchema.parse(JSON.parse(readFileSync(given.run, 'utf8')))
const experiment = { ...asked, stop: { ...asked.stop, steps: null, seconds: null, patience: null } }

const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-'))
const session = new Session({
  experiment,
  folder,
  resume: false,
  startPaused: false,
  data: openData(experiment, resources),
  openEngine: (work) => openEngine({ kernels: given.kernels, threads, resources, machine }, work)
})
let inSteps = 0
const { learner } = session
const trainStep = learner.trainStep.bind(learner)
learner.trainStep = (batch) => {
  const from = performance.now()
  const result = trainStep(batch)
  inSteps += performance.now() - from
  return result
}
while (!session.baselines.done || session.seconds < 2) session.advance(12)
const [begin, from] = [session.seconds, learner.step]
inSteps = 0
while (session.seconds < begin + Number(given.seconds)) session.advance(12)
const [seconds, steps] = [session.seconds - begin, learner.step - from]
await session.close()
rmSync(folder, { recursive: true })

const { sequenceLength, batchSize } = experiment.learning
console.log(
  JSON.stringify({
    run: experiment.name,
    engine: session.engine.name,
    steps,
    seconds: Math.round(seconds * 10) / 10,
    tokens_per_s: Math.round((steps * sequenceLength * batchSize) / seconds),
    share_of_steps: Math.round(inSteps / seconds) / 1000
  })
)
await endProcess(0)
