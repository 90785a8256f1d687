// Eigenvalues and singular values of W. ml-matrix computes them too, but in one call, and W of 512 units would stop
// training for four seconds. Here they are computed in pieces, and tests compare them with ml-matrix.

import { eigenvalues, type Complex } from '../../engine/linear-algebra/eigenvalues'
import { singularValues } from '../../engine/linear-algebra/singular-values'
import { Refusal } from '../refusal'
import type { Case } from './source'
import type { Work } from './work'

/** Hidden units: about ten seconds. */
const largest = 1024

/** Eigenvalues and singular values by size, the largest first. */
export function* spectrum({ step, model: { recurrence, nh, ny }, parameters: { W } }: Case): Work<'spectrum'> {
  if (nh > largest)
    throw new Refusal(
      'too-many-for-eigenvalues',
      `The eigenvalues of W are found for up to ${largest} hidden units; this network has ${nh}.`,
      { largest, nh }
    )
  // For recurrence `output`, W maps ny values to nh values, so its eigenvalues do not describe many steps.
  const square = recurrence !== 'output'
  const singular = yield* singularValues({ rows: nh, cols: square ? nh : ny, data: W })
  const { re, im } = square ? bySize(yield* eigenvalues(W, nh)) : { re: new Float64Array(0), im: new Float64Array(0) }
  return {
    kind: 'spectrum',
    step,
    size: nh,
    re,
    im,
    singular,
    spectralRadius: square ? Math.hypot(re[0], im[0]) : null,
    largestSingular: singular[0]
  }
}

function bySize({ re, im }: Complex): Complex {
  const order = Array.from(re.keys()).sort((a, b) => Math.hypot(re[b], im[b]) - Math.hypot(re[a], im[a]))
  return { re: Float64Array.from(order, (i) => re[i]), im: Float64Array.from(order, (i) => im[i]) }
}
