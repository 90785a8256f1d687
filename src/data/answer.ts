// What a network says about a sequence that has one label.

import type { SeriesScaling } from './series'

export interface LabelAnswer {
  /** The number of the likeliest class, or a number in the units of the file. */
  answer: number
  /** The probability of that class; null where labels are numbers. */
  p: number | null
}

/** The answer in ŷ(τ) [ny]; `scaling` is that of labels that are numbers. */
export function answerOf(yhat: ArrayLike<number>, scaling: SeriesScaling['label']): LabelAnswer {
  if (scaling) return { answer: yhat[0] * scaling.deviation + scaling.mean, p: null }
  let answer = 0
  for (let k = 1; k < yhat.length; k++) if (yhat[k] > yhat[answer]) answer = k
  return { answer, p: yhat[answer] }
}
