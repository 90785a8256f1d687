// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { experimentSchema } from '../../src/shared/experiment'
import { presets } from '../../src/shared/presets'
import { eventually } from '../eventually'
import { FakeBridge, FakeTrainer, frameOf, progressOf } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let bridge: FakeBridge
let app: VueWrapper
let trainer: FakeTrainer | null = null

const row = (id: string) => app.get(`[data-field="${id}"]`)
const type = (id: string, text: string): Promise<void> => row(id).get('input').setValue(text)
const startButton = () => app.get('.foot .primary')
const buttonNamed = (name: string) =>
  app.findAll('button').find((button) => button.text() === name || button.attributes('aria-label') === name)!

async function open(): Promise<void> {
  app = await openApp(bridge)
}

beforeEach(() => {
  blankPage()
  bridge = new FakeBridge()
})
afterEach(() => {
  app.unmount()
  trainer?.close()
  trainer = null
  vi.restoreAllMocks()
})

describe('a file that a person opens', () => {
  const experiment = experimentSchema.parse({ name: 'From afar', data: { kind: 'task' }, model: { hiddenSize: 77 } })

  it.each(['before there is a window', 'while there is one'])('%s fills the form', async (when) => {
    if (when.startsWith('before')) bridge.opened.push({ experiment })
    await open()
    if (when.startsWith('while')) bridge.opens({ experiment })
    await flushPromises()
    expect(row('name').get('input').element.value).toBe('From afar')
    expect(row('model.hiddenSize').get('input').element.value).toBe('77')
  })

  it('is told of where it cannot be opened, and the others are', async () => {
    await open()
    bridge.opens({ refusal: 'It is a model.' }, { experiment })
    await flushPromises()
    expect(app.text()).toContain('It is a model.')
    expect(row('name').get('input').element.value).toBe('From afar')
  })
})

describe('files that are dropped', () => {
  const drag = async (name: string, types = ['Files']): Promise<Event> => {
    const event = new Event(name, { cancelable: true })
    window.dispatchEvent(
      Object.assign(event, { dataTransfer: { types, files: [new File([], 'novel.txt')] }, relatedTarget: null })
    )
    await flushPromises()
    return event
  }
  const zone = () => app.find('.zone').exists()
  beforeEach(open)

  it('have a zone while they are over the window, and text that is dragged has none', async () => {
    expect([(await drag('dragover', ['text/plain'])).defaultPrevented, zone()]).toEqual([false, false])
    expect([(await drag('dragover')).defaultPrevented, zone()]).toEqual([true, true])
    await drag('dragleave')
    expect(zone()).toBe(false)
  })

  it('become the data of a draft with their name, in the open pane', async () => {
    bridge.dropped = { ok: true, value: { data: { kind: 'text', path: '/there/novel.txt' } } }
    await drag('dragover')
    expect((await drag('drop')).defaultPrevented).toBe(true)
    expect([zone(), row('name').get('input').element.value]).toEqual([false, 'novel'])
    expect(row('data.text.path').text()).toContain('novel.txt')
  })

  it('are told of where they cannot be opened', async () => {
    bridge.dropped = { ok: false, message: '2 files were dropped.' }
    await drag('drop')
    expect(app.text()).toContain('2 files were dropped.')
  })
})

