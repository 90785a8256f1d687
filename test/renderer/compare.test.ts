// @vitest-environment happy-dom
// Runs beside each other: they are marked in the list or started as a pair of presets, and each is followed in the same
// way as a single run.

import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { differences } from '../../src/renderer/laboratory/compare/difference'
import { trainedTogether } from '../../src/renderer/laboratory/compare/compared'
import { experimentSchema } from '../../src/shared/experiment'
import type { Validation } from '../../src/shared/run'
import { eventually } from '../eventually'
import { columnsOf, FakeBridge, FakeTrainer, frameOf, pointsOf, progressOf } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let bridge: FakeBridge
let app: VueWrapper
const trainers: FakeTrainer[] = []

const validation = (loss: number): Validation => ({
  type: 'validation',
  step: 3,
  loss,
  accuracy: 0.5,
  freeLoss: null,
  freeAccuracy: null,
  doubleLengthAccuracy: null
})
const item = (name: string) => app.findAll('[data-run]').find((run) => run.text().includes(name))!
const cells = (row: string): string[] =>
  app
    .findAll('.page tbody tr')
    .find(
      (one) =>
        one
          .get('th')
          .text()
          .replace(/ (nats|bits|mean squared error)$/, '') === row
    )!
    .findAll('td')
    .map((cell) => cell.text())
const heads = (): string[] => app.findAll('.page thead th .link').map((head) => head.text())
const markedNames = (): string[] => app.findAll('.item.marked .name').map((name) => name.text())
const chart = (): string => app.get('.page canvas').attributes('aria-label')!
/** The code of the page is loaded when the page is opened. */
async function settle(): Promise<void> {
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}

beforeEach(() => {
  HTMLElement.prototype.showPopover = () => {}
  blankPage()
  bridge = new FakeBridge()
  for (const [i, name] of ['a', 'b', 'c', 'd', 'e'].entries())
    bridge.add(
      name,
      { createdAt: 1e6 * (9 - i), seconds: 2, step: 3 },
      { points: pointsOf([1, 2, 3], 1 + i), events: [validation(0.25 * (i + 1))] }
    )
})
afterEach(() => {
  app.unmount()
  trainers.splice(0).forEach((fake) => fake.close())
  vi.restoreAllMocks()
})

describe('runs of the list', () => {
  it('are marked by clicks with Ctrl and Shift and by keys, and stand beside each other with their figures', async () => {
    app = await openApp(bridge)
    await item('Run a').trigger('click')
    await item('Run c').trigger('click', { ctrlKey: true })
    // The run on screen is the first of them.
    expect(markedNames()).toEqual(['Run a', 'Run c'])
    await item('Run c').trigger('click', { ctrlKey: true })
    await item('Run b').trigger('click', { shiftKey: true })
    expect(markedNames()).toEqual(['Run a', 'Run b'])
    await item('Run b').trigger('focus')
    await app.get('.list').trigger('keydown', { key: 'ArrowDown', shiftKey: true })
    await flushPromises()
    expect(markedNames()).toEqual(['Run a', 'Run b', 'Run c'])
    await app.get('.list').trigger('keydown', { key: ' ', ctrlKey: true })
    expect(markedNames()).toEqual(['Run a', 'Run b'])

    await app
      .findAll('.marks button')
      .find((button) => button.text() === 'Compare')!
      .trigger('click')
    await settle()
    await eventually(() => expect(cells('Training loss')).toEqual(['1.000', '2.000']))
    expect(heads()).toEqual(['Run a', 'Run b'])
    expect(cells('Time per step')).toEqual(['667 ms', '667 ms'])
    expect(cells('Right, as in training')).toEqual(['50%', '50%'])
    expect(chart()).toContain('Run a 1.000, Run b 2.000')
    expect(app.get('.page').text()).toContain('Nothing: their experiments are the same.')

    const held = app.findAll('[role=radio]').find((choice) => choice.text() === 'Held out')!
    await held.trigger('click')
    expect(chart()).toContain('Run a 0.2500, Run b 0.5000')
    expect(
      app
        .findAll('[role=radio]')
        .find((choice) => choice.text() === 'Held out, free-running')!
        .attributes()
    ).toHaveProperty('disabled')
  })

  it('keep their colours when others come and go, and a run that is trashed leaves', async () => {
    app = await openApp(bridge)
    for (const name of ['a', 'b', 'c']) await item(`Run ${name}`).trigger('click', { ctrlKey: true })
    bridge.menu('compare-runs')
    await settle()
    await eventually(() => expect(heads()).toHaveLength(3))
    const colours = (): Record<string, string> =>
      Object.fromEntries(
        app.findAll('.page thead th').map((head) => [head.get('.link').text(), head.get('line').attributes('stroke')!])
      )
    const before = colours()
    expect(new Set(Object.values(before)).size).toBe(3)
    await app.get('[aria-label="Take “Run a” out of the comparison"]').trigger('click')
    await settle()
    const add = app.get<HTMLSelectElement>('select.add')
    await add.setValue('d')
    await settle()
    expect(colours()).toMatchObject({ 'Run b': before['Run b'], 'Run c': before['Run c'] })
    await add.setValue('a')
    await settle()
    expect(new Set(Object.values(colours())).size).toBe(4)
    expect(app.find('select.add').exists()).toBe(false)
    bridge.runs.delete('b')
    bridge.changed('c', {})
    await settle()
    expect(heads()).toEqual(['Run c', 'Run d', 'Run a'])
  })

  it('are no more than four', async () => {
    app = await openApp(bridge)
    for (const name of ['a', 'b', 'c', 'd']) await item(`Run ${name}`).trigger('click', { ctrlKey: true })
    const button = () => app.findAll('.marks button')[0]
    expect([app.get('.marks').text(), button().attributes()]).toEqual([
      '4 marked. Compare',
      expect.not.objectContaining({ disabled: '' })
    ])
    await item('Run e').trigger('click', { ctrlKey: true })
    expect(app.get('.marks').text()).toContain('You can compare at most 4 runs.')
    expect(button().attributes()).toHaveProperty('disabled')
    await item('Run e').trigger('contextmenu')
    await settle()
    const entry = app.findAll('[role=menuitem]').find((one) => one.text().startsWith('Compare'))!
    expect(entry.text()).toBe('Compare 5 (at most 4)')
    expect(entry.attributes()).toHaveProperty('disabled')
    // The command of the system's menu cannot be disabled, so it says why it does nothing.
    bridge.menu('compare-runs')
    await settle()
    expect(app.find('.page').exists()).toBe(false)
    expect(
      app
        .findAll('[role=alert]')
        .map((alert) => alert.text())
        .join()
    ).toContain('You can compare at most 4 runs.')
  })

  it('stand there again when the app starts again, without those that are gone', async () => {
    app = await openApp(bridge)
    for (const name of ['a', 'b', 'c']) await item(`Run ${name}`).trigger('click', { ctrlKey: true })
    bridge.menu('compare-runs')
    await settle()
    expect(heads()).toEqual(['Run a', 'Run b', 'Run c'])
    app.unmount()
    bridge.runs.delete('b')
    app = await openApp(bridge)
    bridge.menu('laboratory')
    await settle()
    await eventually(() => expect(heads()).toEqual(['Run a', 'Run c']))
  })
})

