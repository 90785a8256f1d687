// Tasks of a grammar: the grammar allows their strings, their lengths are right, and the floor is the surprise for a
// network that knows the grammar.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TaskDataSet } from '../../src/data/task-data-set'
import { tasks, type TaskName } from '../../src/data/tasks'
import { entropyOf, type Grammar } from '../../src/data/tasks/grammar'
import { lettersGrammar } from '../../src/data/tasks/elman-letters'
import { embeddedReberGrammar } from '../../src/data/tasks/embedded-reber'
import { reberGrammar } from '../../src/data/tasks/reber'
import { numbers } from './batches'

/** Each grammar with the bits of a whole string; null where a string has no end. */
const grammars: [TaskName, Grammar, number | null][] = [
  ['reber', reberGrammar, 6],
  ['embedded-reber', embeddedReberGrammar, 7],
  ['elman-letters', lettersGrammar, null]
]

/** The strings of a training batch, each with the number of its symbols that are in the batch. */
function strings(name: TaskName, tau: number, seed: number, lanes: number): string[] {
  const { batch } = new TaskDataSet(name, 8).training({ tau, batch: lanes, seed }).next()
  const [x, y] = [numbers(batch.x), numbers(batch.y)]
  const symbols = tasks[name].inputLabels
  return Array.from(batch.lengths ?? new Array<number>(lanes).fill(tau), (length, lane) => {
    const at = (list: number[], t: number): string => symbols[list[t * lanes + lane]]
    const told = Array.from({ length }, (_, t) => at(y, t)).join('')
    const string = at(x, 0) + told
    // Every input is the target of the step before.
    expect(string.slice(0, -1)).toBe(Array.from({ length }, (_, t) => at(x, t)).join(''))
    return string
  })
}

/** The surprise of every symbol but the first, in nats; null where the grammar does not allow the string. */
function surprise(grammar: Grammar, string: string): { nats: number; whole: boolean } | null {
  let [node, nats] = [0, 0]
  for (const [i, symbol] of Array.from(string).entries()) {
    const arc = grammar[node].find(([allowed]) => allowed === symbol)
    if (!arc) return null
    if (i > 0) nats += Math.log(grammar[node].length)
    node = arc[1]
  }
  return { nats, whole: grammar[node].length === 0 }
}

describe.each(grammars)('%s', (name, grammar, bits) => {
  test('every string is one of the grammar, whole or cut at τ', () => {
    fc.assert(
      fc.property(fc.integer({ min: tasks[name].minimumLength, max: 40 }), fc.nat(), (tau, seed) => {
        for (const string of strings(name, tau, seed, 4)) {
          const told = surprise(grammar, string)
          expect(told, string).not.toBeNull()
          expect(told!.whole || string.length === tau + 1, string).toBe(true)
        }
      })
    )
  })

  test.each([8, 50])('the floor of τ = %i is the mean surprise of many strings', (tau) => {
    const many = strings(name, tau, 1, 20_000)
    const nats = many.reduce((sum, string) => sum + surprise(grammar, string)!.nats, 0)
    const predictions = many.reduce((sum, string) => sum + string.length - 1, 0)
    const floor = new TaskDataSet(name, 8).baselines({ tau }).find(({ kind }) => kind === 'floor')!.loss
    expect(Math.abs(nats / predictions / floor - 1)).toBeLessThan(0.01)
  })

  if (bits !== null) {
    test('a whole string has so many coins', () => {
      expect(entropyOf(grammar, 2000).perString / Math.LN2).toBeCloseTo(bits, 10)
    })
  }
})

describe('embedded Reber', () => {
  test('of 11 predictions on average 7 bits, and one more for who forgets the outer letter', () => {
    const [floor, forgetting] = new TaskDataSet('embedded-reber', 8).baselines({ tau: 2000 })
    expect(floor.loss / Math.LN2).toBeCloseTo(7 / 11, 10)
    expect(forgetting.key).toBe('forgetting')
    expect(forgetting.loss / Math.LN2).toBeCloseTo(8 / 11, 10)
  })
})

describe('Elman’s letters', () => {
  // Over all words that fill τ steps, each with the probability of its choices.
  test.each([4, 5, 9, 12])('by enumeration, τ = %i', (tau) => {
    const words = ['ba', 'dii', 'guuu']
    const consonants = (steps: number): number =>
      steps <= 0 ? 0 : 1 + words.reduce((sum, word) => sum + consonants(steps - word.length), 0) / 3
    // The first consonant is an input and no target.
    const loss = ((consonants(tau + 1) - 1) * Math.log(3)) / tau
    expect(new TaskDataSet('elman-letters', 8).baselines({ tau })[0].loss).toBeCloseTo(loss, 12)
  })
})
