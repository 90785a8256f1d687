// @vitest-environment happy-dom
// Messages disappear on their own, stay while a person reads them, and never pile up. Errors can be read again.

import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useToasts, type Toasts } from '../../src/renderer/composables/use-toasts'
import { app, bridge, openApp } from './open-app'

const scope = effectScope()
let toasts: Toasts
const shown = (): string[] => toasts.list.value.map(({ text }) => text)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  toasts = scope.run(useToasts)!
})
afterEach(() => {
  vi.useRealTimers()
})

it('each leaves by itself, and mistakes stay in the list', () => {
  toasts.show('done', 'Written.')
  toasts.show('error', 'The disk is full.')
  vi.advanceTimersByTime(6000)
  expect(shown()).toEqual(['The disk is full.'])
  vi.advanceTimersByTime(6000)
  expect(shown()).toEqual([])
  expect(toasts.mistakes.value.map(({ text }) => text)).toEqual(['The disk is full.'])
  toasts.forgetMistakes()
  expect(toasts.mistakes.value).toEqual([])
})

it('there are three at most, and none twice', () => {
  for (let i = 0; i < 200; i++) toasts.show('error', `Mistake ${i % 5}`)
  expect(shown()).toEqual(['Mistake 2', 'Mistake 3', 'Mistake 4'])
  expect(toasts.mistakes.value).toHaveLength(100)
})

it('none leaves while it is pointed at; what can be undone for a time can be for that time', () => {
  const undo = vi.fn()
  toasts.show('error', 'Long to read.')
  toasts.show('done', 'In the trash.', { label: 'Undo', milliseconds: 10_000, act: undo })
  toasts.hold(true)
  toasts.show('done', 'Came meanwhile.')
  vi.advanceTimersByTime(9999)
  expect(shown()).toEqual(['Long to read.', 'In the trash.', 'Came meanwhile.'])
  vi.advanceTimersByTime(50_000)
  expect(shown()).toEqual(['Long to read.', 'Came meanwhile.'])
  toasts.hold(false)
  vi.advanceTimersByTime(6000)
  expect(shown()).toEqual(['Long to read.'])
  vi.advanceTimersByTime(6000)
  expect(shown()).toEqual([])
  expect(undo).not.toHaveBeenCalled()
})

it('the window says a mistake at once, and again from the status bar', async () => {
  vi.useRealTimers()
  bridge.add('one')
  await openApp()
  await app.get('[data-run]').trigger('click')
  await flushPromises()
  expect(app.find('.mistakes').exists()).toBe(false)
  bridge.menu('export-curves')
  await flushPromises()
  expect(app.get('.toasts [role=alert]').text()).toContain('The disk is full.')
  await app.get('.toasts').trigger('pointerenter')
  await app.get('.toasts [aria-label=Dismiss]').trigger('click')
  expect(app.find('.toast').exists()).toBe(false)
  expect(app.get('.mistakes').attributes('aria-label')).toBe('1 message of what went wrong')
  // The accessible name begins with the visible text, for people who control the window by voice.
  expect(app.get('.mistakes').text()).toBe('1')
  await app.get('.mistakes').trigger('click')
  await flushPromises()
  const dialog = app.findAll('dialog').find((one) => one.text().includes('The disk is full.'))!
  await dialog
    .findAll('button')
    .find((button) => button.text() === 'Clear the list')!
    .trigger('click')
  expect(app.find('.mistakes').exists()).toBe(false)
})

it('stands below the view where a button starts a run, and over the foot of it elsewhere', async () => {
  vi.useRealTimers()
  bridge.add('one')
  await openApp()
  const place = (): 'below' | 'over' => (app.get('.toasts').classes('below') ? 'below' : 'over')
  // The messages come after the view in the column of the centre, so the view becomes smaller.
  expect(app.get('main').element.lastElementChild).toBe(app.get('.toasts').element)
  expect(place()).toBe('below')
  await app.get('#tab-data').trigger('click')
  expect(place()).toBe('below')
  await app.get('[data-run]').trigger('click')
  await flushPromises()
  expect(place()).toBe('over')
  for (const [command, where] of [
    ['laboratory', 'below'],
    ['laboratory', 'over'],
    ['new-experiment', 'below']
  ] as const) {
    bridge.menu(command)
    await flushPromises()
    expect(place()).toBe(where)
  }
})
