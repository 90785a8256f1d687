// What the numbers say, as keys of the translations and the values put into them.

import type { Format } from '../charts/format'
import type { AnswerTo } from './use-question'

export interface Sentence { key: string; values: Record<string, string> }

/** So many steps back the growth is told for, where the sequence has as many. */
const toldSteps = 20

const rounded = (value: number, format: Format): string => format.tick(Number(value.toPrecision(3)))

/** What becomes of the gradient over several steps back; null when its growth could not be told. */
export function growthSentence({ growth, dhNorm }: Pick<AnswerTo<'flow'>, 'growth' | 'dhNorm'>, format: Format): Sentence | null {
  const steps = Math.min(toldSteps, dhNorm.length - 1)
  if (growth === null || steps < 1) return null
  const left = growth ** steps
  const values = { growth: rounded(growth, format), steps: format.count(steps) }
  if (left > 1.5) return { key: 'flow.growth.times', values: { ...values, times: rounded(left, format) } }
  if (left < 0.0005) return { key: 'flow.growth.nothing', values: { ...values, share: format.percent(0.001) } }
  return { key: 'flow.growth.share', values: { ...values, share: format.percent(left) } }
}

/** What a truncation after every k steps takes away. */
export function truncationSentences(answer: AnswerTo<'truncation'>, k: number, tau: number, format: Format): Sentence[] {
  if (k >= tau) return [{ key: 'flow.truncation.whole', values: { k: format.count(k) } }]
  const cut = {
    key: 'flow.truncation.cut',
    values: { k: format.count(k), tau: format.count(tau), stretches: format.count(Math.ceil(tau / k)) }
  }
  const at = answer.ks.indexOf(k)
  const told = answer.tensors.flatMap(({ tensor, cosine, ratio }) => {
    const [c, r] = [cosine[at], ratio[at]]
    // Where nothing is left of a gradient, nothing is left of its direction.
    return r === null ? [] : [{ tensor, cosine: c ?? 0, ratio: r }]
  })
  if (told.length === 0) return [cut]
  const worst = told.reduce((least, one) => (one.cosine < least.cosine ? one : least))
  if (worst.cosine > 1 - 1e-12 && Math.abs(worst.ratio - 1) < 1e-12) return [cut, { key: 'flow.truncation.same', values: {} }]
  return [cut, {
    key: 'flow.truncation.worst',
    values: { tensor: worst.tensor, share: format.percent(worst.ratio), cosine: rounded(worst.cosine, format) }
  }]
}
