// A trainer, or a bridge, that answers when a test says so, in any order.

import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'

export interface Late<Q, A> {
  ask(question: Q): Promise<A>
  /** Questions that wait for their answers. */
  readonly open: number
  /** Answers one of them. The number counts from the oldest and wraps around. */
  answer(which: number): Promise<void>
}

export function late<Q, A>(answerTo: (question: Q) => A): Late<Q, A> {
  const waiting: (() => void)[] = []
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            resolve(answerTo(question))
          } catch (error) {
            reject(error as Error)
          }
        })
      }),
    get open() {
      return waiting.length
    },
    async answer(which) {
      if (waiting.length > 0) waiting.splice(which % waiting.length, 1)[0]()
      await flushPromises()
    }
  }
}

/** Two things happen in any order: another choice is made, or an answer comes. */
export const events = fc.array(fc.oneof(fc.record({ choose: fc.nat(7) }), fc.record({ answer: fc.nat(3) })), {
  minLength: 4,
  maxLength: 14
})
