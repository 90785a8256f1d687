// A window that watches a run through a port. The window asks for each frame, and a frame holds what the window does
// not have yet.

import type { Parameters } from '../engine/parameters'
import type { CheckpointList } from '../shared/checkpoint-choice'
import type { Frame, TrainerEvent, Watch } from '../shared/messages'
import type { Baseline, RunEvent } from '../shared/run'
import type { Inspected } from './inspection/source'
import type { PointLog } from './points'
import { progressOf } from './progress'
import { Session } from './session'
import { takeSnapshots } from './snapshot'
import { whyOf } from '../shared/why'

/** The trainer's end of a MessagePort, as Electron's utility process has it. */
export interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
}

/** An event, and the number of points before it. */
export interface Logged {
  event: RunEvent
  after: number
}

/** What a window can watch: a running session (session.ts), or a stored run (look.ts). */
export interface Shown extends Inspected {
  readonly learner: Inspected['learner'] & { readonly parameters: Parameters; readonly gradients: Parameters }
  readonly points: Pick<PointLog, 'count' | 'first' | 'slice'>
  readonly events: readonly Logged[]
  readonly baselines: { readonly found: Baseline[] }
  readonly checkpoints: Inspected['checkpoints'] & CheckpointList
  readonly engine: { readonly crew: { readonly size: number } | null }
}

const pointsPerFrame = 4096
const eventsPerFrame = 32

export class Viewer {
  /** How many events this window has received. */
  private sent = 0

  constructor(private readonly port: Port) {}

  post(event: TrainerEvent): void {
    this.port.postMessage(event)
  }

  hello(shown: Shown): void {
    const { data } = shown.options
    const { nx, nh, ny, output } = shown.model
    const absent = shown.absent ? whyOf(shown.absent) : null
    this.post({
      type: 'hello',
      nx,
      nh,
      ny,
      output,
      inputLabels: [...data.inputLabels],
      outputLabels: [...data.outputLabels],
      baselines: shown.baselines.found,
      threads: shown.engine.crew?.size ?? 1,
      absent
    })
  }

  /**
   * The newest state, points from `seen` on, and the events up to the last of these points. So a window that is far
   * behind receives everything in the order in which it happened. A new port starts with the beginning of the run. A
   * window that is too far behind gets the points that are still in memory. `more` says that points or events are
   * waiting.
   */
  frame(shown: Shown, { seen, watch }: { seen: number; watch: readonly Watch[] }): Frame {
    const { points, events, model, learner } = shown
    const first = Math.min(Math.max(seen, points.first), points.count)
    const count = Math.min(pointsPerFrame, points.count - first)
    const begin = this.sent
    while (this.sent < events.length && this.sent - begin < eventsPerFrame && events[this.sent].after <= first + count)
      this.sent++
    return {
      type: 'frame',
      progress: shown instanceof Session ? progressOf(shown) : null,
      first,
      count,
      points: points.slice(first, count),
      events: events.slice(begin, this.sent).map(({ event }) => event),
      more: first + count < points.count || this.sent < events.length,
      tensors: takeSnapshots(watch, model, learner.parameters, learner.gradients),
      checkpoints: shown.checkpoints.steps,
      best: shown.checkpoints.best
    }
  }
}
