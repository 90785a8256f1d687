// Pulls frames from a trainer: asks for the next one only when the last has been answered and painted, so that
// nothing ever queues on either side. While the window is hidden or training rests it asks seldom.

export interface FramePump {
  /** The answer has arrived and has been handed to the views; `live` says whether the next will differ. */
  answered(live: boolean): void
  /** Something changed that should be seen soon (a command was sent, a view opened). */
  hurry(): void
  stop(): void
}

/** Milliseconds between frames while training goes on: at least, enough for a moving picture, and at most. */
const whenLive = { least: 100, most: 1500 }
const whenHidden = 1000
const whenResting = 250
/** What a frame has cost lately: how much the newest one counts. */
const newest = 0.3

/**
 * `share` says how much of a core drawing may take. Where training has every core, whatever is drawn is taken from it,
 * so that frames which cost more come more seldom.
 */
export function createFramePump(request: () => void, share: () => number): FramePump {
  let inFlight = false
  let hurried = false
  let askedAt = -Infinity
  let cancel: () => void = () => {}
  /** Milliseconds of this thread's work: the views' reaction to an answer, and the painting. */
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

  /** Charts paint in the coming animation frame; the timeout comes after that paint. */
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
      // What the views do at once comes before any timer.
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
