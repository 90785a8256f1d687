// @vitest-environment happy-dom
// The page Cost measures in the background and shows the results.

import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { i18n } from '../../src/renderer/i18n'
import type { LaboratoryState } from '../../src/shared/laboratory'
import { cost } from '../measured'
import { FakeBridge } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let bridge: FakeBridge
let app: VueWrapper
const page = () => app.get('#view-cost')
const button = (name: string) =>
  page()
    .findAll('button')
    .find((one) => one.text() === name)!

async function open(state: Partial<LaboratoryState> = {}): Promise<void> {
  bridge.laboratory = { ...bridge.laboratory, ...state }
  app = await openApp(bridge)
  bridge.menu('laboratory')
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  await app.get('#tab-cost').trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
}
/** The table with every number. */
const numbers = () =>
  page()
    .findAll('table')
    .find((table) => table.findAll('th').some((head) => head.text() === 'chain'))!
async function tell(change: Partial<LaboratoryState>): Promise<void> {
  bridge.laboratory = { ...bridge.laboratory, ...change }
  bridge.laboratoryChanges(bridge.laboratory)
  await flushPromises()
}

beforeEach(() => {
  blankPage()
  bridge = new FakeBridge()
})
afterEach(() => {
  app.unmount()
  i18n.global.locale.value = 'en'
  vi.restoreAllMocks()
})

it('is empty at first, measures, tells how far it is, waits for a run, and can be cancelled', async () => {
  await open()
  expect(page().text()).toContain('Nothing was measured on this machine yet')
  expect(button('Save as CSV…').attributes('disabled')).toBeDefined()
  await button('Measure').trigger('click')
  expect(bridge.called('beginLaboratory')).toEqual([[{ kind: 'cost' }]])

  const work = { kind: 'cost' } as const
  const progress = { done: 0.25, at: { kind: 'cost', method: 'bptt', batch: 32, threads: 2, tau: 1024 } } as const
  await tell({ current: { work, progress, rests: false } })
  expect(page().get('[role=progressbar]').attributes('aria-valuenow')).toBe('25')
  expect(page().text()).toContain('BPTT: τ = 1,024, batch 32, threads: 2')
  await tell({ current: { work, progress, rests: true } })
  expect(page().text()).toContain('The measurement waits because a run is training')
  await button('Cancel').trigger('click')
  expect(bridge.called('cancelLaboratory')).toHaveLength(1)
})

it('shows slopes with their spread, what they mean, the three causes, every number, and what was left out', async () => {
  await open({ cost })
  const text = page().text()
  expect(text).toContain('BPTT: τ to the 1.00 ± 0.00')
  expect(text).toContain('BPTT with checkpoints: τ to the 0.50')
  expect(text).toContain('BPTT needs 10 times the time and 10 times the memory')
  expect(text).toContain('With checkpoints it needs 3.2 times the memory')
  expect(text).toContain('Checkpoints take 1.3 times as long')
  expect(text).toContain('BPTT, where 2,048 steps wait for each other, is 1.1 times as fast')
  expect(text).toContain('BPTT does 2.97 times as many multiplications')
  expect(text).toContain('BPTT takes 2.5 times (2.5 to 2.6) as long')
  expect(text).toContain('fitted to the points from τ = 256')
  expect(page().find('.banner').exists()).toBe(false)
  expect(text).toContain('From τ = 16,384 on there was not enough free memory')
  const rows = numbers().findAll('tbody tr')
  expect(rows.map((row) => row.get('th').text())).toEqual(['16', '64', '256', '1,024', '4,096'])
  expect(
    rows[3]
      .findAll('td')
      .map((cell) => cell.text())
      .slice(0, 3)
  ).toEqual(['18.2 ms', '32 MB', '2,048'])
})

/** The same measurement, with other times on two threads. */
const changed = (times: number, spread: number | null) => ({
  ...cost,
  points: cost.points.map((point) => {
    const milliseconds = point.threads === 1 ? point.milliseconds : point.milliseconds * times
    return { ...point, milliseconds, median: spread && milliseconds * spread }
  })
})

it('lets the words follow the numbers, in both languages', async () => {
  await open({ cost: changed(5, 1.02) })
  expect(page().text()).toContain('slower: 0.36 times')
  expect(page().text()).not.toMatch(/is 0\.\d+ times/)
  i18n.global.locale.value = 'ko'
  await flushPromises()
  expect(page().text()).toContain('느려집니다')
  expect(page().text()).not.toContain('빨라집니다')
  await tell({ cost: changed(1.8, 1.3) })
  expect(page().text()).toContain('뚜렷하지 않습니다')
  expect(page().text()).not.toContain('빨라집니다')
  // A measurement of an older version has no spread, so there is no verdict.
  await tell({ cost: changed(5, null) })
  expect(page().text()).not.toMatch(/빨라집니다|느려집니다/)
})

it('warns of a busy machine, of interruptions, and of points that do not fit', async () => {
  const points = cost.points.map((point) =>
    point.tau === 64 && point.method === 'bptt' && point.batch === 32 && point.threads === 2
      ? { ...point, milliseconds: 1000, median: 1000, visits: 4 }
      : point
  )
  await open({ cost: { ...cost, points, others: 0.38, rests: 2 } })
  const banner = page().get('.banner').text()
  expect(banner).toContain('other programs used 38% of the processor')
  expect(banner).toContain('interruptions: 2')
  expect(banner).toContain(`1 of ${points.length} points do not fit`)
  expect(page().text()).toContain('Measured more than once, because their times did not fit at first: BPTT at τ = 64.')
})

it('shows the batch and the threads that are chosen', async () => {
  await open({ cost })
  const first = () => numbers().get('tbody td').text()
  const choose = (label: string, name: string) =>
    page()
      .findAll(`[aria-labelledby=${label}] [role=radio]`)
      .find((one) => one.text() === name)!
      .trigger('click')
  await choose('cost-batch', '1')
  expect(first()).toBe('14.5 µs')
  await choose('cost-threads', '1')
  expect(first()).toBe('16 µs')
})

it('says in Korean too why a measurement has ended, and where its table was saved', async () => {
  await open({ cost, failure: { message: 'No memory.' } })
  expect(page().get('[role=alert]').text()).toContain('No memory.')
  await button('Save as CSV…').trigger('click')
  await flushPromises()
  expect(bridge.called('saveLaboratory')).toEqual([['cost']])
  expect(app.text()).toContain('/out/cost.csv')
  i18n.global.locale.value = 'ko'
  await flushPromises()
  expect(page().text()).toContain('교사 강요를 BPTT보다 빠르게 할 수 있는 세 가지 원인 (τ = 1,024)')
})
