// Answers the questions about reading a text or a table. One text is held at a time, under a number.

import { DataError } from '../../data/data-error'
import type { InspectionAnswer, Question } from '../../shared/inspection'
import type { RowScore, SequenceScore } from '../../shared/reading'
import { parametersAt, type Inspected } from '../inspection/source'
import { Refusal } from '../refusal'
import { passagesOf } from './passages'
import { scoreRows } from './score-rows'
import { scoreSequences } from './score-sequences'
import { TextReading } from './text-reading'
import { textToRead } from './text-to-read'

type Ask<Kind extends Question['ask']> = Extract<Question, { ask: Kind }>
export type ReadingQuestion = Ask<'score' | 'score-sequences' | 'read-begin' | 'read-on' | 'read-page' | 'passages'>

export class Readings {
  private held: { number: number; reading: TextReading } | null = null
  private last = 0

  constructor(private readonly session: Inspected) {}

  *answer(question: ReadingQuestion): Generator<void, InspectionAnswer> {
    switch (question.ask) {
      case 'score':
        return { kind: 'score', ...(yield* this.score(question)) }
      case 'score-sequences':
        return { kind: 'score-sequences', ...(yield* this.scoreSequences(question)) }
      case 'read-begin':
        return this.begin(question)
      case 'read-on':
        return { kind: 'read-on', ...(yield* this.of(question.number).readOn()) }
      case 'read-page': {
        this.expectUnit(question.unit)
        const { number, from, count, unit } = question
        return { kind: 'read-page', from, ...(yield* this.of(number).page(from, count, unit)) }
      }
      case 'passages': {
        this.expectUnit(question.unit)
        const { data } = this.session.options
        if (!('training' in data)) throw this.session.absent!
        if (data.kind !== 'text') throw new Error('Only a text has passages.')
        const { unit } = question
        return { kind: 'passages', unit, ...(yield* passagesOf(this.networkAt(question.at), data, unit)) }
      }
    }
  }

  private score({ at, content, name }: Ask<'score'>): Generator<void, RowScore> {
    const { data } = this.session.options
    if (data.kind !== 'series') throw new Error('Only a network of a series scores a table.')
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return scoreRows(this.networkAt(at), data, (how) => how(bytes), name)
  }

  private scoreSequences({ at, content, name }: Ask<'score-sequences'>): Generator<void, SequenceScore> {
    const { data } = this.session.options
    if (data.kind !== 'labelled') throw new Error('Only a network of labelled sequences scores them.')
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return scoreSequences(this.networkAt(at), data, (how) => how(bytes), name)
  }

  private begin({ at, content, name, leaveOut }: Ask<'read-begin'>): InspectionAnswer {
    const { data } = this.session.options
    if (data.kind !== 'text') throw new Error('Only a network of a text reads one.')
    const { vocabulary } = data
    const { text, index, lengths, unknown } = textToRead(vocabulary, content, name)
    const network = this.networkAt(at)
    const number = ++this.last
    this.held = null
    if (unknown.length > 0 && !leaveOut) return { kind: 'read-begin', number, step: network.step, text: '', unknown }
    if (Array.from(text.slice(0, 4)).length < 2)
      throw new DataError('text-to-read-short', 'A text to be read has at least two symbols that the network knows.')
    this.held = { number, reading: new TextReading(network, vocabulary, { index, lengths }) }
    return { kind: 'read-begin', number, step: network.step, text, unknown }
  }

  private of(number: number): TextReading {
    if (this.held?.number !== number)
      throw new Refusal('text-no-longer-held', 'This text is no longer held: another one has been read. Read it again.')
    return this.held.reading
  }

  private networkAt(at: number | 'now') {
    const { model, options } = this.session
    return { model, experiment: options.experiment, ...parametersAt(this.session, at) }
  }

  private expectUnit(unit: number): void {
    const { nh } = this.session.model
    if (unit >= nh) throw new Refusal('no-such-unit', `The network has ${nh} hidden units.`, { count: nh })
  }
}