it('shows what it costs to run free: curves and figures of the free-running loss', async () => {
  for (const [name, loss, freeLoss] of [
    ['forced', 0.1, 0.8],
    ['scheduled', 0.2, 0.3]
  ] as const)
    bridge.add(name, { step: 3 }, { points: pointsOf([1, 2, 3], 1), events: [{ ...validation(loss), freeLoss }] })
  app = await openApp(bridge)
  for (const name of ['forced', 'scheduled']) await item(`Run ${name}`).trigger('click', { ctrlKey: true })
  bridge.menu('compare-runs')
  await settle()
  await eventually(() => expect(cells('Loss, free-running')).toEqual(['0.8000', '0.3000']))
  expect(cells('Loss, as in training')).toEqual(['0.1000', '0.2000'])
  await app
    .findAll('[role=radio]')
    .find((choice) => choice.text() === 'Held out, free-running')!
    .trigger('click')
  expect(chart()).toContain('Run forced 0.8000, Run scheduled 0.3000')
})

it('shows the loss of a network without feedback among those that run free: it is the same loss', async () => {
  const states = { id: 'states', loss: 0.25, freeLoss: null, freeAccuracy: null }
  const outputs = { id: 'outputs', loss: 0.2, freeLoss: 0.3, freeAccuracy: 0.4 }
  for (const { id, ...losses } of [states, outputs])
    bridge.add(id, { step: 3 }, { points: pointsOf([1, 2, 3], 1), events: [{ ...validation(0), ...losses }] })
  app = await openApp(bridge)
  for (const { id } of [states, outputs]) await item(`Run ${id}`).trigger('click', { ctrlKey: true })
  bridge.menu('compare-runs')
  await settle()
  await eventually(() => expect(cells('Loss, free-running')).toEqual(['0.2500', '0.3000']))
  expect(cells('Right, free-running')).toEqual(['50%', '40%'])
})

it('says what is fed where only z(t−1) is the own output, and each unit where runs differ in it', async () => {
  const series = experimentSchema.parse({
    data: { kind: 'series', source: 'mackey-glass' },
    model: { recurrence: 'hidden+output' },
    learning: { method: 'teacher-forcing' }
  })
  for (const id of ['wave', 'again']) {
    bridge.add(id, { step: 3 }, { points: pointsOf([1, 2, 3], 1), events: [{ ...validation(0.1), freeLoss: 0.2 }] })
    bridge.runs.get(id)!.experiment = series
  }
  app = await openApp(bridge)
  for (const id of ['wave', 'again']) await item(`Run ${id}`).trigger('click', { ctrlKey: true })
  bridge.menu('compare-runs')
  await settle()
  await eventually(() => expect(cells('Loss, own z(t−1), true x(t)')).toEqual(['0.2000', '0.2000']))
  await item('Run a').trigger('click', { ctrlKey: true })
  bridge.menu('compare-runs')
  await settle()
  await eventually(() =>
    expect(cells('Loss, own z(t−1)').map((text) => text.replace(/^\S+ /, ''))).toEqual([
      'mean squared error',
      'mean squared error',
      'nats'
    ])
  )
})

