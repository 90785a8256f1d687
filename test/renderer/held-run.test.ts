// @vitest-environment happy-dom
// A run that another program trains: the window names that program, shows the run, and can take it over.

import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { eventually } from '../eventually'
import { FakeTrainer } from './fake-bridge'
import { app, bridge, openApp } from './open-app'

let trainer: FakeTrainer | null = null
const held = (code: string) => ({
  message: 'Process 77 on lab has trained this run since yesterday.',
  code,
  values: { pid: 77, host: 'lab', since: 'yesterday' }
})
const banner = () => app.get('.banner')
const button = (name: string) => app.findAll('button').find((one) => one.text() === name)
async function press(name: string): Promise<void> {
  await button(name)!.trigger('click')
  await flushPromises()
}

beforeEach(() => {
  bridge.add('shared', { state: 'running' })
  bridge.onOpen = (id) => {
    trainer = new FakeTrainer(id)
  }
})
async function show(code: string): Promise<void> {
  bridge.refusal = held(code)
  await openApp()
  await app.get('[data-run]').trigger('click')
  await eventually(() => expect(banner().text()).toContain('Another program trains this run'))
}

it('says who has it and since when, for as long as that is so', async () => {
  await show('run-held')
  expect(banner().text()).toContain('Process 77 on lab has trained this run since yesterday.')
  // A process on this computer is known to be alive.
  expect(button('Take it over…')).toBeUndefined()
  bridge.changed('shared', { state: 'interrupted' })
  await eventually(() => expect(banner().text()).toContain('This run was interrupted'))
})

it('is looked at meanwhile', async () => {
  await show('run-held-elsewhere')
  await app
    .findAll('[role=tab]')
    .find((tab) => tab.text() === 'Weights & gradients')!
    .trigger('click')
  await eventually(() => expect(bridge.called('lookAtRun')).toEqual([['shared']]))
})

it('is taken over from another machine after a question that says what can go wrong', async () => {
  await show('run-held-elsewhere')
  await press('Take it over…')
  expect(app.get('dialog[open]').text()).toContain(
    'Unroll cannot see from here whether process 77 on “lab” still runs.'
  )
  expect(app.get('dialog[open]').text()).toContain('The steps since its last checkpoint are then lost')
  await press('Cancel')
  expect(bridge.called('openRun')).toEqual([])
  await press('Take it over…')
  bridge.refusal = null
  await press('Take it over')
  expect(bridge.called('openRun')).toEqual([['shared', { startPaused: false, takeOver: true }]])
  await eventually(() => expect(app.find('.banner').exists()).toBe(false))
})

it('that is taken from here says so, and can be taken back', async () => {
  await openApp()
  await app.get('[data-run]').trigger('click')
  await eventually(() => expect(trainer).not.toBeNull())
  trainer!.post({ type: 'refused', command: 'train', ...held('run-taken') })
  await eventually(() => expect(banner().text()).toContain('Another program has taken this run over'))
  expect(button('Take it over…')).toBeDefined()
})
