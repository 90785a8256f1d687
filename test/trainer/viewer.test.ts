import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trainerEventSchema, type Watch } from '../../src/shared/messages'
import { pointColumns, type RunEvent } from '../../src/shared/run'
import type { Session } from '../../src/trainer/session'
import { Viewer, type Port } from '../../src/trainer/viewer'
import { drive, experiment, open, temporaryFolder } from './support'

const silent: Port = { postMessage: () => {}, on: () => {}, start: () => {} }

/** A window that asks, and keeps the answers. */
class Window {
  readonly viewer = new Viewer(silent)
  readonly steps: number[] = []
  readonly events: RunEvent[] = []
  more = true

  constructor(private readonly session: Session) {}

  ask(watch: Watch[] = []): void {
    const frame = this.viewer.frame(this.session, { seen: this.steps.length, watch })
    trainerEventSchema.parse(frame)
    expect(frame.first).toBe(this.steps.length)
    expect(frame.points.length).toBe(pointColumns.length * frame.count)
    this.steps.push(...frame.points.subarray(0, frame.count))
    this.events.push(...frame.events)
    this.more = frame.more
  }

  askForTheRest(): void {
    do this.ask()
    while (this.more)
  }
}

describe('a window that pulls frames', () => {
  it('never misses a point or an event, however it and training alternate', () => {
    type Move = 'train' | 'ask' | 'attach'
    const moves = fc.array(fc.constantFrom<Move>('train', 'train', 'ask', 'attach'), { maxLength: 60 })
    fc.assert(
      fc.property(moves, (sequence) => {
        const session = open(experiment({ stop: { steps: 40 } }))
        const windows = [new Window(session)]
        for (const move of sequence) {
          if (move === 'train' && session.state === 'running') session.advance(0)
          if (move === 'ask') windows.at(-1)!.ask()
          if (move === 'attach') windows.push(new Window(session))
        }
        drive(session)
        for (const window of windows) {
          window.askForTheRest()
          expect(window.steps).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
          expect(window.events).toEqual(session.events.map(({ event }) => event))
        }
      }),
      { numRuns: 12 }
    )
  })

  it('gets a long history in several frames, and events no sooner than their points', () => {
    const folder = temporaryFolder()
    const long = experiment({
      model: { recurrence: 'output', hiddenSize: 1 },
      learning: { method: 'teacher-forcing', sequenceLength: 1, batchSize: 1 },
      watching: { validateEvery: 2500, sampleEvery: 10_000, checkpointEvery: 5000 },
      stop: { steps: 5000 }
    })
    drive(open(long, { folder })).close()
    const window = new Window(drive(open(long, { folder, resume: true })))
    window.ask()
    expect([window.steps.length, window.more]).toEqual([4096, true])
    const told = (): number[] => window.events.map(({ step }) => step).filter((step) => step % 2500 === 0)
    expect(told()).toEqual([0, 2500, 2500])
    window.ask()
    expect([window.steps.length, window.more]).toEqual([5000, false])
    expect(told()).toEqual([0, 2500, 2500, 5000, 5000])
  })

  it('sees the points after a rewind as new ones', () => {
    const session = drive(open(experiment()), 15)
    const window = new Window(session)
    window.askForTheRest()
    session.rewind(0.001)
    drive(session, 12)
    window.askForTheRest()
    expect(window.steps).toEqual([...Array.from({ length: 15 }, (_, i) => i + 1), 11, 12])
    expect(window.events).toContainEqual({ type: 'mark', step: 10, change: 'rewind', from: 0.02, to: 0.001 })
  })

  it('gets the matrices that it watches', () => {
    const session = drive(open(experiment()), 3)
    const frame = new Viewer(silent).frame(session, {
      seen: 0,
      watch: [
        { tensor: 'U', what: 'gradient', maxRows: 4, maxCols: 4 },
        { tensor: 'b', what: 'value', maxRows: 99, maxCols: 99 }
      ]
    })
    expect(frame.tensors.map(({ tensor, what, shownRows, shownCols }) => [tensor, what, shownRows, shownCols])).toEqual(
      [
        ['U', 'gradient', 4, 1],
        ['b', 'value', 8, 1]
      ]
    )
    expect(frame.tensors[1].cells).toEqual(Float32Array.from(session.learner.parameters.b))
  })
})
