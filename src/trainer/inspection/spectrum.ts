// Eigenvalues and singular values of W. ml-matrix finds them too, but in one go, and W of 512 units would hold up
// training for four seconds; here they come in pieces, and the tests compare them with those of ml-matrix.

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
  // From the output W leads from ny values to nh: what becomes of a vector in many steps is not in its eigenvalues.
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
