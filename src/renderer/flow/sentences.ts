// Describes the numbers in sentences: keys of the translations with their values.

import type { Format } from '../charts/format'
import type { AnswerTo } from './use-question'

export interface Sentence {
  key: string
  values: Record<string, string>
}

const rounded = (value: number, format: Format): string => format.tick(Number(value.toPrecision(3)))

/** What happens to the gradient of the last loss on its whole way back; null where its growth could not be measured. */
export function growthSentence(
  { growth, lastLoss }: Pick<AnswerTo<'flow'>, 'growth' | 'lastLoss'>,
  format: Format
): Sentence | null {
  if (growth === null) return null
  const steps = lastLoss.length - 1
  const left = growth ** steps
  const values = { growth: rounded(growth, format), steps: format.count(steps) }
  if (left > 1.5) return { key: 'flow.growth.times', values: { ...values, times: rounded(left, format) } }
  if (left === 0) return { key: 'flow.growth.nothing', values }
  return {
    key: 'flow.growth.share',
    values: { ...values, share: left < 0.001 ? rounded(left, format) : format.percent(left) }
  }
}

/**
 * The straight line of that growth through the logarithms of the norms, over the steps that it was fitted to; null
 * where there is none.
 */
export function fittedLine({
  growth,
  lastLoss
}: Pick<AnswerTo<'flow'>, 'growth' | 'lastLoss'>): { x: number[]; y: number[] } | null {
  if (!growth) return null
  const { length } = lastLoss
  const lost = lastLoss.findLastIndex((value) => !(value >= Number.EPSILON * lastLoss[length - 1] && value < Infinity))
  const x = Array.from({ length: length - 1 - lost }, (_, i) => lost + 2 + i)
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = mean(x)
  const level = mean(x.map((t) => Math.log(lastLoss[t - 1])))
  return { x, y: x.map((t) => Math.exp(level + (middle - t) * Math.log(growth))) }
}

/** The loss of direction and length when the gradient is cut after each k steps. */
export function truncationSentences(
  answer: AnswerTo<'truncation'>,
  k: number,
  tau: number,
  format: Format
): Sentence[] {
  if (k >= tau) return [{ key: 'flow.truncation.whole', values: { k: format.count(k) } }]
  const cut = {
    key: 'flow.truncation.cut',
    values: { k: format.count(k), tau: format.count(tau), stretches: format.count(Math.ceil(tau / k)) }
  }
  const at = answer.ks.indexOf(k)
  const told = answer.tensors.flatMap(({ tensor, cosine, ratio }) => {
    const [c, r] = [cosine[at], ratio[at]]
    // A gradient of zero has no direction.
    return r === null ? [] : [{ tensor, cosine: c ?? 0, ratio: r }]
  })
  if (told.length === 0) return [cut]
  const worst = told.reduce((least, one) => (one.cosine < least.cosine ? one : least))
  if (worst.cosine > 1 - 1e-12 && Math.abs(worst.ratio - 1) < 1e-12)
    return [cut, { key: 'flow.truncation.same', values: {} }]
  return [
    cut,
    {
      key: 'flow.truncation.worst',
      values: { tensor: worst.tensor, share: format.percent(worst.ratio), cosine: rounded(worst.cosine, format) }
    }
  ]
}
