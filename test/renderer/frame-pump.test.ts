// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFramePump, type FramePump } from '../../src/renderer/model/frame-pump'

let hidden = false
let paints: FrameRequestCallback[] = []
let pump: FramePump
const request = vi.fn()
let share = 1

/** The browser paints: first the animation frames run, then the timers that are due. */
function paint(): void {
  const waiting = paints
  paints = []
  waiting.forEach((callback) => callback(0))
  vi.advanceTimersByTime(0)
}

function hide(now: boolean): void {
  hidden = now
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers()
  request.mockReset()
  hidden = false
  paints = []
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden)
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => paints.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => {
    paints = []
  })
  share = 1
  pump = createFramePump(request, () => share)
})
afterEach(() => {
  pump.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('frame pump', () => {
  it('asks at once, and again only when the answer has been painted', () => {
    expect(request).toHaveBeenCalledTimes(1)
    paint()
    vi.advanceTimersByTime(10_000)
    expect(request).toHaveBeenCalledTimes(1)
    pump.answered(true)
    vi.advanceTimersByTime(10_000)
    expect(request).toHaveBeenCalledTimes(1)
    paint()
    expect(request).toHaveBeenCalledTimes(2)
  })

  it('never has two requests in flight, whatever hurries it', () => {
    let inFlight = 1
    request.mockImplementation(() => expect(++inFlight).toBe(1))
    const happenings = [
      () => pump.hurry(),
      () => hide(true),
      () => hide(false),
      paint,
      () => vi.advanceTimersByTime(1500),
      () => {
        if (inFlight === 0) return
        inFlight--
        pump.answered(true)
      }
    ]
    for (let i = 0; i < 2000; i++) happenings[(i * i + 3 * i + (i >> 3)) % happenings.length]()
    expect(request.mock.calls.length).toBeGreaterThan(50)
  })

  it('asks the more seldom, the more a frame costs and the less it may cost', () => {
    let worked = 0
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now() + worked)
    /** The milliseconds between two requests when the views take 2 ms to react and 8 ms to paint. */
    const pause = (): number => {
      const asked = request.mock.calls.length
      const begin = performance.now()
      pump.answered(true)
      worked += 2
      vi.advanceTimersByTime(0)
      paints.splice(0).forEach((callback) => callback(0))
      worked += 8
      while (request.mock.calls.length === asked) vi.advanceTimersByTime(1)
      return performance.now() - begin
    }
    const settled = (): number => [...Array(30)].map(pause).at(-1)!
    expect(settled()).toBeCloseTo(100, -1)
    share = 0.04
    expect(settled()).toBeCloseTo(250, -1)
    share = 0.001
    expect(settled()).toBeCloseTo(1500, -1)
  })

  it('asks once a second while the window is hidden, and soon when it is shown again', () => {
    pump.answered(true)
    hide(true)
    paint()
    vi.advanceTimersByTime(990)
    expect(request).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(20)
    expect(request).toHaveBeenCalledTimes(2)
    pump.answered(true)
    hide(false)
    paint()
    expect(request).toHaveBeenCalledTimes(3)
  })

  it('asks seldom while training rests, soon when something is done', () => {
    pump.answered(false)
    paint()
    expect(request).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(260)
    expect(request).toHaveBeenCalledTimes(2)
    pump.hurry()
    pump.answered(false)
    paint()
    expect(request).toHaveBeenCalledTimes(3)
  })

  it('asks no more once it is stopped', () => {
    pump.answered(true)
    pump.stop()
    paint()
    vi.advanceTimersByTime(5000)
    hide(true)
    vi.advanceTimersByTime(5000)
    expect(request).toHaveBeenCalledTimes(1)
  })
})
