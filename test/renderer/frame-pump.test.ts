// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFramePump, type FramePump } from '../../src/renderer/model/frame-pump'

let hidden = false
let paints: FrameRequestCallback[] = []
let pump: FramePump
const request = vi.fn()

/** The browser paints: what waited for an animation frame runs, and after the paint the timers that are due. */
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
  vi.stubGlobal('cancelAnimationFrame', () => { paints = [] })
  pump = createFramePump(request)
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
    const happenings = [() => pump.hurry(), () => hide(true), () => hide(false), paint, () => vi.advanceTimersByTime(1500), () => {
      if (inFlight === 0) return
      inFlight--
      pump.answered(true)
    }]
    for (let i = 0; i < 2000; i++) happenings[(i * i + 3 * i + (i >> 3)) % happenings.length]()
    expect(request.mock.calls.length).toBeGreaterThan(50)
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
