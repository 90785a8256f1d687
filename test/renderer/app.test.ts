// @vitest-environment happy-dom
// The window: quitting, and what a person does with a run.

import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../../src/renderer/i18n'
import { experimentSchema } from '../../src/shared/experiment'
import { presets } from '../../src/shared/presets'
import { eventually } from '../eventually'
import { FakeTrainer, frameOf, progressOf } from './fake-bridge'
import { app, bridge, buttonNamed, field, openApp } from './open-app'

let trainer: FakeTrainer | null = null

const startButton = () => app.get('.foot .primary')

describe('quitting that must wait', () => {
  beforeEach(() => openApp())
  const text = () => app.findAll('[data-ending]').map((ending) => ending.text())

  it('says for what, and what would be lost', async () => {
    bridge.quitting({
      queued: 0,
      measuring: null,
      endings: [
        { id: 'a', name: 'Slow', step: 1234, lost: { after: 1000, seconds: 75 }, problem: null },
        {
          id: 'b',
          name: 'Full',
          step: null,
          lost: { after: null, seconds: 20 },
          problem: { message: 'No room is left.' }
        },
        { id: 'c', name: 'Other', step: null, lost: null, problem: null }
      ]
    })
    await flushPromises()
    expect(text()).toEqual([
      '“Slow”: finishing step 1,234.If you end it now, it loses everything after the checkpoint of step 1,000: 1:15 of training.',
      '“Full” cannot be saved. No room is left. Unroll tries again every few seconds.If you end it now, it loses everything, because there is no checkpoint yet: 0:20 of training.',
      '“Other”: saving.'
    ])
    bridge.quitting(null)
    await flushPromises()
    expect(text()).toEqual([])
    expect(bridge.called('answerQuitting')).toEqual([])
  })

  it.each([
    ['End now', 'end'],
    ['Do not close', 'stay'],
    ['Close', 'stay']
  ])('%s answers it, once', async (button, answer) => {
    bridge.quitting({
      queued: 0,
      measuring: null,
      endings: [{ id: 'a', name: 'Slow', step: 2, lost: { after: 1, seconds: 75 }, problem: null }]
    })
    await flushPromises()
    await app
      .findAll('dialog button')
      .find((one) => [one.text(), one.attributes('aria-label')].includes(button))!
      .trigger('click')
    await flushPromises()
    expect(bridge.called('answerQuitting')).toEqual([[answer]])
    expect(text()).toEqual([])
  })
})

