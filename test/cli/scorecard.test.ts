// unroll scorecard --quick goes through every recipe.

import { expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { readRecipes } from '../../src/runtime/recipes'
import { limitOf } from '../../src/shared/recipe'
import { scorecardSchema } from '../../src/shared/scorecard'
import { testTerminal } from '../terminal'

it('runs every recipe a little, and says that this is not the scorecard', async () => {
  const terminal = testTerminal()
  expect(await main(['scorecard', '--quick', '--json'], terminal)).toBe(0)
  const card = scorecardSchema.parse(JSON.parse(terminal.said.out))
  const recipes = readRecipes(terminal.resources)
  expect(card.quick).toBe(true)
  expect(terminal.said.error).toContain('This is not the scorecard.')
  expect(card.scores.map(({ recipe }) => recipe)).toEqual(recipes.map(({ key }) => key))
  for (const [i, { seeds, lines }] of card.scores.entries()) {
    expect(seeds).toHaveLength(1)
    expect(seeds[0].values).toHaveLength(recipes[i].measures.length)
    for (const value of seeds[0].values) expect(value).not.toBeNull()
    expect(lines).toHaveLength(recipes[i].measures.length)
    // A goal that needs a missing baseline would never be checked.
    recipes[i].measures.forEach(({ goal }, m) => {
      if (goal && !('of' in goal && goal.of === 'n-gram'))
        expect(limitOf(goal, lines[m]), recipes[i].key).not.toBeNull()
    })
  }
})

it('prints value, goal, floor, baselines, what is published and what is known to fail', async () => {
  const terminal = testTerminal()
  expect(await main(['scorecard', '--quick', 'adding-200', 'running'], terminal)).toBe(0)
  for (const fact of [
    'known to fail',
    'published: 0.1770',
    'at most 0.0833, reached by 0 of 1',
    'right answers, running free, 4 times the length'
  ])
    expect(terminal.said.out).toContain(fact)
})

it('knows no other recipe', async () => {
  const terminal = testTerminal()
  expect(await main(['scorecard', 'chess'], terminal)).toBe(2)
  expect(terminal.said.error).toMatch(/no recipe "chess"\. There are: .*running-parity/)
})