describe('quitting that must wait', () => {
  beforeEach(open)
  const text = () => app.findAll('[data-ending]').map((ending) => ending.text())

  it('says for what, and what would be lost', async () => {
    bridge.quitting({
      queued: 0,
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
      '“Slow”: finishing step 1,234.Ended now, it would lose what came after the checkpoint of step 1,000: 1:15 of training.',
      '“Full”: what it saves is not taken. No room is left. It is tried again every few seconds.Ended now, it would lose everything: there is no checkpoint yet. 0:20 of training.',
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

describe('the experiment form', () => {
  beforeEach(open)

  it('keeps what is typed, says the mistake at the field and does not start', async () => {
    await type('model.hiddenSize', '12x')
    expect(row('model.hiddenSize').get('input').element.value).toBe('12x')
    expect(row('model.hiddenSize').get('.problem').text()).toContain('Write a number')
    expect(row('model.hiddenSize').get('input').attributes('aria-invalid')).toBe('true')
    expect(startButton().attributes('disabled')).toBeDefined()
    await type('model.hiddenSize', '1.5')
    expect(row('model.hiddenSize').get('.problem').text()).toContain('whole number')
    await type('model.hiddenSize', '5000')
    expect(row('model.hiddenSize').get('.problem').text()).toBe('Must be at most 4096.')
    await type('optimizer.learningRate', '0')
    expect(row('optimizer.learningRate').get('.problem').text()).toBe('Must be above 0.')
    expect(app.get('.reason').text()).toContain('2')
    await type('model.hiddenSize', '64')
    await type('optimizer.learningRate', '1e-3')
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('shows a field only when it matters, and forgets its mistake with it', async () => {
    expect(app.find('[data-field="optimizer.momentum"]').exists()).toBe(false)
    await row('optimizer.kind').get('select').setValue('momentum')
    await type('optimizer.momentum', '7')
    expect(startButton().attributes('disabled')).toBeDefined()
    await row('optimizer.kind').get('select').setValue('adam')
    expect(app.find('[data-field="optimizer.momentum"]').exists()).toBe(false)
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('explains the methods that do not fit the recurrence', async () => {
    const method = () => row('learning.method')
    const possible = () =>
      method()
        .findAll('option')
        .filter((option) => option.attributes('disabled') === undefined)
        .map((option) => option.attributes('value'))
    expect(possible()).toEqual(['bptt'])
    expect(method().text()).toContain('only BPTT fits')
    await row('model.recurrence').get('select').setValue('output')
    expect(possible()).toEqual(['teacher-forcing', 'free-running'])
    expect(method().get('.problem').text()).toContain('feeds outputs back')
    await method().get('select').setValue('teacher-forcing')
    expect(method().find('.problem').exists()).toBe(false)
  })

  it('asks for a file where one is needed', async () => {
    await row('data.text.source').get('select').setValue('file')
    expect(row('data.text.path').get('.problem').text()).toBe('No file is chosen.')
    await row('data.text.path').get('.control button').trigger('click')
    await flushPromises()
    expect(row('data.text.path').text()).toContain('novel.txt')
    expect(startButton().attributes('disabled')).toBeUndefined()
  })

  it('explains range and default from the schema', async () => {
    await row('model.hiddenSize').get('.help').trigger('click')
    expect(row('model.hiddenSize').text()).toContain('1 to 4,096, default 128')
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
    await eventually(() => expect(row('learning.sequenceLength').find('.problem').exists()).toBe(true))
    expect(row('learning.sequenceLength').get('.problem').text()).toBe('The training part has 9 steps.')
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
    await row('data.text.source').get('select').setValue('file')
    await row('data.text.path').get('.control button').trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    expect(row('name').get('input').element.value).toBe('novel')
    const read = bridge.previewData
    bridge.createRun = () => Promise.resolve(unreadable)
    bridge.previewData = () => Promise.resolve(unreadable)
    await startButton().trigger('click')
    await eventually(() => expect(row('data.text.path').find('.problem').exists()).toBe(true))
    expect(row('data.text.path').get('.problem').text()).toBe(unreadable.message)
    expect(startButton().attributes('disabled')).toBeDefined()
    expect(app.find('.banner.negative').exists()).toBe(false)

    bridge.previewData = read
    bridge.chooseFile = async () => ({ ok: true, value: '/elsewhere/novel.txt' })
    await app.get('#tab-data').trigger('click')
    await eventually(() => expect(app.find('.data [role=alert]').exists()).toBe(true))
    await app.get('.data [role=alert] button').trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    expect(row('data.text.path').get('.control button').attributes('title')).toBe('/elsewhere/novel.txt')
  })

  it('holds back data whose readout does not fit', async () => {
    bridge.preview.readout = 'last-step'
    await app.findAll('[data-field="data.kind"] [role=radio]')[2].trigger('click')
    await eventually(() => expect(row('model.readout').find('.problem').exists()).toBe(true))
    await row('model.readout').get('select').setValue('last-step')
    expect(startButton().attributes('disabled')).toBeUndefined()
  })
})

describe('the window', () => {
  it('starts a preset in one click', async () => {
    await open()
    expect(app.findAll('.preset')).toHaveLength(presets.length)
    await app.findAll('.preset .primary')[1].trigger('click')
    await flushPromises()
    expect(bridge.called('createRun')).toHaveLength(1)
    expect(experimentSchema.parse(bridge.called('createRun')[0][0])).toEqual(presets[1].experiment)
    await eventually(() => expect(app.find('#tab-train').attributes('aria-selected')).toBe('true'))
  })

  it('starts a run paused, and sets a speed that can be followed', async () => {
    await open()
    await app
      .findAll('.preset button')
      .find((button) => button.text() === 'Adjust')!
      .trigger('click')
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    bridge.onOpen = (id) => {
      trainer = new FakeTrainer(id, () => frameOf({ progress: progressOf({ state: 'paused' }) }))
    }
    await app
      .findAll('.foot button')
      .find((button) => button.text() === 'Start paused')!
      .trigger('click')
    await eventually(() => expect(app.find('[data-field="live.speed"]').exists()).toBe(true))
    expect(bridge.called('createRun')[0][1]).toEqual({ startPaused: true })
    await row('live.speed').get('select').setValue('2')
    await eventually(() => expect(trainer!.commands).toContainEqual({ type: 'set-speed', value: 2 }))
  })

  it('says why a run cannot go on, and offers its file and a new run from its weights', async () => {
    bridge.add('old', { name: 'Old', state: 'stopped' }, {})
    const stored = bridge.runs.get('old')!
    stored.experiment = experimentSchema.parse({
      ...stored.experiment,
      data: { kind: 'text', source: 'file', path: '/books/old.txt' }
    })
    await open()
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
    await eventually(() => expect(startButton().attributes('disabled')).toBeUndefined())
    await startButton().trigger('click')
    await eventually(() => expect(bridge.called('createRunFrom')).toHaveLength(1))
    expect(bridge.called('createRunFrom')[0][0]).toBe('old')
  })

  it('calls an error of the data an error of the data, and offers to find the file', async () => {
    bridge.add('new', { name: 'New', state: 'running', step: 0 })
    const stored = bridge.runs.get('new')!
    stored.experiment = experimentSchema.parse({
      ...stored.experiment,
      data: { kind: 'text', source: 'file', path: '/books/old.txt' }
    })
    await open()
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
    await open()
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
    await open()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.find('[data-field="live.learningRate"]').exists()).toBe(true))
    expect(row('model.hiddenSize').get('input').attributes('disabled')).toBeDefined()
    const rate = row('live.learningRate').get('input')
    expect(rate.element.value).toBe('0.002')
    await rate.setValue('99')
    await rate.trigger('change')
    expect(row('live.learningRate').get('.problem').text()).toBe('Must be at most 10.')
    await rate.setValue('0.001')
    await rate.trigger('change')
    await row('live.clipNorm').get('input').setValue('')
    await row('live.clipNorm').get('input').trigger('change')
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
    await open()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.find('.banner.negative').text()).toContain('W at step 7'))
    await app.get('.banner.negative .button').trigger('click')
    await eventually(() =>
      expect(trainer!.commands).toContainEqual({ type: 'rewind', step: null, learningRate: 0.001 })
    )
  })

  it('renames in the list, and asks before the trash', async () => {
    bridge.add('one')
    await open()
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
    await open()
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
    await open()
    await app.get('[data-run]').trigger('click')
    await flushPromises()
    bridge.menu('duplicate-run')
    await flushPromises()
    expect(row('name').get('input').element.value).toBe('Run one (copy)')
    expect(row('model.hiddenSize').get('input').attributes('disabled')).toBeUndefined()
  })
})
