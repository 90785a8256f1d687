// The reference against PyTorch's autograd: losses, gradients, states, and what each step adds.

import { afterAll, describe, expect, it } from 'vitest'
import { tensorShapes } from '../../../src/model/tensors'
import { viewParameters } from '../../../src/engine/parameters'
import { backward, contribution } from '../../../src/engine/reference/backward'
import { forward, loss } from '../../../src/engine/reference/forward'
import { gradientFixtures } from '../../fixtures/load'
import { relativeError } from './helpers'

const worst: Record<string, { cases: number; error: number }> = {}

describe('reference against PyTorch', () => {
  afterAll(() => console.table(worst))

  it.each(gradientFixtures())('$name', (fixture) => {
    const { model, method, batch, truncation } = fixture
    const trace = forward(model, viewParameters(model, fixture.parameters), batch, { method })
    const back = backward(trace, { truncation })

    const errors = [
      relativeError([loss(trace)], [fixture.loss]),
      relativeError(trace.h.values.subarray(batch.batch * model.nh), fixture.h),
      relativeError(trace.o.values.subarray(batch.batch * model.ny), fixture.o)
    ]
    // Tensor by tensor, so that a small gradient cannot hide behind a large one.
    const expected = viewParameters(model, fixture.gradients)
    for (const { name } of tensorShapes(model)) errors.push(relativeError(back.gradients[name], expected[name]))
    if (fixture.dh) errors.push(relativeError(back.dh.values.subarray(batch.batch * model.nh), fixture.dh))
    if (fixture.dO) errors.push(relativeError(back.dO.values.subarray(batch.batch * model.ny), fixture.dO))
    fixture.contributions?.forEach((step, i) => {
      errors.push(relativeError(contribution(trace, back, i + 1).flat, step))
    })

    const error = Math.max(...errors)
    const row = (worst[`${method}${truncation ? ', truncated' : ''}`] ??= { cases: 0, error: 0 })
    row.cases++
    row.error = Math.max(row.error, error)
    expect(error).toBeLessThan(1e-10)
  })
})
