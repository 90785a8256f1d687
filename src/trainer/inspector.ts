// Answers the questions of one window's view "Through time", in pieces between which the trainer trains and listens.
// Questions are worked on in turn, so that a short one never waits for a long one to end. While nothing is asked
// this costs nothing.

import type { InspectionAnswer, Question } from '../shared/inspection'
import type { TrainerEvent } from '../shared/messages'
import { check, errorsOfCell } from './inspection/check'
import { forecast } from './forecast'
import { exposure } from './inspection/exposure'
import { flow } from './inspection/flow'
import { influence } from './inspection/influence'
import { caseOf, parametersAt, takeSnapshot, type Held, type Inspected } from './inspection/source'
import { spectrum } from './inspection/spectrum'
import { truncationPrice } from './inspection/truncation'
import { contributions, unroll } from './inspection/unroll'
import { otherTable } from './other-table'
import { Readings } from './reading/questions'
import { whyOf } from '../shared/why'

type Forecasting = Extract<Question, { ask: 'forecast' }>

interface Asked {
  id: number
  work: Generator<void, InspectionAnswer>
}

export class Inspector {
  private asked: Asked[] = []
  /** The snapshot of the last `unroll`. */
  private held: Held | null = null

  private readonly readings: Readings

  /** `post` gets an `inspection` or an `inspection-failed` for every question. */
  constructor(
    private readonly session: Inspected,
    private readonly post: (event: TrainerEvent) => void
  ) {
    this.readings = new Readings(session)
  }

  /** Whether advance() has anything to do. */
  get busy(): boolean {
    return this.asked.length > 0
  }

  /** Adds a question. Its source `now` means the moment when advance() begins to answer it. */
  ask(id: number, question: Question): void {
    this.asked.push({ id, work: this.answer(question) })
  }

  /** Works for about so many milliseconds, one piece of a question after the other, then returns. Never throws. */
  advance(milliseconds: number): void {
    const end = performance.now() + milliseconds
    do {
      const next = this.asked.shift()
      if (!next) return
      if (!this.goOn(next)) this.asked.push(next)
    } while (performance.now() < end)
  }

  /** Returns whether the question has been answered. */
  private goOn({ id, work }: Asked): boolean {
    try {
      const { done, value } = work.next()
      if (done) this.post({ type: 'inspection', id, answer: value })
      return done === true
    } catch (error) {
      this.post({ type: 'inspection-failed', id, ...whyOf(error) })
      return true
    }
  }

  private *answer(question: Question): Generator<void, InspectionAnswer> {
    const { experiment } = this.session.options
    if (question.ask === 'exposure') return yield* exposure(this.session, question)
    if (question.ask === 'forecast') return yield* forecastOf(this.session, question)
    if (!('source' in question)) return yield* this.readings.answer(question)
    const snapshot = takeSnapshot(this.session, question.source, this.held)
    const subject = caseOf(snapshot, question.source, experiment)
    switch (question.ask) {
      case 'unroll': {
        const answer = unroll(subject)
        if (this.held?.snapshot !== snapshot) this.held = { number: (this.held?.number ?? 0) + 1, snapshot }
        return { ...answer, held: this.held.number }
      }
      case 'contributions':
        return yield* contributions(subject, question.tensor, question.row, question.col)
      case 'flow':
        return flow(subject)
      case 'influence':
        return yield* influence(subject)
      case 'spectrum':
        return yield* spectrum(subject)
      case 'check':
        return yield* check(subject, experiment.optimizer, question.epsilon, question.cellsPerTensor)
      case 'error-curve':
        return yield* errorsOfCell(subject, question.tensor, question.row, question.col)
      case 'truncation':
        return yield* truncationPrice(subject, question.ks)
    }
  }
}

function* forecastOf(session: Inspected, question: Forecasting): Generator<void, InspectionAnswer> {
  const {
    model,
    options: { experiment, data: known }
  } = session
  if (known.kind !== 'series') throw new Error('Only a series has a forecast.')
  const { rows: file } = question
  const data = file ? otherTable(file.content, { name: file.name, experiment, known, heldOut: true }) : known
  if (!('training' in data)) throw session.absent!
  return yield* forecast({ model, experiment, ...parametersAt(session, question.at) }, data, question)
}
