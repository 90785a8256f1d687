// @vitest-environment happy-dom
// The experiment form: fields, mistakes, estimate and data.

import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { experimentSchema } from '../../src/shared/experiment'
import { eventually } from '../eventually'
import { app, bridge, field, openApp, type } from './open-app'

const startButton = () => app.get('.foot .primary')

describe('the experiment form', () => {
  beforeEach(() => openApp())

  it('keeps what is typed, says the mistake at the field and does not start', async () => {
    await type('model.hiddenSize', '12x')
    expect(field('model.hiddenSize').get('input').element.value).toBe('12x')
    expect(field('model.hiddenSize').get('.problem').text()).toContain('Write a number')
    expect(field('model.hiddenSize').get('input').attributes('aria-invalid')).toBe('true')
    expect(startButton().attributes('disabled')).toBeDefined()
    await type('model.hiddenSize', '1.5')
    expect(field('model.hiddenSize').get('.problem').text()).toContain('whole number')
    await type('model.hiddenSize', '5000')
    expect(field('model.hiddenSize').get('.problem').text()).toBe('Must be at most 4096.')
    await type('optimizer.learningRate', '0')
    expect(field('optimizer.learningRate').get('.problem').text()).toBe('Must be above 0.')
    expect(app.get('.reason').text()).toContain('2')
    await app.get('.reason').trigger('click')
    expect(document.activeElement).toBe(field('model.hiddenSize').get('input').element)
    await type('model.hiddenSize', '64')
    await type('optimizer.learningRate', '1e-3')
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('shows a field only when it matters, and forgets its mistake with it', async () => {
    expect(app.find('[data-field="optimizer.momentum"]').exists()).toBe(false)
    await field('optimizer.kind').get('select').setValue('momentum')
    await type('optimizer.momentum', '7')
    expect(startButton().attributes('disabled')).toBeDefined()
    await field('optimizer.kind').get('select').setValue('adam')
    expect(app.find('[data-field="optimizer.momentum"]').exists()).toBe(false)
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('explains the methods that do not fit the recurrence', async () => {
    const method = () => field('learning.method')
    const possible = () =>
      method()
        .findAll('option')
        .filter((option) => option.attributes('disabled') === undefined)
        .map((option) => option.attributes('value'))
    expect(possible()).toEqual(['bptt'])
    expect(method().text()).toContain('only BPTT is possible')
    await field('model.recurrence').get('select').setValue('output')
    expect(possible()).toEqual(['teacher-forcing', 'free-running', 'scheduled-sampling'])
    expect(method().get('.problem').text()).toContain('feeds outputs back')
    await method().get('select').setValue('teacher-forcing')
    expect(method().find('.problem').exists()).toBe(false)
  })

  it('asks for a file where one is needed', async () => {
    await field('data.text.source').get('select').setValue('file')
    expect(field('data.text.path').get('.problem').text()).toBe('No file is chosen.')
    await field('data.text.path').get('.control button').trigger('click')
    await flushPromises()
    expect(field('data.text.path').text()).toContain('novel.txt')
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('explains range and default from the schema', async () => {
    await field('model.hiddenSize').get('.help').trigger('click')
    expect(field('model.hiddenSize').text()).toContain('1 to 4,096, default 128')
  })

  it('estimates a while after the last valid change', async () => {
    await eventually(() => expect(app.find('.estimate').text()).toContain('1,234'))
    const asked = bridge.called('estimate').length
    await type('model.hiddenSize', '64')
    await type('model.hiddenSize', '32')
    await eventually(() => expect(bridge.called('estimate')).toHaveLength(asked + 1))
    expect(experimentSchema.parse(bridge.called('estimate').at(-1)![0]).model.hiddenSize).toBe(32)
  })

  it('tells what is wrong with data at the field that can mend it, before the start', async () => {
    bridge.preview.unfit = {
      message: 'The training part has 9 steps.',
      code: 'sequence-too-long',
      values: { pairs: 9, tau: 25 }
    }
    await type('learning.sequenceLength', '25')
    await eventually(() => expect(field('learning.sequenceLength').find('.problem').exists()).toBe(true))
    expect(field('learning.sequenceLength').get('.problem').text()).toContain('The training part has 9 steps.')
    expect(startButton().attributes('disabled')).toBeDefined()
    delete bridge.preview.unfit
    await type('learning.sequenceLength', '9')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
  })

  it('finds a file again that has moved when the run is to start, says so at its field and in Data, and takes another', async () => {
    const unreadable = {
      ok: false,
      message: '"/books/novel.txt" cannot be read: there is no such file.',
      code: 'file-unreadable',
      values: {}
    } as const
    await field('data.text.source').get('select').setValue('file')
    await field('data.text.path').get('.control button').trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    expect(field('name').get('input').element.value).toBe('novel')
    const read = bridge.previewData
    bridge.createRun = () => Promise.resolve(unreadable)
    bridge.previewData = () => Promise.resolve(unreadable)
    await startButton().trigger('click')
    await eventually(() => expect(field('data.text.path').find('.problem').exists()).toBe(true))
    expect(field('data.text.path').get('.problem').text()).toBe(unreadable.message)
    expect(startButton().attributes('disabled')).toBeDefined()
    expect(app.find('.banner.negative').exists()).toBe(false)

    bridge.previewData = read
    bridge.chosenTexts = { path: '/elsewhere/novel.txt' }
    await app.get('#tab-data').trigger('click')
    await eventually(() => expect(app.find('.data [role=alert]').exists()).toBe(true))
    await app.get('.data [role=alert] button').trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    expect(field('data.text.path').get('.control button').attributes('title')).toBe('/elsewhere/novel.txt')
  })

  it('holds back data whose readout does not fit', async () => {
    bridge.preview.readout = 'last-step'
    await app.findAll('[data-field="data.kind"] [role=radio]').at(-1)!.trigger('click')
    await eventually(() => expect(field('model.readout').find('.problem').exists()).toBe(true))
    await field('model.readout').get('.problem button').trigger('click')
    expect(field('model.readout').get('select').element.value).toBe('last-step')
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('says what a task is that does not fit yet, and takes the length that it needs with one click', async () => {
    const why = {
      code: 'sequence-too-short',
      values: { task: 'digits', minimumLength: 64, tau: 50 },
      message: 'Short.'
    }
    const known = bridge.previewData
    bridge.previewData = async (asked) =>
      experimentSchema.parse(asked).learning.sequenceLength < 64 ? { ok: false, ...why } : known(asked)
    await app.findAll('[data-field="data.kind"] [role=radio]').at(-1)!.trigger('click')
    await field('data.task.task').get('select').setValue('digits')
    await app.get('#tab-data').trigger('click')
    await eventually(() => expect(field('learning.sequenceLength').get('.problem button').text()).toBe('Take “64”'))
    await eventually(() => expect(app.get('.data [role=alert]').text()).toContain('A picture of 8 × 8 pixels'))
    await field('learning.sequenceLength').get('.problem button').trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
  })
})
