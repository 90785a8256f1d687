// Scheduled sampling between its two ends, teacher forcing and running free. No gradient flows through it.

import { describe, expect, it } from 'vitest'
import { drawsOf, type Batch } from '../../src/engine/batch'
import { drawIndex } from '../../src/engine/random'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { forward, loss } from '../../src/engine/reference/forward'
import { lossInfluence } from '../../src/engine/reference/influence'
import { outputs } from '../../src/model/model'
import { randomNetwork } from './reference/helpers'

const cases = outputs.flatMap((output) =>
  (['output', 'hidden+output'] as const).map((recurrence) => ({ recurrence, output }))
)

describe.each(cases)('$recurrence, $output', ({ recurrence, output }) => {
  const { model, parameters, batch } = randomNetwork(
    { recurrence, output, readout: 'every-step', method: 'scheduled-sampling' },
    3
  )
  const fed = (truth: 0 | 1): Batch => ({
    ...batch,
    teacher: { ...batch.teacher!, truth: batch.teacher!.truth.map(() => truth) }
  })
  const { teacher, ...plain } = batch

  it('with the truth at every step it is teacher forcing, to the last bit', () => {
    const sampled = lossAndGradients(model, parameters, fed(1), { method: 'scheduled-sampling' })
    expect(sampled).toEqual(lossAndGradients(model, parameters, plain, { method: 'teacher-forcing' }))
  })

  it('with its own arg max at every step it is the free-running model, but no gradient flows through it', () => {
    const discrete = { ...model, feedback: 'argmax' as const }
    const own = forward(discrete, parameters, fed(0), { method: 'scheduled-sampling' })
    const free = forward(discrete, parameters, plain, { method: 'free-running' })
    expect(own.z.values).toEqual(free.z.values)
    expect(loss(own)).toBe(loss(free))
    // (10.20) without z there is no way from h(t) to a later loss, unless W carries one.
    const reach = lossInfluence(own, 0, batch.tau)
    if (own.dL.at(batch.tau, 0)[0] > 0) expect(reach.at(-1)).toBeGreaterThan(0)
    expect(reach.at(-2)! > 0).toBe(recurrence === 'hidden+output' && reach.at(-1)! > 0)
  })

  it('hands on the truth where the coin says so, else a draw from ŷ by the stream of the sequence', () => {
    const { z, y, yhat } = forward(model, parameters, batch, { method: 'scheduled-sampling' })
    const kinds = { truth: 0, own: 0 }
    for (let t = 1; t <= batch.tau; t++) {
      for (let b = 0; b < batch.batch; b++) {
        const truth = teacher!.truth[(t - 1) * batch.batch + b] === 1
        kinds[truth ? 'truth' : 'own']++
        if (truth) expect(z.at(t, b)).toEqual(y.at(t, b))
        else if (output === 'linear') expect(z.at(t, b)).toEqual(yhat.at(t, b))
        else if (output === 'softmax')
          expect(z.at(t, b).indexOf(1)).toBe(drawIndex(yhat.at(t, b), drawsOf(teacher!.streams[b], t)))
        else expect([...z.at(t, b)].every((bit) => bit === 0 || bit === 1)).toBe(true)
      }
    }
    expect(Math.min(kinds.truth, kinds.own)).toBeGreaterThan(0)
  })
})

it('a batch without a teacher is refused', () => {
  const { model, parameters, batch } = randomNetwork(
    { recurrence: 'output', output: 'softmax', readout: 'every-step', method: 'scheduled-sampling' },
    3
  )
  delete batch.teacher
  expect(() => forward(model, parameters, batch, { method: 'scheduled-sampling' })).toThrow('does not say where truth')
})
