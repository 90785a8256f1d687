// @vitest-environment happy-dom
// The view Samples: which state of the network a sample comes from.

import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import type { Command } from '../../src/shared/messages'
import { eventually } from '../eventually'
import { FakeTrainer, frameOf } from './fake-bridge'
import { app, bridge, buttonNamed, openApp } from './open-app'

let trainer: FakeTrainer
async function open(state: 'running' | 'finished'): Promise<void> {
  bridge.add('one', { state })
  const frame = { checkpoints: [0, 10, 20], best: 10 }
  bridge.onOpen = (id) => (trainer = new FakeTrainer(id, () => frameOf(frame)))
  bridge.onLook = (id) => void (trainer = new FakeTrainer(id, () => frameOf({ ...frame, progress: null }), 'viewer'))
  await openApp()
  await app.get('[data-run]').trigger('click')
  await eventually(() => expect(app.find('#tab-samples').exists()).toBe(true))
  await app.get('#tab-samples').trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
  await eventually(() => expect(choice().options.length).toBeGreaterThan(4))
}
const choice = (): HTMLSelectElement => app.get<HTMLSelectElement>('.choices select').element
async function sampled(): Promise<Command> {
  const before = trainer.commands.length
  await buttonNamed('Sample now').trigger('click')
  let found: Command | undefined
  await eventually(() => {
    found = trainer.commands.slice(before).find(({ type }) => type === 'sample')
    expect(found).toBeDefined()
  })
  return found!
}

it('is of the network as it is now, while a run trains', async () => {
  await open('running')
  expect([...choice().options].map(({ text }) => text)).toEqual([
    'now',
    'Best by validation (step 10)',
    'Newest (step 20)',
    'step 20',
    'step 10',
    'step 0'
  ])
  expect(await sampled()).toMatchObject({ at: 'now' })
})

it('is of the newest checkpoint of a stored run, unless another is chosen', async () => {
  await open('finished')
  expect(choice().value).toBe('newest')
  await app.get('.choices select').setValue('best')
  expect(await sampled()).toMatchObject({ at: 'best' })
})
