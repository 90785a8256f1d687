// A whole run for some seconds, with its batches, validations, samples and checkpoints, as one line of JSON: its
// speed, and the share of its time that the training steps themselves take.
//
//   npm run bench -- --run resources/experiments/moby-dick.json --seconds 60 [--threads 2] [--kernels wasm-256]

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { experimentSchema } from '../src/shared/experiment'
import { openEngine } from '../src/trainer/kernels'
import { openData } from '../src/trainer/network'
import { Session } from '../src/trainer/session'

const { values: given } = parseArgs({
  options: {
    run: { type: 'string', default: 'resources/experiments/moby-dick.json' }, seconds: { type: 'string', default: '30' },
    threads: { type: 'string' }, kernels: { type: 'string', default: 'auto' }
  }
})
const resources = join(import.meta.dirname, '../../resources')
const threads = given.threads === undefined ? null : Number(given.threads)
const asked = experimentSchema.parse(JSON.parse(readFileSync(given.run, 'utf8')))
const experiment = { ...asked, stop: { ...asked.stop, steps: null, seconds: Number(given.seconds) } }

const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-'))
const session = new Session({
  experiment, folder, resume: false, startPaused: false, data: openData(experiment, resources),
  openEngine: (operations) => openEngine({ kernels: given.kernels, threads, resources }, operations)
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
while (session.state === 'running') session.advance(12)
session.close()
rmSync(folder, { recursive: true })

const { sequenceLength, batchSize } = experiment.learning
console.log(JSON.stringify({
  run: experiment.name, engine: session.engine.name, steps: learner.step, seconds: Math.round(session.seconds * 10) / 10,
  tokens_per_s: Math.round((learner.step * sequenceLength * batchSize) / session.seconds),
  share_of_steps: Math.round((inSteps / (session.seconds * 1000)) * 1000) / 1000
}))