describe('the window', () => {
  it('starts a preset in one click', async () => {
    await openApp()
    expect(app.findAll('.preset')).toHaveLength(presets.length)
    await app.findAll('.preset .primary')[1].trigger('click')
    await flushPromises()
    expect(bridge.called('createRun')).toHaveLength(1)
    expect(experimentSchema.parse(bridge.called('createRun')[0][0])).toEqual(presets[1].experiment)
    await eventually(() => expect(app.find('#tab-train').attributes('aria-selected')).toBe('true'))
  })

  it('numbers a preset that is started again', async () => {
    const { name } = presets[1].experiment
    bridge.add('one', { name })
    bridge.add('two', { name: `${name} 2` })
    await openApp()
    await app.findAll('.preset .primary')[1].trigger('click')
    expect(bridge.called('createRun')[0][0]).toMatchObject({ name: `${name} 3` })
  })

  it('starts a run paused, and sets a speed that can be followed', async () => {
    await openApp()
    await app
      .findAll('.preset button')
      .find((button) => button.text() === 'Adjust')!
      .trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    bridge.onOpen = (id) => {
      const progress = progressOf({ state: 'paused', engine: 'wasm-256 ×2', threads: 1 })
      trainer = new FakeTrainer(id, () => frameOf({ progress }))
    }
    await app
      .findAll('.foot button')
      .find((button) => button.text() === 'Start paused')!
      .trigger('click')
    await eventually(() => expect(app.find('[data-field="live.speed"]').exists()).toBe(true))
    expect(bridge.called('createRun')[0][1]).toEqual({ startPaused: true })
    await field('live.speed').get('select').setValue('2')
    await eventually(() => expect(trainer!.commands).toContainEqual({ type: 'set-speed', value: 2 }))
    expect(app.get('footer.bar').text()).toContain('engine wasm-256 ×2, 1 thread')
    i18n.global.locale.value = 'ko'
    await flushPromises()
    expect(app.get('footer.bar').text()).toContain('엔진 wasm-256 ×2, 스레드 1개')
    i18n.global.locale.value = 'en'
  })

  it('says why a run cannot go on, and offers its file and a new run from its weights', async () => {
    bridge.add('old', { name: 'Old', state: 'stopped' }, {})
    const stored = bridge.runs.get('old')!
    stored.experiment = experimentSchema.parse({
      ...stored.experiment,
      data: { kind: 'text', source: 'file', path: '/books/old.txt' }
    })
    await openApp()
    await app.find('[data-run]').trigger('click')
    bridge.onOpen = (id) => {
      trainer = new FakeTrainer(id)
      trainer.post({
        type: 'refused',
        command: 'train',
        message: 'The data differ.',
        code: 'data-differ',
        values: { changes: 'x' }
      })
    }
    await eventually(() =>
      expect(buttonNamed('Go on from the last checkpoint')?.attributes('disabled')).toBeUndefined()
    )
    await buttonNamed('Go on from the last checkpoint').trigger('click')
    await eventually(() => expect(app.find('.banner').text()).toContain('The data differ.'))
    const [locate, begin] = app.findAll('.banner button')
    await locate.trigger('click')
    await eventually(() => expect(bridge.called('openRun')).toHaveLength(2))
    expect(bridge.called('locateData')).toEqual([['old']])
    await eventually(() => expect(app.findAll('.banner button')).toHaveLength(2))
    expect(begin.text()).toBe('New run from these weights')
    await app.findAll('.banner button')[1].trigger('click')
    await eventually(() => expect(app.find('.fixed').text()).toContain('Begins with the weights of “Old”'))
    await eventually(() => expect(app.find('.fixed select').exists()).toBe(true))
    expect(app.get<HTMLSelectElement>('.fixed select').element.value).toBe('newest')
    await app.get('.fixed select').setValue('best')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    await startButton().trigger('click')
    await eventually(() => expect(bridge.called('createRunFrom')).toHaveLength(1))
    expect(bridge.called('createRunFrom')[0][0]).toBe('old')
    expect(bridge.called('createRunFrom')[0][2]).toEqual({ startPaused: false, weightsAt: 'best' })
  })

  it('calls an error of the data an error of the data, and offers to find the file', async () => {
    bridge.add('new', { name: 'New', state: 'running', step: 0 })
    const stored = bridge.runs.get('new')!
    stored.experiment = experimentSchema.parse({
      ...stored.experiment,
      data: { kind: 'text', source: 'file', path: '/books/old.txt' }
    })
    await openApp()
    await app.get('[data-run]').trigger('click')
    await flushPromises()
    bridge.gone('new', {
      type: 'failure',
      step: 0,
      reason: 'error',
      tensor: null,
      message: 'The file is gone.',
      code: 'file-unreadable',
      values: {},
      checkpointStep: null
    })
    await flushPromises()
    expect(app.get('.banner').text()).toContain('Training could not begin')
    expect(app.get('.banner').text()).toContain('The file is gone.')
    expect(app.text()).not.toContain('has ended unexpectedly')
    await app.get('.banner button').trigger('click')
    await eventually(() => expect(bridge.called('openRun')).toEqual([['new', { startPaused: false }]]))
    expect(bridge.called('locateData')).toEqual([['new']])
  })

  it('pauses and goes on with Space, except where Space means something else', async () => {
    bridge.add('live', { state: 'running' })
    let state: 'running' | 'paused' = 'running'
    bridge.onOpen = (id) => {
      trainer = new FakeTrainer(id, () => frameOf({ progress: progressOf({ state }) }))
    }
    await openApp()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(buttonNamed('Pause')).toBeDefined())
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    await eventually(() => expect(trainer!.commands).toContainEqual({ type: 'pause' }))
    state = 'paused'
    await eventually(() => expect(buttonNamed('Go on')).toBeDefined())
    app.get('.search input').element.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    app.get('#tab-train').element.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    await eventually(() =>
      expect(trainer!.commands.filter(({ type: command }) => command === 'resume')).toHaveLength(1)
    )
  })

  it('changes the learning rate while it trains, only to what the schema takes', async () => {
    bridge.add('live', { state: 'running' })
    bridge.onOpen = (id) => {
      trainer = new FakeTrainer(id, () => frameOf())
    }
    await openApp()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.find('[data-field="live.learningRate"]').exists()).toBe(true))
    expect(field('model.hiddenSize').get('input').attributes('disabled')).toBeDefined()
    const rate = field('live.learningRate').get('input')
    expect(rate.element.value).toBe('0.002')
    await rate.setValue('99')
    await rate.trigger('change')
    expect(field('live.learningRate').get('.problem').text()).toBe('Must be at most 10.')
    await rate.setValue('0.001')
    await rate.trigger('change')
    await field('live.clipNorm').get('input').setValue('')
    await field('live.clipNorm').get('input').trigger('change')
    await eventually(() => expect(trainer!.commands).toContainEqual({ type: 'set-clip-norm', value: null }))
    expect(trainer!.commands.filter(({ type: command }) => command === 'set-learning-rate')).toEqual([
      { type: 'set-learning-rate', value: 0.001 }
    ])
  })

  it('offers to rewind a run that diverged with half the rate', async () => {
    bridge.add(
      'bad',
      { state: 'failed' },
      { events: [{ type: 'failure', step: 7, reason: 'not-finite', tensor: 'W', message: '', checkpointStep: 5 }] }
    )
    bridge.onOpen = (id) => {
      trainer = new FakeTrainer(id, () => frameOf())
    }
    await openApp()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.find('.banner.negative').text()).toContain('W at step 7'))
    await app.get('.banner.negative .button').trigger('click')
    await eventually(() =>
      expect(trainer!.commands).toContainEqual({ type: 'rewind', step: null, learningRate: 0.001 })
    )
  })

  it('renames in the list, and asks before the trash', async () => {
    bridge.add('one')
    await openApp()
    await app.get('[data-run]').trigger('click')
    bridge.menu('rename-run')
    await flushPromises()
    await app.get('.rename').setValue('Another name')
    bridge.changed('one', { step: 4, state: 'stopped' })
    await flushPromises()
    await app.get('.rename').trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(bridge.called('renameRun')).toEqual([['one', 'Another name']])
    bridge.menu('trash-run')
    await flushPromises()
    expect(bridge.called('trashRun')).toEqual([])
    await app.get('.danger').trigger('click')
    await flushPromises()
    expect(bridge.called('trashRun')).toEqual([['one']])
    expect(app.find('[data-run]').exists()).toBe(false)
    await app
      .findAll('.toast button')
      .find((button) => button.text() === 'Undo')!
      .trigger('click')
    await flushPromises()
    expect(app.find('[data-run]').text()).toContain('Another name')
  })

  it('moves between tabs with the arrows and by the menu, and says what was written', async () => {
    bridge.add('one')
    await openApp()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.find('#tab-train').exists()).toBe(true))
    await app.get('[role=tablist]').trigger('keydown', { key: 'ArrowRight' })
    expect(app.get('#tab-weights').attributes('aria-selected')).toBe('true')
    bridge.menu('view-export')
    await flushPromises()
    await eventually(() => expect(buttonNamed('Save weights…')).toBeDefined())
    await buttonNamed('Save weights…').trigger('click')
    await flushPromises()
    expect(app.get('.written').text()).toContain('/out/weights.safetensors')
    await buttonNamed('Save curves…').trigger('click')
    await flushPromises()
    expect(app.get('.toasts').text()).toContain('The disk is full.')
  })

  it('duplicates a run as a new experiment', async () => {
    bridge.add('one')
    await openApp()
    await app.get('[data-run]').trigger('click')
    await flushPromises()
    bridge.menu('duplicate-run')
    await flushPromises()
    expect(field('name').get('input').element.value).toBe('Run one (copy)')
    expect(field('model.hiddenSize').get('input').attributes('disabled')).toBeUndefined()
  })

  it('reads the data again for a duplicate, so that a file that has moved is told before the start', async () => {
    bridge.add('one')
    await openApp()
    const duplicate = async (): Promise<void> => {
      await app.get('[data-run]').trigger('click')
      await flushPromises()
      bridge.menu('duplicate-run')
      await flushPromises()
    }
    const read = vi.spyOn(bridge, 'previewData')
    await duplicate()
    await eventually(() => expect(read).toHaveBeenCalled())
    await flushPromises()
    expect(app.find('.problem').exists()).toBe(false)
    read.mockResolvedValue({ ok: false, message: 'The file has moved.' })
    await duplicate()
    await eventually(() => expect(app.find('.problem').exists()).toBe(true))
    expect(app.get('.problem').text()).toContain('The file has moved.')
  })
})
