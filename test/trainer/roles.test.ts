// A series with inputs that are no targets: its gradients, a run that continues, and what a column known ahead is worth.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SeriesDataSet } from '../../src/data/series'
import { Learner } from '../../src/engine/learner'
import { newParameters } from '../../src/engine/parameters'
import { portableKernels } from '../../src/engine/portable'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { experimentSchema } from '../../src/shared/experiment'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { utf8 } from '../data/batches'
import { combinations, randomNetwork, relativeError, worstErrors } from '../engine/reference/helpers'
import { demandExperiment, writeDemand } from './demand'
import { drive, eventsOf, experiment, open, pointsIn, temporaryFolder } from './support'

/** Two targets, an input and a column known ahead: nx = 4 and ny = 2. */
const table = Array.from({ length: 60 }, (_, t) => [t % 7, Math.sin(t / 2), Math.cos(t / 3), (t * t) % 11].join())
const csv = `price,a,b,u\n${table.join('\n')}\n`
const reading = { roles: { price: 'known-ahead', u: 'input' } } as const

it.each(combinations.filter(({ output }) => output === 'linear'))(
  'gradients with more inputs than outputs, by differences and in float32: $recurrence $readout $method',
  (combination) => {
    const data = new SeriesDataSet(utf8(csv), {
      name: 'file.csv',
      delimiter: 'auto',
      header: 'auto',
      columns: [],
      validationFraction: 0.3,
      reading
    })
    const sizes = { nx: data.nx, nh: 5, ny: data.ny, tau: 6, batch: 3 }
    const { model, method, parameters, batch: drawn } = randomNetwork(combination, 4, sizes)
    const { x, y } = data.training({ tau: 6, batch: 3, seed: 1 }).next().batch
    const batch = { ...drawn, x, y, mask: null }
    // Both sides begin from the same numbers.
    parameters.flat.set(Float32Array.from(parameters.flat))
    const truth = lossAndGradients(model, parameters, batch, { method })
    for (const error of worstErrors({ model, method, parameters, batch })) expect(error).toBeLessThan(1e-7)

    const { optimizer } = experimentSchema.parse({})
    const learner = new Learner({
      model,
      kernels: portableKernels,
      method,
      tau: 6,
      batch: 3,
      truncation: null,
      input: 'dense',
      ragged: false,
      crew: null,
      recompute: false,
      optimizer: { ...optimizer, clipNorm: null }
    })
    learner.parameters.flat.set(parameters.flat)
    expect(learner.computeGradients(batch)).toBeCloseTo(truth.loss, 5)
    expect(relativeError(learner.gradients.flat, truth.gradients.flat)).toBeLessThan(1e-4)
  }
)

it('a run with inputs continues bit for bit, and not with another role or scaling', () => {
  const path = join(temporaryFolder(), 'file.csv')
  writeFileSync(path, csv)
  const asked = experiment({
    data: { kind: 'series', source: 'file', path, reading: { ...reading, scaling: { a: 'min-max' } } },
    model: { recurrence: 'hidden+output', hiddenSize: 4 },
    learning: { method: 'teacher-forcing', sequenceLength: 6, batchSize: 3 },
    stop: { steps: 20 }
  })
  const [whole, cut] = [temporaryFolder(), temporaryFolder()]
  drive(open(asked, { folder: whole }))
  drive(open({ ...asked, stop: { ...asked.stop, steps: 10 } }, { folder: cut }))
  drive(open(asked, { folder: cut, resume: true }))
  const parametersIn = (folder: string) => {
    const { model } = open(asked)
    const parameters = newParameters(model)
    new Checkpoints(folder).read(20, { model, batch: 3 }, parameters)
    return parameters.flat
  }
  expect(parametersIn(cut)).toEqual(parametersIn(whole))
  expect(pointsIn(cut)).toHaveLength(20)
  for (const other of [
    { ...reading, scaling: { a: 'standard' } },
    { roles: { price: 'input', u: 'input' }, scaling: { a: 'min-max' } }
  ])
    expect(() =>
      open(experimentSchema.parse({ ...asked, data: { ...asked.data, reading: other } }), { folder: cut, resume: true })
    ).toThrow(/scaling|price|roles/)
})

it('a price that is known ahead foresees the demand that it decides; as an input of the past it does not', () => {
  const path = join(temporaryFolder(), 'demand.csv')
  writeDemand(path, 400)
  const lossWith = (price: 'input' | 'known-ahead'): number =>
    eventsOf(drive(open(demandExperiment(path, price, 1, 80))), 'validation').at(-1)!.loss
  expect(lossWith('known-ahead')).toBeLessThan(0.5 * lossWith('input'))
})
