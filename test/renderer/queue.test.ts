// @vitest-environment happy-dom
// The queue as a person sees it: below the runs, filled from the form, reordered by buttons and keys.

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { experimentSchema } from '../../src/shared/experiment'
import type { QueueEntry } from '../../src/shared/queue'
import { app, bridge, openApp } from './open-app'

const entry = (name: string, change: Partial<QueueEntry> = {}): QueueEntry => ({
  id: name,
  experiment: experimentSchema.parse({ name, data: { kind: 'task' } }),
  weightsOf: null,
  run: null,
  failure: null,
  ...change
})
const shown = (): string[] => app.findAll('[data-entry]').map((one) => one.text())
const named = (label: string) => app.get(`[aria-label="${label}"]`)

it('takes the experiment of the form, and says why not', async () => {
  await openApp()
  expect(app.find('.queue').exists()).toBe(false)
  const add = app.findAll('.foot button').find((button) => button.text() === 'Add to queue')!
  await add.trigger('click')
  await flushPromises()
  expect(bridge.called('changeQueue')).toMatchObject([
    [{ do: 'add', items: [{ experiment: { name: 'New experiment' }, weightsOf: null }] }]
  ])
  expect(shown()).toEqual(['New experimentSeed 1: waits'])
  expect(app.text()).toContain('“New experiment” waits in the queue.')
  bridge.queueRefusal = { message: 'There is no such file.' }
  await add.trigger('click')
  await flushPromises()
  expect([shown().length, app.text().includes('There is no such file.')]).toEqual([1, true])
})

it('says what each is at, is put in another order, emptied and held back', async () => {
  bridge.add('r1', { name: 'first', state: 'running' })
  bridge.queue = {
    held: false,
    entries: [
      entry('first', { run: 'r1' }),
      entry('broken', { failure: { message: 'The loss was not a number.' } }),
      entry('second'),
      entry('third')
    ]
  }
  await openApp()
  expect(shown()).toEqual([
    'firstSeed 1: trains now',
    'brokenSeed 1: failed: The loss was not a number.',
    'secondSeed 1: waits',
    'thirdSeed 1: waits'
  ])
  expect(app.findAll('[aria-label="“first”: later"]')).toEqual([])

  await named('“third”: earlier').trigger('click')
  await flushPromises()
  expect(shown().map((text) => text.slice(0, 5))).toEqual(['first', 'broke', 'third', 'secon'])
  expect((document.activeElement as HTMLElement).dataset['entry']).toBe('third')
  await app.get('[data-entry=third]').trigger('keydown', { key: 'ArrowDown', altKey: true })
  await flushPromises()
  await app.get('[data-entry=second]').trigger('keydown', { key: 'Delete' })
  await named('Try “broken” again').trigger('click')
  await named('Hold the queue: start none of those that wait').trigger('click')
  await flushPromises()
  expect(shown()).toEqual(['firstSeed 1: trains now', 'brokenSeed 1: held back', 'thirdSeed 1: held back'])

  await app.get('[data-entry=third]').trigger('click')
  await flushPromises()
  expect(app.get<HTMLInputElement>('[data-field="name"] input').element.value).toBe('third')
  await app.get('[data-entry=first]').trigger('click')
  await flushPromises()
  expect(app.get('[data-run][aria-current=true]').text()).toContain('first')

  bridge.queueChanged({ held: false, entries: [] })
  await flushPromises()
  expect(app.find('.queue').exists()).toBe(false)
})

it('is told of before the app closes', async () => {
  await openApp()
  bridge.quitting({ endings: [], queued: 2, measuring: null })
  await flushPromises()
  const dialog = app.findAll('dialog').find((one) => one.text().includes('Close Unroll?'))!
  expect(dialog.text()).toContain('2 experiments are left in the queue.')
  await dialog
    .findAll('button')
    .find((button) => button.text() === 'Close Unroll')!
    .trigger('click')
  await flushPromises()
  expect(bridge.called('answerQuitting')).toEqual([['end']])
})
