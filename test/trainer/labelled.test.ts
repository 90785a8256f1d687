// Runs on sequences that have one label each: they learn, go on exactly, and their gradients are right.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Learner } from '../../src/engine/learner'
import { portableKernels } from '../../src/engine/portable'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { forward, loss } from '../../src/engine/reference/forward'
import type { LabelledDataSet } from '../../src/data/labelled'
import { readsTruth } from '../../src/model/model'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { openData } from '../../src/trainer/network'
import { readModel } from '../../src/trainer/model-file'
import { scoreSequences } from '../../src/trainer/reading/score-sequences'
import { utf8 } from '../data/batches'
import { drain } from '../drain'
import { combinations, randomNetwork, relativeError, worstErrors } from '../engine/reference/helpers'
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

it.each(['classes', 'numbers'] as const)(
  'a score of %s is that of the float64 engine and of the validation',
  (kind) => {
    const asked = early(kind, 30)
    const folder = temporaryFolder()
    const session = drive(open({ ...asked, stop: { ...asked.stop, steps: 50 } }, { folder }))
    const validation = eventsOf(session, 'validation').at(-1)!
    const data = session.options.data as LabelledDataSet
    const network = { ...readModel(new Checkpoints(folder).fileOf(50)), experiment: asked, step: 50 }
    const { path } = asked.data as { path: string }
    const scored = (bytes: Uint8Array) => drain(scoreSequences(network, data, (how) => how(bytes), 'new.csv'))
    const score = scored(readFileSync(path))
    const heldOut = data.heldOut.map((k) => score.each[k])
    const mean = heldOut.reduce((sum, one) => sum + one.loss, 0) / heldOut.length
    expect(mean).toBeCloseTo(validation.loss, 4)
    for (const [k, one] of score.each.entries()) {
      const truth = loss(forward(network.model, network.parameters, data.batchOf([k]), { method: 'bptt' }))
      expect(one.loss).toBeCloseTo(truth, 4)
    }
    if (kind === 'numbers') {
      const errors = score.each.map(({ truth, answer }) => Math.abs(answer - truth))
      expect(score.mae).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 30, 10)
      return
    }
    expect(score.confusion!.flat().reduce((sum, count) => sum + count, 0)).toBe(30)
    const right = heldOut.filter(({ truth, answer }) => truth === answer).length
    expect(right / heldOut.length).toBeCloseTo(validation.accuracy!, 10)
    // New sequences may be of one class only; a class that the network does not know is named with its line.
    const one = scored(utf8('id,step,x,label\nq,1,1,low\nq,2,0,low\n'))
    expect(one.each).toMatchObject([{ name: 'q', rows: 2, truth: 1 }])
    expect(() => scored(utf8('id,step,x,label\nq,1,1,low\nr,1,0,odd\n'))).toThrow(
      /"new.csv", line 3: the network does not know the label "odd" of column "label"/
    )
  }
)

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
  for (const error of worstErrors({ model, method, parameters, batch })) expect(error).toBeLessThan(1e-7)

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
