// A trainer, or a bridge, whose answers come when a test says so and in whatever order it says.

import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'

export interface Late<Q, A> {
  ask(question: Q): Promise<A>
  /** Questions that wait for their answers. */
  readonly open: number
  /** Answers one of them, counted from the oldest and around again. */
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

/** What happens, in any order: another choice is made, or an answer comes. */
export const events = fc.array(fc.oneof(fc.record({ choose: fc.nat(7) }), fc.record({ answer: fc.nat(3) })), {
  minLength: 4,
  maxLength: 14
})
