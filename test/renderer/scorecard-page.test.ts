// @vitest-environment happy-dom
// The page Scorecard: every recipe with its goal and its results.

import { join } from 'node:path'
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { i18n } from '../../src/renderer/i18n'
import { readRecipes } from '../../src/runtime/recipes'
import { score } from '../measured'
import { FakeBridge } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let bridge: FakeBridge
let app: VueWrapper
const page = () => app.get('#view-scorecard')

beforeEach(async () => {
  blankPage()
  bridge = new FakeBridge()
  bridge.recipes = readRecipes(join(import.meta.dirname, '../../resources'))
  bridge.laboratory = { ...bridge.laboratory, scores: [score('running-parity', 0.5)] }
  app = await openApp(bridge)
  bridge.menu('laboratory')
  await flushPromises()
  await app.get('#tab-scorecard').trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
})
afterEach(() => {
  app.unmount()
  i18n.global.locale.value = 'en'
  vi.restoreAllMocks()
})

it('lists every recipe; of those that were run, what was reached and by how many seeds', async () => {
  const groups = page().findAll('tbody')
  expect(groups).toHaveLength(bridge.recipes.length)
  const text = groups[bridge.recipes.findIndex(({ key }) => key === 'running-parity')].text()
  expect(text).toContain('50%')
  expect(text).toContain('at least 100%')
  expect(text).toContain('reached by 0 of 3 seeds')
  expect(text).toContain('0.0200 ± 0.0100 nats')
  expect(text).toContain('guessing 0.693')
  const adding = groups[bridge.recipes.findIndex(({ key }) => key === 'adding-200')].text()
  expect(adding).toContain('Not run yet on this machine')
  expect(adding).toContain('known to fail')
  expect(adding).toContain('Published: 0.1770')
  // In the other language every recipe has its words too.
  i18n.global.locale.value = 'ko'
  await flushPromises()
  for (const { name } of bridge.recipes) expect(page().text()).toContain(name.ko)
})

it('runs all recipes or one, says which is under way, and saves the table', async () => {
  const press = (label: string) =>
    page()
      .findAll('button')
      .find((one) => one.text() === label)!
      .trigger('click')
  await press('Save as CSV…')
  expect(bridge.called('saveLaboratory')).toEqual([['scorecard']])
  await page().get('[aria-label^="Run only"]').trigger('click')
  expect(bridge.called('beginLaboratory')).toEqual([[{ kind: 'scorecard', recipes: [bridge.recipes[0].key] }]])
  const [{ key, name }] = bridge.recipes
  const at = { kind: 'training', recipe: key, seed: 2, step: 5, steps: 1000 } as const
  const work = { kind: 'scorecard', recipes: [key] } as const
  bridge.laboratoryChanges({
    ...bridge.laboratory,
    current: { work: { ...work, recipes: [key] }, progress: { done: 0.5, at }, rests: false }
  })
  await flushPromises()
  expect(page().text()).toContain(`${name.en}: seed 2, step 5 / 1,000`)
  expect(page().get('[aria-label^="Run only"]').attributes('disabled')).toBeDefined()
})
