// Runs on sequences that have one label each: they learn, go on exactly, and their gradients are right.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkGradients } from '../../src/engine/gradient-check'
import { Learner } from '../../src/engine/learner'
import { portableKernels } from '../../src/engine/portable'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { forward, loss } from '../../src/engine/reference/forward'
import type { LabelledDataSet } from '../../src/data/labelled'
import { readsTruth } from '../../src/model/model'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import { openData } from '../../src/trainer/network'
import { drain } from '../drain'
import { combinations, heldIn, randomNetwork, relativeError } from '../engine/reference/helpers'
import { drive, eventsOf, experiment, open, pointsIn, resources, temporaryFolder } from './support'

/** The first value of a sequence decides its label; the values after it are noise. */
function early(kind: 'classes' | 'numbers', count = 60): Experiment {
  const rows = Array.from({ length: count }, (_, k) => {
    const first = (k % 3) - 1
    const label = kind === 'classes' ? ['low', 'middle', 'high'][k % 3] : 10 * first + 0.5
    return Array.from({ length: 1 + (k % 6) }, (_, t) =>
      [`s${k}`, t + 1, t === 0 ? first : 0.4 * Math.sin(7 * k + 3 * t), label].join()
    )
  })
  const path = join(temporaryFolder(), 'early.csv')
  writeFileSync(path, ['id,step,x,label', ...rows.flat(), ''].join('\n'))
  return experiment({
    data: { kind: 'labelled', path, labels: kind },
    model: { recurrence: 'hidden', readout: 'last-step', hiddenSize: 8 },
    learning: { method: 'bptt', sequenceLength: 6, batchSize: 8 },
    optimizer: { learningRate: 0.02 },
    watching: { validateEvery: 50, sampleEvery: 100, checkpointEvery: 50 },
    stop: { steps: 200 }
  })
}

it('classes that an early value decides are learned', () => {
  const session = drive(open(early('classes')))
  const { loss: last, accuracy } = eventsOf(session, 'validation').at(-1)!
  const [frequencies] = session.options.data.baselines({ tau: 6 })
  expect(accuracy).toBeGreaterThan(0.95)
  expect(last).toBeLessThan(0.2 * frequencies.loss)
  const { sample } = eventsOf(session, 'sample').at(-1)!
  expect(sample).toMatchObject({ kind: 'labelled', column: 'label', classes: ['high', 'low', 'middle'], heldOut: 12 })
  void session.close()
})

it('numbers are foreseen, and shown in the units of the file', () => {
  const session = drive(open(early('numbers')))
  const { loss: last, accuracy } = eventsOf(session, 'validation').at(-1)!
  expect(accuracy).toBeNull()
  expect(last).toBeLessThan(0.1)
  const { sample } = eventsOf(session, 'sample').at(-1)!
  if (sample.kind !== 'labelled') throw new Error('No sample of labelled sequences.')
  for (const { truth, answer } of sample.sequences) expect(Math.abs(answer - truth)).toBeLessThan(5)
  void session.close()
})

it('a run goes on bit for bit', () => {
  const asked = early('classes', 30)
  const [whole, cut] = [temporaryFolder(), temporaryFolder()]
  drive(open({ ...asked, stop: { ...asked.stop, steps: 40 } }, { folder: whole }))
  drive(open({ ...asked, stop: { ...asked.stop, steps: 23 } }, { folder: cut }))
  drive(open({ ...asked, stop: { ...asked.stop, steps: 40 } }, { folder: cut, resume: true }))
  const losses = (folder: string): number[] => pointsIn(folder).map((point) => point.loss)
  expect(losses(cut)).toEqual(losses(whole))
})

it('no truth is fed back before the label', () => {
  const { data, ...rest } = early('classes', 9)
  const asked = { ...rest, data, model: { ...rest.model, recurrence: 'hidden+output' } }
  const tried = (method: string) =>
    experimentSchema.safeParse({ ...asked, learning: { ...rest.learning, method } }).success
  expect([tried('teacher-forcing'), tried('scheduled-sampling'), tried('free-running')]).toEqual([false, false, true])
})

const kinds = { softmax: 'classes', linear: 'numbers' } as const
it.each(
  combinations.filter(
    ({ readout, method, output }) => readout === 'last-step' && !readsTruth(method) && output !== 'sigmoid'
  )
)("gradients on a person's ragged sequences, by differences and in float32: $recurrence $output $method", (one) => {
  const data = openData(early(kinds[one.output as 'softmax' | 'linear']), resources) as LabelledDataSet
  const sizes = { nx: data.nx, nh: 5, ny: data.ny, tau: 6, batch: 4 }
  const { model, method, parameters } = randomNetwork(one, 4, sizes)
  const { batch } = data.training({ tau: 6, batch: 4, seed: 1 }).next()
  expect(new Set(batch.lengths).size).toBeGreaterThan(1)
  parameters.flat.set(Float32Array.from(parameters.flat))
  const truth = lossAndGradients(model, parameters, batch, { method })
  const held = heldIn(forward(model, parameters, batch, { method }))
  const lossNow = (): number => loss(forward(model, parameters, batch, { method, ...held }))
  for (const { worst } of drain(checkGradients({ model, parameters, gradients: truth.gradients, loss: lossNow })))
    expect(worst.error).toBeLessThan(1e-7)

  const { optimizer } = experimentSchema.parse({})
  const learner = new Learner({
    model,
    kernels: portableKernels,
    method,
    tau: 6,
    batch: 4,
    truncation: null,
    input: 'dense',
    ragged: true,
    crew: null,
    recompute: false,
    optimizer: { ...optimizer, clipNorm: null }
  })
  learner.parameters.flat.set(parameters.flat)
  expect(learner.computeGradients(batch)).toBeCloseTo(truth.loss, 5)
  expect(relativeError(learner.gradients.flat, truth.gradients.flat)).toBeLessThan(1e-4)
})
