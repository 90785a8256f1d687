import { describe, expect, it } from 'vitest'
import { viewParameters } from '../../../src/engine/parameters'
import { Random } from '../../../src/engine/random'
import type { Method, Model, Recurrence } from '../../../src/model/model'
import { parameterCount } from '../../../src/model/tensors'
import { readerOf } from '../../../src/trainer/reading/reader'
import { predictRows } from '../../../src/trainer/reading/rows'
import { largestPlaces } from '../../../src/shared/largest-places'
import { surpriseOf } from '../../../src/trainer/reading/surprise'
import { drain } from '../../drain'
import { experiment } from '../support'
import { oneHot, oracle } from './oracle'

const text = { kind: 'text', validationFraction: 0.01 } as const
const series = { kind: 'series' } as const
const model = (recurrence: Recurrence, of: Partial<Model>): Model => ({
  recurrence,
  readout: 'last-step',
  feedback: 'probabilities',
  output: 'softmax',
  nx: 5,
  nh: 7,
  ny: 5,
  ...of
})
function parametersOf(of: Model) {
  const random = new Random(3)
  return viewParameters(
    of,
    Float64Array.from({ length: parameterCount(of) }, () => Math.fround(random.normal() * 0.6))
  )
}

const ways: [Recurrence, Method, 'teacher' | 'own'][] = [
  ['hidden', 'bptt', 'teacher'],
  ['output', 'teacher-forcing', 'teacher'],
  ['output', 'scheduled-sampling', 'teacher'],
  ['output', 'free-running', 'own'],
  ['hidden+output', 'teacher-forcing', 'teacher'],
  ['hidden+output', 'free-running', 'own']
]

describe.each(ways)('recurrence %s, learned by %s', (recurrence, method, fed) => {
  const learning = { method, sequenceLength: 8, batchSize: 2 }
  const feedback = method === 'scheduled-sampling' ? 'sample' : 'probabilities'

  it('is as surprised by a text as plain float64, however the text is cut', () => {
    const of = model(recurrence, { feedback })
    const parameters = parametersOf(of)
    const asked = experiment({ data: text, model: { recurrence, feedback }, learning })
    const symbols = Int32Array.from({ length: 700 }, (_, i) => (i * i + (i >> 2)) % 5)
    const bits = drain(surpriseOf(readerOf({ model: of, parameters, experiment: asked }), symbols))
    const plain = oracle(of, parameters, fed)
    expect(bits[0]).toBeNaN()
    for (let i = 0; i + 1 < symbols.length; i++) {
      const p = plain.step(oneHot(symbols[i], 5))[symbols[i + 1]]
      expect(bits[i + 1]).toBeCloseTo(-Math.log2(p), 4)
    }
  })

  it('foresees a series as plain float64 does', () => {
    const of = model(recurrence, { output: 'linear', nx: 2, ny: 2 })
    const parameters = parametersOf(of)
    const asked = experiment({
      data: series,
      model: { recurrence },
      learning
    })
    const rows = Float64Array.from({ length: 600 }, (_, i) => Math.sin(i / 3))
    const predicted = drain(predictRows(readerOf({ model: of, parameters, experiment: asked }), rows))
    const plain = oracle(of, parameters, fed)
    expect(predicted.subarray(0, 2)).toEqual(Float64Array.of(NaN, NaN))
    for (let r = 0; r + 1 < 300; r++)
      plain
        .step([rows[2 * r], rows[2 * r + 1]])
        .forEach((value, j) => expect(predicted[2 * (r + 1) + j]).toBeCloseTo(value, 4))
  })
})

it('a network that always answers ½, ¼, ⅛, ⅛ is surprised by 1, 2, 3 and 3 bits', () => {
  const of = model('hidden', { nx: 4, ny: 4 })
  const parameters = viewParameters(of, new Float64Array(parameterCount(of)))
  parameters.c.set([1 / 2, 1 / 4, 1 / 8, 1 / 8].map(Math.log))
  const asked = experiment({
    data: text,
    model: { recurrence: 'hidden' },
    learning: { method: 'bptt', sequenceLength: 8 }
  })
  const bits = drain(
    surpriseOf(readerOf({ model: of, parameters, experiment: asked }), Int32Array.of(3, 0, 1, 2, 3, 0))
  )
  ;[1, 2, 3, 3, 1].forEach((expected, i) => expect(bits[i + 1]).toBeCloseTo(expected, 6))
})

it('finds the places of the largest values, the first of equals before the others', () => {
  expect(largestPlaces(Float64Array.of(NaN, 1, 5, 2, 5, 0), 3)).toEqual([2, 4, 3])
  expect(largestPlaces(Float64Array.of(NaN, 1), 3)).toEqual([1])
})
