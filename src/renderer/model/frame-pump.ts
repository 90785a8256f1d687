// Pulls frames from a trainer: asks for the next one only when the last has been answered and painted, so that
// nothing ever queues on either side. While the window is hidden or training rests it asks seldom.

export interface FramePump {
  /** The answer has arrived and has been handed to the views; `live` says whether the next will differ. */
  answered(live: boolean): void
  /** Something changed that should be seen soon (a command was sent, a view opened). */
  hurry(): void
  stop(): void
}

/**
 * Milliseconds between frames while training goes on: enough for a moving picture. Drawing more often would take a
 * core from the training that is being drawn.
 */
const whenLive = 100
const whenHidden = 1000
const whenResting = 250

export function createFramePump(request: () => void): FramePump {
  let inFlight = false
  let hurried = false
  let askedAt = -Infinity
  let cancel: () => void = () => {}

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
    const frame = requestAnimationFrame(() => after(hurried ? 0 : Math.max(0, askedAt + whenLive - performance.now())))
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
