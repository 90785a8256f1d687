// @vitest-environment happy-dom
// The view Export: it exports the chosen checkpoint.
import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { exportEntry, exportFormats } from '../../src/shared/exports'
import { en } from '../../src/shared/exports/en'
import { usesOf } from '../../src/shared/exports/use'
import { eventually } from '../eventually'
import { app, bridge, buttonNamed, openApp } from './open-app'

async function open(): Promise<void> {
  bridge.add('one')
  await openApp()
  await app.get('[data-run]').trigger('click')
  await eventually(() => expect(app.find('#tab-train').exists()).toBe(true))
  bridge.menu('view-export')
  await flushPromises()
  await eventually(() => expect(buttonNamed('Save weights…')).toBeDefined())
}

it('exports the best checkpoint, unless another one is chosen', async () => {
  await open()
  const chosen = app.get<HTMLSelectElement>('#export-checkpoint')
  expect([...chosen.element.options].map(({ text }) => text)).toEqual([
    'Best by validation (step 10)',
    'Newest (step 20)',
    'step 20',
    'step 10',
    'step 0'
  ])
  expect(chosen.element.value).toBe('best')
  await buttonNamed('Save weights…').trigger('click')
  await flushPromises()
  await chosen.setValue('0')
  await buttonNamed('Save weights…').trigger('click')
  await flushPromises()
  expect(bridge.called('exportRun')).toEqual([
    ['one', 'weights', null],
    ['one', 'weights', 0]
  ])
})

it('takes the newest where nothing was validated, and offers no best', async () => {
  bridge.checkpointList = { steps: [0, 10], best: null }
  await open()
  const { options, value } = app.get<HTMLSelectElement>('#export-checkpoint').element
  expect([value, options[0].text]).toEqual(['newest', 'Newest (step 10)'])
})

it('has lines for the use of every format, which are copied', async () => {
  await open()
  const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const chosen = bridge.runs.get('one')!.experiment!
  for (const format of exportFormats) {
    const card = app.findAll('.card').find((one) => one.find('h2').text() === en[format].name)!
    const uses = usesOf(format, chosen)
    expect(card.findAll('pre').map((lines) => lines.element.textContent)).toEqual(uses.map(({ code }) => code))
    await card.get('figure button').trigger('click')
    expect(copy).toHaveBeenLastCalledWith(uses[0].code)
    const languages = new Set(uses.map(({ language }) => language as string))
    // What has no lines of its own says what to export instead.
    if (exportEntry(format).ofCheckpoint && format !== 'c' && format !== 'javascript')
      expect(languages.has('C') || /\bC\b/.test(card.get('details > p:last-child').text())).toBe(true)
  }
  expect(app.get('.toasts').text()).toContain('Copied.')
  // Lines name the file that was written.
  await buttonNamed('Save ONNX…').trigger('click')
  await eventually(() => expect(app.text()).toContain("InferenceSession('onnx.onnx')"))
  // Messages stand below the cards, not on them.
  expect(app.get('.toasts').classes()).toContain('below')
})