describe('a pair of presets', () => {
  it('is started once by a double click, together or through the queue', async () => {
    app = await openApp(bridge)
    bridge.menu('compare-runs')
    await settle()
    const [together, after] = app.get('.page .card').findAll('button')
    for (const detail of [1, 2]) {
      after.element.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }))
      await settle()
    }
    expect(bridge.called('changeQueue')).toHaveLength(1)
    // A key that is held down presses the button again and again.
    for (let i = 0; i < 3; i++) together.element.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    expect(bridge.called('createRun')).toHaveLength(2)
  })

  it('is trained with one click: both are followed, and their times are said not to be fair', async () => {
    const created: string[] = []
    bridge.createRun = async (asked) => {
      const experiment = experimentSchema.parse(asked)
      const id = `new-${created.push(experiment.name)}`
      bridge.add(id, { name: experiment.name, state: 'running', createdAt: Date.now(), step: 0, seconds: 0 })
      bridge.runs.get(id)!.experiment = experiment
      return { ok: true, value: bridge.runs.get(id)!.record }
    }
    bridge.onOpen = (id) => {
      const loss = id === 'new-1' ? 0.5 : 0.25
      let sent = false
      trainers.push(
        new FakeTrainer(id, () => {
          const count = sent ? 0 : 2
          const points = sent ? new Float64Array(0) : columnsOf([1, 2], loss)
          const first = sent ? 2 : 0
          sent = true
          return frameOf({ first, count, points, progress: progressOf({ step: 2, seconds: 1 }) })
        })
      )
    }
    app = await openApp(bridge)
    const card = app
      .findAll('.card')
      .find((one) => one.find('h3').exists() && one.get('h3').text() === 'Parity: BPTT beside teacher forcing')!
    await card
      .findAll('button')
      .find((button) => button.text() === 'Train both')!
      .trigger('click')
    await settle()
    expect(created).toHaveLength(2)
    await eventually(() => expect(cells('Training loss')).toEqual(['0.5000', '0.2500']))
    expect(cells('Steps')).toEqual(['2', '2'])
    const page = app.get('.page').text()
    expect(page).toContain('their times cannot be compared')
    expect(page).toContain('Method BPTT / Teacher forcing')
    expect(app.findAll('[data-run][aria-current=true]')).toEqual([])

    // When a person opens one of them, it is on screen, and the other one is no longer followed.
    await app.findAll('.page thead .link')[0].trigger('click')
    await settle()
    await eventually(() => expect(trainers.slice(0, 2).every(({ closed }) => closed)).toBe(true))
    expect(app.find('.page').exists()).toBe(false)
  })

  it('waits in the queue where one is to be trained after the other, and appears as it begins', async () => {
    app = await openApp(bridge)
    const card = app.findAll('.card').find((one) => one.text().includes('Addition: with a memory'))!
    await card
      .findAll('button')
      .find((button) => button.text() === 'One after the other')!
      .trigger('click')
    await settle()
    expect(app.findAll('[data-entry]')).toHaveLength(2)
    const [first, second] = bridge.queue.entries
    bridge.queueChanged({ held: false, entries: [{ ...first, run: 'a' }, second] })
    bridge.queueChanged({ held: false, entries: [{ ...second, run: 'b' }] })
    await settle()
    expect(heads()).toEqual(['Run a', 'Run b'])
  })
})

it('says in the fields of the form what experiments do differently, and nothing of fields that matter to none', () => {
  const one = experimentSchema.parse({ name: 'x', data: { kind: 'task' }, model: { recurrence: 'hidden' } })
  const other = experimentSchema.parse({
    ...one,
    name: 'y',
    seed: 2,
    model: { ...one.model, recurrence: 'output' },
    learning: { ...one.learning, method: 'teacher-forcing' },
    watching: { ...one.watching, prime: 'Call' }
  })
  expect(differences([one, { ...one, name: 'z' }])).toEqual([])
  expect(differences([one, other]).map(({ field, values }) => [field?.id ?? 'seed', values])).toEqual([
    ['model.recurrence', ['hidden', 'output']],
    ['model.feedback', [null, 'probabilities']],
    ['learning.method', ['bptt', 'teacher-forcing']],
    ['learning.truncation', ['', null]],
    ['seed', ['1', '2']]
  ])
})

it('sees from beginnings and times which runs shared the machine', () => {
  const run = (createdAt: number, seconds: number) => ({ createdAt, seconds, state: 'finished' as const })
  expect(trainedTogether([run(0, 10), run(10_000, 5)])).toBe(false)
  expect(trainedTogether([run(9_000, 5), run(0, 10)])).toBe(true)
})
