// Tasks of a grammar: strings that it allows, as long as they say, and a floor that is the surprise of who knows the grammar.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TaskDataSet } from '../../src/data/task-data-set'
import { tasks, type TaskName } from '../../src/data/tasks'
import { entropyOf, type Grammar } from '../../src/data/tasks/grammar'
import { reberGrammar } from '../../src/data/tasks/reber'
import { numbers } from './batches'

const grammars: [TaskName, Grammar, number][] = [['reber', reberGrammar, 6]]

/** The strings of a training batch, each with how many of its symbols are there. */
function strings(name: TaskName, tau: number, seed: number, lanes: number): string[] {
  const { batch } = new TaskDataSet(name, 8).training({ tau, batch: lanes, seed }).next()
  const [x, y] = [numbers(batch.x), numbers(batch.y)]
  const symbols = tasks[name].inputLabels
  return Array.from(batch.lengths!, (length, lane) => {
    const at = (list: number[], t: number): string => symbols[list[t * lanes + lane]]
    for (let t = 1; t < length; t++) expect(at(x, t)).toBe(at(y, t - 1))
    return at(x, 0) + Array.from({ length }, (_, t) => at(y, t)).join('')
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

  test('a whole string has so many coins', () => {
    expect(entropyOf(grammar, 2000).perString / Math.LN2).toBeCloseTo(bits, 10)
  })
})
