// @vitest-environment happy-dom
// Importing a model by the menu and by opening a file, and the dialog that asks what the file does not say.

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { i18n } from '../../src/renderer/i18n'
import { saysTooLittle } from '../../src/shared/imports'
import type { Why } from '../../src/shared/messages'
import { app, bridge, buttonNamed, openApp } from './open-app'

const tooLittle = (nx: number, ny: number): Why => ({
  message: 'It does not say.',
  code: saysTooLittle,
  values: { file: 'm', recurrence: 'hidden', nx, nh: 8, ny }
})
const dialog = () => app.findAll('dialog').find((one) => one.find('#import-kind').exists())
const kinds = () => dialog()!.findAll('[role=radio]')
const imported = () => bridge.called('importModel')

it('shows a model that says everything as a run', async () => {
  await openApp()
  bridge.menu('import-model')
  await flushPromises()
  expect(imported()).toEqual([['/models/m.safetensors', {}]])
  expect([dialog(), document.title]).toEqual([undefined, 'Imported – Unroll'])
  expect(app.get('.toasts').text()).toContain('“Imported” is a new run')
})

it.each(['en', 'ko'] as const)('asks what a model does not say, and says what does not fit (%s)', async (language) => {
  await openApp()
  i18n.global.locale.value = language
  bridge.importRefusals.push(tooLittle(65, 65), { message: 'It has other sizes.' })
  bridge.opens({ model: '/models/bare.safetensors' })
  await flushPromises()
  expect(dialog()!.text()).toContain('65')
  // No task has as many inputs.
  expect(kinds()[2].attributes('disabled')).toBeDefined()
  const button = () => dialog()!.get<HTMLButtonElement>('button.primary').element
  expect(button().disabled).toBe(true)
  await dialog()!.get('#import-way').setValue('vocabulary')
  await dialog()!.get('#import-file').trigger('click')
  await flushPromises()
  expect(dialog()!.get('#import-file').text()).toBe('novel.txt')
  button().click()
  await flushPromises()
  expect(dialog()!.get('[role=alert]').text()).toBe('It has other sizes.')
  button().click()
  await flushPromises()
  const said = { vocabulary: '/books/novel.txt', readout: 'every-step' }
  expect(imported().slice(1)).toEqual(Array(2).fill(['/models/bare.safetensors', said]))
  expect([dialog(), document.title]).toEqual([undefined, 'Imported – Unroll'])
  i18n.global.locale.value = 'en'
})

it('offers the tasks that fit, with the readout that they need', async () => {
  await openApp()
  bridge.importRefusals.push(tooLittle(2, 1))
  bridge.opens({ model: '/models/bare.safetensors' })
  await flushPromises()
  await kinds()[2].trigger('click')
  const tasks = dialog()!.get<HTMLSelectElement>('#import-task')
  expect([...tasks.element.options].map(({ value }) => value)).toContain('adding')
  await tasks.setValue('adding')
  expect(dialog()!.find('#import-readout').exists()).toBe(false)
  await dialog()!.get('button.primary').trigger('click')
  await flushPromises()
  expect(imported().at(-1)).toEqual(['/models/bare.safetensors', { task: 'adding', readout: 'last-step' }])
})

it('says why another file cannot be imported', async () => {
  await openApp()
  bridge.importRefusals.push({ message: 'It has a second layer.' })
  bridge.opens({ model: '/models/two.safetensors' })
  await flushPromises()
  expect([dialog(), app.get('.toasts').text()]).toEqual([undefined, expect.stringContaining('It has a second layer.')])
  expect(buttonNamed('Import')).toBeUndefined()
})
