// Quitting waits for trainers: it says for which trainers, loses nothing unless a person wants it, and can be
// cancelled.

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Quitting } from '../../src/main/quitting'
import type { Ending } from '../../src/shared/bridge'

vi.mock('electron', () => import('./fake-processes'))

const slow: Ending = { id: 'a', name: 'Slow', step: 8, lost: { after: 5, seconds: 90 }, problem: null }
const full: Ending = {
  id: 'b',
  name: 'Full',
  step: null,
  lost: { after: 7, seconds: 20 },
  problem: { message: 'No room.' }
}

let live: Ending[]
let ended: { resolve(): void; reject(error: Error): void }[]
const [quit, sent, opened, onError] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()]
let quitting: Quitting

/** All trainers have ended. */
async function end(): Promise<void> {
  live = []
  ended.forEach(({ resolve }) => resolve())
  await vi.advanceTimersByTimeAsync(0)
}
const trainers = {
  get anyLive() {
    return live.length > 0
  },
  closeAll: vi.fn(
    () =>
      new Promise<void>((resolve, reject) => {
        ended.push({ resolve, reject })
      })
  ),
  killAll: vi.fn(() => void end()),
  endings: () => live
}

const runs = {
  anyLeaving: false,
  leaveNow: vi.fn(async () => {
    runs.anyLeaving = false
  })
}

const queue = { left: 0, rest: vi.fn(), start: vi.fn() }
const laboratory: { measures: 'cost' | 'scorecard' | null } = { measures: null }

beforeEach(() => {
  runs.anyLeaving = false
  queue.left = 0
  laboratory.measures = null
  vi.useFakeTimers()
  vi.clearAllMocks()
  vi.spyOn(console, 'warn').mockReturnValue()
  live = [slow, full]
  ended = []
  quitting = new Quitting({ trainers, runs, queue, laboratory, window: { send: sent, open: opened }, quit, onError })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('does not wait where nothing trains', () => {
  live = []
  expect(quitting.waits()).toBe(false)
  expect(trainers.closeAll).not.toHaveBeenCalled()
})

it('waits for runs on their way to the trash, behind every trainer, and says nothing of them', async () => {
  runs.anyLeaving = true
  expect(quitting.waits()).toBe(true)
  await vi.advanceTimersByTimeAsync(500)
  expect(runs.leaveNow).not.toHaveBeenCalled()
  await end()
  expect([runs.leaveNow.mock.calls.length, quit.mock.calls.length, sent.mock.calls.length]).toEqual([1, 1, 0])

  runs.anyLeaving = true
  quitting.bySystem()
  await end()
  expect([runs.leaveNow.mock.calls.length, quit.mock.calls.length]).toEqual([2, 2])
})

it('says nothing where they end within a moment, and quits', async () => {
  expect(quitting.waits()).toBe(true)
  await end()
  expect([quit.mock.calls.length, sent.mock.calls.length, quitting.waits()]).toEqual([1, 0, false])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).not.toHaveBeenCalled()
})

it('waits as long as it takes, says for whom and what would be lost, and kills nobody', async () => {
  quitting.waits()
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toHaveBeenLastCalledWith('quitting', { endings: [slow, full], queued: 0, measuring: null })
  live = [full]
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(sent).toHaveBeenLastCalledWith('quitting', { endings: [full], queued: 0, measuring: null })
  expect(opened).toHaveBeenCalledOnce()
  expect([trainers.killAll.mock.calls.length, quit.mock.calls.length]).toEqual([0, 0])
  // A second request in the meantime changes nothing: it still waits, once.
  expect([quitting.waits(), trainers.closeAll.mock.calls.length]).toEqual([true, 1])
  await end()
  expect(quit).toHaveBeenCalledOnce()
})

it('ends at once when it is told to', async () => {
  quitting.waits()
  quitting.endNow()
  expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('Slow, Full'))
  await vi.advanceTimersByTimeAsync(0)
  expect([trainers.killAll.mock.calls.length, quit.mock.calls.length]).toEqual([1, 1])
})

it('can be given up, and tried again', async () => {
  quitting.waits()
  await vi.advanceTimersByTimeAsync(1000)
  quitting.stay()
  expect(sent).toHaveBeenLastCalledWith('quitting', null)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toHaveBeenCalledTimes(2)
  expect(quitting.waits()).toBe(true)
  await end()
  // Two have waited, one has quit.
  expect(quit).toHaveBeenCalledOnce()
})

it('that was given up does not quit when they have ended', async () => {
  quitting.waits()
  quitting.stay()
  await end()
  expect(quit).not.toHaveBeenCalled()
})

it('tells what could not be written down, and quits', async () => {
  quitting.waits()
  live = []
  ended[0].reject(new Error('The disk is full.'))
  await vi.advanceTimersByTimeAsync(0)
  expect(onError).toHaveBeenCalledWith(new Error('The disk is full.'))
  expect(quit).toHaveBeenCalledOnce()
})

it('asks nobody when the system ends: it waits for steps, not for disks, and not for ever', async () => {
  quitting.bySystem()
  // Electron gets the signal too.
  expect(quitting.waits()).toBe(true)
  await vi.advanceTimersByTimeAsync(50_000)
  expect([sent.mock.calls.length, trainers.killAll.mock.calls.length]).toEqual([0, 0])
  live = [full]
  await vi.advanceTimersByTimeAsync(1000)
  expect([trainers.killAll.mock.calls.length, quit.mock.calls.length]).toEqual([1, 1])
  live = [slow]
  quitting.bySystem()
  await vi.advanceTimersByTimeAsync(62_000)
  expect(trainers.killAll).toHaveBeenCalledTimes(2)
})

it('takes over for the system what was being asked', async () => {
  quitting.waits()
  quitting.bySystem()
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).not.toHaveBeenCalled()
  await end()
  expect(quit).toHaveBeenCalledOnce()
})

it('tells first that the laboratory measures', () => {
  laboratory.measures = 'scorecard'
  expect(quitting.waits()).toBe(true)
  expect(sent.mock.lastCall).toEqual(['quitting', { endings: [], queued: 0, measuring: 'scorecard' }])
  expect(trainers.closeAll).not.toHaveBeenCalled()
})

it('tells first of what waits in the queue, once; who asks again, or says so, means it', async () => {
  queue.left = 2
  expect(quitting.waits()).toBe(true)
  expect([sent.mock.lastCall, trainers.closeAll.mock.calls.length]).toEqual([
    ['quitting', { endings: [], queued: 2, measuring: null }],
    0
  ])
  quitting.stay()
  expect([sent.mock.lastCall, queue.rest.mock.calls.length, queue.start.mock.calls.length]).toEqual([
    ['quitting', null],
    0,
    0
  ])
  expect(quitting.waits()).toBe(true)
  expect(trainers.closeAll).not.toHaveBeenCalled()
  quitting.endNow()
  expect([quit.mock.calls.length, trainers.killAll.mock.calls.length]).toEqual([1, 0])
  // Electron asks in this way then.
  expect(quitting.waits()).toBe(true)
  expect([queue.rest.mock.calls.length, trainers.closeAll.mock.calls.length]).toEqual([1, 1])
  quitting.stay()
  expect(queue.start).toHaveBeenCalledOnce()
})
