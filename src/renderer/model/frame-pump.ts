// Gets frames from a trainer. It asks for the next frame only after the last one has been answered and painted, so that
// nothing queues on either side. While the window is hidden or training rests, it asks less often.

export interface FramePump {
  /** Call when the answer has arrived and the views have it. `live` says whether the next answer will differ. */
  answered(live: boolean): void
  /** Call when something has changed that should be visible soon: a command was sent, or a view was opened. */
  hurry(): void
  stop(): void
}

/** The milliseconds between frames while training runs: the least (still a moving picture), and the most. */
const whenLive = { least: 100, most: 1500 }
const whenHidden = 1000
const whenResting = 250
/** The weight of the newest frame in the average cost of a frame. */
const newest = 0.3

/**
 * `share` is the part of a core that drawing may use. Where training uses every core, drawing takes its time from
 * training, so frames that cost more come less often.
 */
export function createFramePump(request: () => void, share: () => number): FramePump {
  let inFlight = false
  let hurried = false
  let askedAt = -Infinity
  let cancel: () => void = () => {}
  /** The milliseconds of this thread for a frame: the reaction of the views, and painting. */
  let cost = 0
  let reacting = 0

  function ask(): void {
    cancel()
    cancel = () => {}
    inFlight = true
    hurried = false
    askedAt = performance.now()
    request()
  }

  function after(milliseconds: number): void {
    const timer = setTimeout(ask, milliseconds)
    cancel = () => clearTimeout(timer)
  }

  /** Charts paint in the next animation frame, and the timeout comes after that. */
  function afterPaint(): void {
    const frame = requestAnimationFrame(() => {
      const begin = performance.now()
      const timer = setTimeout(() => {
        const now = performance.now()
        cost += newest * (reacting + now - begin - cost)
        const pause = Math.min(whenLive.most, Math.max(whenLive.least, cost / share()))
        if (hurried || askedAt + pause <= now) ask()
        else after(askedAt + pause - now)
      })
      cancel = () => clearTimeout(timer)
    })
    cancel = () => cancelAnimationFrame(frame)
  }

  function schedule(soon: boolean): void {
    cancel()
    if (document.hidden) after(whenHidden)
    else if (soon) afterPaint()
    else after(whenResting)
  }

  const visibilityChanged = (): void => {
    hurried = true
    if (!inFlight) schedule(true)
  }
  document.addEventListener('visibilitychange', visibilityChanged)

  ask()
  return {
    answered(live) {
      inFlight = false
      const begin = performance.now()
      // The views react at once, before any timer.
      setTimeout(() => {
        reacting = performance.now() - begin
      })
      schedule(live || hurried)
    },
    hurry() {
      hurried = true
      if (!inFlight) schedule(true)
    },
    stop() {
      cancel()
      document.removeEventListener('visibilitychange', visibilityChanged)
    }
  }
}
