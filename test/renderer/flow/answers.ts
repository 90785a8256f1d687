// Answers to the questions of the panels, and a trainer that gives them when the test says so.

import { flushPromises } from '@vue/test-utils'
import type { InspectionAnswer, InspectionSource, Question } from '../../../src/shared/inspection'

export const tau = 6
export const source: InspectionSource = { at: { held: 1 }, sequence: 0, steps: null, truncation: null }
export const list = (length: number, of: (i: number) => number): Float64Array<ArrayBuffer> =>
  Float64Array.from({ length }, (_, i) => of(i))
const cell = { row: 1, col: 2, error: 1e-8 }

export function answerTo(question: Question): InspectionAnswer {
  switch (question.ask) {
    case 'flow':
      return {
        kind: 'flow',
        step: 12,
        names: null,
        dhNorm: list(tau, (i) => 0.5 ** (tau - i)),
        daNorm: list(tau, () => 0.1),
        slopes: Float32Array.from(list(3 * tau, (i) => i / (3 * tau))),
        unitsPerRow: 1,
        lastLoss: list(tau, (i) => 0.5 ** (tau - i)),
        finding: 'vanishing',
        growth: 0.5
      }
    case 'influence':
      return {
        kind: 'influence',
        tau,
        losses: list(tau * tau, () => 1),
        states: list(tau, () => 1),
        bound: list(tau, () => 2)
      }
    case 'spectrum':
      return {
        kind: 'spectrum',
        step: 12,
        size: 2,
        re: Float64Array.of(0.5, 1.1),
        im: new Float64Array(2),
        singular: Float64Array.of(1.4, 0.5),
        spectralRadius: 1.1,
        largestSingular: 1.4
      }
    case 'check':
      return {
        kind: 'check',
        epsilon: question.epsilon,
        tensors: [
          {
            tensor: 'W',
            cells: 4,
            worst: { ...cell, analytic: 1, numeric: 1 },
            float32: { row: 0, col: 3, value: 1, truth: 1, error: 1e-6 }
          }
        ]
      }
    case 'error-curve':
      return {
        kind: 'error-curve',
        tensor: question.tensor,
        row: question.row,
        col: question.col,
        epsilon: Float64Array.of(1e-6, 1e-5, 1e-4),
        error: Float64Array.of(3, 1, 2)
      }
    case 'truncation':
      return {
        kind: 'truncation',
        ks: question.ks,
        tensors: [{ tensor: 'W', cosine: question.ks.map(() => 0.5), ratio: question.ks.map(() => 0.25) }]
      }
    default:
      throw new Error('Not a question of these panels.')
  }
}

/** Answers, or fails, when the test says so. */
export function slowTrainer(): {
  ask: (question: Question) => Promise<InspectionAnswer>
  asked: Question[]
  mostAtOnce(): number
  answer(error?: Error): Promise<void>
} {
  const asked: Question[] = []
  const open: { resolve(answer: InspectionAnswer): void; reject(error: Error): void; question: Question }[] = []
  let most = 0
  return {
    asked,
    mostAtOnce: () => most,
    ask: (question) =>
      new Promise((resolve, reject) => {
        asked.push(question)
        open.push({ resolve, reject, question })
        most = Math.max(most, open.length)
      }),
    async answer(error) {
      const { resolve, reject, question } = open.shift()!
      if (error) reject(error)
      else resolve(answerTo(question))
      await flushPromises()
    }
  }
}
