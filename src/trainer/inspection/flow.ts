// How the gradient flows back through time, as norms, and the finding about it.

import type { ReferencePass } from '../../engine/reference/forward'
import { lossInfluence } from '../../engine/reference/influence'
import { norm } from '../../engine/linear-algebra/vectors'
import type { Steps } from '../../engine/reference/steps'
import { gradientComesBack } from '../../model/model'
import { verdicts } from '../../shared/inspection'
import { unrollCase, type AnswerOf, type Numbers } from './work'
import type { Case } from './source'

/** Numbers of the picture of 1 − h²: 256 KB, twice a second at most. */
const largestPicture = 65_536

export function flow(subject: Case): AnswerOf<'flow'> {
  const { trace, back } = unrollCase(subject)
  const perStep = (of: (t: number) => number): Numbers => Float64Array.from({ length: trace.tau }, (_, i) => of(i + 1))
  const norms = (steps: Steps): Numbers => perStep((t) => norm(steps.at(t, 0)))
  return {
    kind: 'flow',
    step: subject.step,
    names: subject.names,
    dhNorm: norms(back.dh),
    daNorm: norms(back.da),
    ...slopesOf(trace),
    ...find(trace)
  }
}

/** 1 − h(t)² by unit and step; when that is too large to send during training, means of neighbouring units. */
function slopesOf({ h, tau, model: { nh } }: ReferencePass): Pick<AnswerOf<'flow'>, 'slopes' | 'unitsPerRow'> {
  const unitsPerRow = Math.ceil(nh / Math.min(nh, Math.max(1, Math.floor(largestPicture / tau))))
  const slopes = new Float32Array(Math.ceil(nh / unitsPerRow) * tau)
  for (let first = 0, row = 0; first < nh; first += unitsPerRow, row++) {
    for (let t = 1; t <= tau; t++) {
      const units = h.at(t, 0).subarray(first, first + unitsPerRow)
      slopes[row * tau + t - 1] = units.reduce((sum, value) => sum + 1 - value ** 2, 0) / units.length
    }
  }
  return { slopes, unitsPerRow }
}

/**
 * The rule. ‖∇h(t)‖ itself cannot be judged: when every step has a loss, each step adds a new term to it. So the
 * rule follows a single loss, that of the last step with a target, t*. It is never truncated, because truncation is a
 * choice and not a property of the network:
 *
 *   d(k) = ‖∂L(t*)/∂h(t* − k)‖,  k = 0, 1, 2, … as long as d(k) ≥ 2⁻⁵² d(0), below which float64 cannot tell it from 0
 *   growth = exp(slope of the straight line through log d(k) over k, by least squares);  0 where only d(0) is left
 *
 * - `cut`: there is no path from one step to the one before it (output recurrence whose z is the truth, or a constant)
 * - `no-signal`: there is no t*, t* is the first step, or d(0) = 0
 * - otherwise growth^(t* − 1), the factor over all steps, decides by the table of verdicts
 */
function find(trace: ReferencePass): Pick<AnswerOf<'flow'>, 'finding' | 'growth' | 'lastLoss'> {
  const { model, method, tau, dL } = trace
  const nothing = { growth: null, lastLoss: new Float64Array(0) }
  if (!gradientComesBack(model.recurrence, method)) return { finding: 'cut', ...nothing }

  let last = tau
  while (last > 1 && dL.at(last, 0)[0] === 0) last--
  const lastLoss = Float64Array.from(lossInfluence(trace, 0, last))
  const d = lastLoss.toReversed()
  if (last === 1 || d[0] === 0) return { finding: 'no-signal', ...nothing }

  const end = d.findIndex((value) => !(value >= Number.EPSILON * d[0] && value < Infinity))
  const seen = d.subarray(0, end === -1 ? last : end)
  const growth = seen.length === 1 ? 0 : Math.exp(slopeOf(seen.map(Math.log)))
  const { finding } = verdicts.find(({ below }) => growth ** (last - 1) < below) ?? verdicts.at(-1)!
  return { finding, growth, lastLoss }
}

/** Slope of the straight line through the values over 0, 1, 2, …, by least squares. At least two values. */
function slopeOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2
  let [products, squares] = [0, 0]
  values.forEach((value, k) => {
    products += (k - middle) * value
    squares += (k - middle) ** 2
  })
  return products / squares
}
