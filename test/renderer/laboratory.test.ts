// @vitest-environment happy-dom
// The way into the laboratory and out of it, and the common parts of its pages.

import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { pages } from '../../src/renderer/laboratory/pages'
import { FakeBridge } from './fake-bridge'
import { app, bridge, openApp } from './open-app'

// KaTeX, in the help, asks once whether the page is in standards mode.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

const inLaboratory = (): boolean => app.find('.leave').exists()
async function settle(): Promise<void> {
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}
async function menu(command: Parameters<FakeBridge['menu']>[0]): Promise<void> {
  bridge.menu(command)
  await settle()
}

beforeEach(async () => {
  bridge.add('a')
  await openApp()
})
it('is opened by the menu and by the button below the runs, and closed by both', async () => {
  expect(inLaboratory()).toBe(false)
  await menu('laboratory')
  expect(inLaboratory()).toBe(true)
  expect(document.title).toBe('Laboratory – Unroll')
  expect(app.get('.runs .foot button').attributes('aria-pressed')).toBe('true')
  await app.get('.runs .foot button').trigger('click')
  expect(inLaboratory()).toBe(false)
  await app.get('.runs .foot button').trigger('click')
  await menu('laboratory')
  expect(inLaboratory()).toBe(false)
})

it('goes back to the run that one came from, at the view that one came from', async () => {
  await app.get('[data-run]').trigger('click')
  await menu('view-export')
  await menu('laboratory')
  expect(app.findComponent({ name: 'ExperimentPane' }).isVisible()).toBe(false)
  expect(app.find('.centre [aria-label$="the experiment"]').exists()).toBe(false)
  await app.get('.leave').trigger('click')
  await settle()
  expect(app.get('[role=tab][aria-selected=true]').text()).toBe('Export')
  expect(document.title).toBe('Run a – Unroll')
})

it.each([
  ['the same run chosen again', () => app.get('[data-run]').trigger('click')],
  ['a view of the menu', () => menu('view-data')],
  ['a new experiment', () => menu('new-experiment')],
  ['a notification of a run', () => Promise.resolve(bridge.showRun('a'))]
])('is left by %s', async (_what, leave) => {
  await app.get('[data-run]').trigger('click')
  await menu('laboratory')
  expect(inLaboratory()).toBe(true)
  await leave()
  await settle()
  expect(inLaboratory()).toBe(false)
})

it.each(pages.map(({ key }) => key))('has the page %s, which the help finds and opens', async (key) => {
  await menu('help')
  await app.get('.manual input').setValue('laboratory')
  const name = app.vm.$t(`laboratory.pages.${key}`) as string
  await app
    .findAll('.manual .link')
    .find((link) => link.text().endsWith(name))!
    .trigger('click')
  await settle()
  expect(app.get('[role=tab][aria-selected=true]').text()).toBe(name)
  expect(app.get(`#view-${key} h3`).text()).toBe(name)
})
