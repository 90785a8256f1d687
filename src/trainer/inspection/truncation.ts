// What truncation costs: compares the truncated gradient with the full one, tensor by tensor.

import { tensorShapes } from '../../model/tensors'
import { backward } from '../../engine/reference/backward'
import { dot, norm } from '../../engine/linear-algebra/vectors'
import { unrollCase, type AnswerOf, type Work } from './work'
import type { Case } from './source'

/** Compares for every k in `ks`, with one backward pass for each; the truncation of the case is ignored. */
export function* truncationPrice(subject: Case, ks: number[]): Work<'truncation'> {
  const {
    trace,
    back: { gradients: full }
  } = unrollCase({ ...subject, truncation: null })
  const tensors: AnswerOf<'truncation'>['tensors'] = tensorShapes(subject.model).map(({ name }) => ({
    tensor: name,
    cosine: [],
    ratio: []
  }))
  for (const k of ks) {
    yield
    const { gradients } = backward(trace, { truncation: k })
    for (const { tensor, cosine, ratio } of tensors) {
      const [cut, whole] = [norm(gradients[tensor]), norm(full[tensor])]
      // Rounding must not move the cosine out of [−1, 1].
      const cos = Math.max(-1, Math.min(1, dot(gradients[tensor], full[tensor]) / (cut * whole)))
      cosine.push(cut * whole === 0 ? null : cos)
      ratio.push(whole === 0 ? null : cut / whole)
    }
  }
  return { kind: 'truncation', ks, tensors }
}
