// @vitest-environment happy-dom
// The page Two recurrences: what it will do, which runs it uses again, and what it says about measured values.

import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { meanOf, outcomeOf } from '../../src/renderer/laboratory/recurrences/outcome'
import { all, cells } from '../../src/renderer/laboratory/recurrences/study'
import type { Validation } from '../../src/shared/run'
import { eventually } from '../eventually'
import { FakeBridge } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let bridge: FakeBridge
let app: VueWrapper

const validation = (step: number, loss: number, right: number): Validation => ({
  type: 'validation',
  step,
  loss,
  accuracy: right,
  freeLoss: loss,
  freeAccuracy: right,
  doubleLengthAccuracy: right
})

/** A finished run of one of the page's experiments. */
function add(index: number, events: Validation[], floor: number): void {
  const experiment = all[index]
  const id = `made-${index}`
  bridge.add(id, { name: experiment.name, createdAt: index }, { events })
  Object.assign(bridge.runs.get(id)!, {
    experiment,
    baselines: [
      { key: 'floor', kind: 'floor', loss: 0, values: {} },
      ...(floor > 0 ? [{ key: 'previous-output', kind: 'baseline' as const, loss: floor, values: {} }] : [])
    ]
  })
}
async function open(): Promise<void> {
  app = await openApp(bridge)
  bridge.menu('laboratory')
  await flushPromises()
  await app.get('#tab-recurrences').trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
}
const start = () => app.get('.page header button')

beforeEach(() => {
  blankPage()
  bridge = new FakeBridge()
})
afterEach(() => {
  app.unmount()
  vi.restoreAllMocks()
})

it('says what it will do and how long that takes, and puts all runs into the queue', async () => {
  await open()
  expect(app.get('.page').text()).toContain('12 runs, one after the other in the queue')
  // Four experiments of 75 s and 2 s besides, three times each.
  await eventually(() => expect(app.get('.page').text()).toContain('It takes about 15:24 on this machine.'))
  await start().trigger('click')
  await flushPromises()
  expect(bridge.queue.entries.map(({ experiment }) => experiment)).toEqual(all)
  expect([start().text(), start().attributes()]).toEqual([
    'All runs are there',
    expect.objectContaining({ disabled: '' })
  ])
  expect(app.get('.page').text()).toContain('0 of 12 runs are finished.')
  expect(app.findAll('.cell')).toHaveLength(4)
})

it('takes the runs that are there, but none of another experiment, and says what they show', async () => {
  const at = (task: string, way: string): number =>
    3 * cells.findIndex((cell) => cell.task === task && cell.way === way)
  for (let seed = 0; seed < 3; seed++) {
    add(at('parity', 'output') + seed, [validation(100, 0.3, 0.7), validation(200, 0.001 * (seed + 1), 1)], 0)
    add(at('addition', 'output') + seed, [validation(100, 0.6, 0.6)], 0.5971)
    add(at('parity', 'hidden') + seed, [validation(100, seed === 0 ? 0.01 : 0.69, seed === 0 ? 1 : 0.5)], 0)
  }
  // One run was ended early. Another has the experiment of an older version.
  bridge.changed(`made-${at('parity', 'output')}`, { state: 'stopped' })
  const old = bridge.runs.get(`made-${at('parity', 'output') + 1}`)!
  old.experiment = { ...old.experiment!, seed: 77 }
  await open()
  await eventually(() => expect(start().text()).toBe('Train 5 runs'))
  const text = (task: string, way: string): string =>
    app
      .findAll('.cell')
      .find((cell) => cell.get('h4').text() === `${task}, ${way} recurrence`)!
      .text()
  expect(text('Parity, τ = 200', 'output')).toContain('2 seeds have not finished. 1 of 1 seeds solve it by step 200.')
  expect(text('Addition, τ = 12', 'output')).toContain(
    'stays at 0.6000 nats. No network that knows only its last output comes below 0.5971'
  )
  expect(text('Parity, τ = 200', 'hidden')).toContain(
    '1 of 3 seeds solve it by step 100. Held-out loss 0.01000 to 0.6900 nats. At twice the length, reading only its inputs, the network gets 50% to 100% of the answers right'
  )
  expect(text('Addition, τ = 12', 'hidden')).toContain('Nothing has been measured yet.')
  await start().trigger('click')
  await flushPromises()
  const names = bridge.queue.entries.map(({ experiment }) => experiment.name)
  expect(names).toHaveLength(5)
  expect(names).toContain('Parity, output, seed 1')
  expect(names).not.toContain('Parity, output, seed 3')
})

it('judges a floor by the mean of the seeds, and draws the mean only where all were measured', () => {
  const runs = [
    [validation(1, 0.4, 0), validation(2, 0.59, 0.5)],
    [validation(1, 0.2, 0), validation(2, 0.6, 0.5), validation(3, 0.61, 0.5)]
  ]
  expect(meanOf(runs)).toEqual([
    { x: 1, y: expect.closeTo(0.3, 12) },
    { x: 2, y: expect.closeTo(0.595, 12) }
  ])
  expect(outcomeOf(runs, 0.6)).toMatchObject({ kind: 'floor', solvedRuns: 0, loss: { low: 0.59, high: 0.61 } })
  expect(outcomeOf(runs, 0.5)).toMatchObject({ kind: 'between', solvedBy: null })
  expect(outcomeOf(runs, 0)).toMatchObject({ kind: 'between' })
  expect(outcomeOf([], 0.5)).toBeNull()
})
