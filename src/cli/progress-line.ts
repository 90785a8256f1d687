// The progress of training in a terminal: one line that is redrawn, or plain lines when that is not possible.

import { withoutTeacherIn, withoutTeacherWords } from '../data/traits'
import type { Output } from '../model/model'
import type { Experiment } from '../shared/experiment'
import { divergenceRule } from '../shared/divergence'
import { changeText } from '../shared/experiment-changes'
import type { Mark, RunEvent, Validation } from '../shared/run'
import type { HearReading } from '../trainer/data-file'
import { progressOf } from '../trainer/progress'
import type { Session } from '../trainer/session'
import { printable } from './printable'
import type { Terminal } from './terminal'

/** Milliseconds between two drawings of the line, and between two plain lines. */
const redrawEvery = 100
const plainEvery = 10_000

/** Width of the bar in characters: the free part of the line, within these limits. */
const barWidths = { least: 5, most: 20 }

export class ProgressLine {
  private drawnAt = performance.now()
  private drawn = false

  constructor(private readonly terminal: Terminal) {}

  /** Calls `describe` only when it is time for a new line, with the columns of the terminal; null for a file. */
  update(describe: (width: number | null) => string): void {
    const { width } = this.terminal
    const now = performance.now()
    if (now - this.drawnAt < (width === null ? plainEvery : redrawEvery)) return
    this.drawnAt = now
    const text = describe(width)
    if (width === null) return this.terminal.error(`${text}\n`)
    this.terminal.error(`\r\x1b[K${text.slice(0, width - 1)}`)
    this.drawn = true
  }

  /** Takes the line away. */
  clear(): void {
    if (this.drawn) this.terminal.error('\r\x1b[K')
    this.drawn = false
  }

  /** Prints a line that stays; nothing when the text is null. */
  print(text: string | null): void {
    if (text === null) return
    this.terminal.error(`${this.drawn ? '\r\x1b[K' : ''}${text}\n`)
    this.drawn = false
  }
}

/** Shows on a terminal how far a file is read while `work` reads it. Ctrl-C ends the program at once. */
export function whileReading<Result>(terminal: Terminal, work: (hear: HearReading) => Result): Result {
  const line = new ProgressLine(terminal)
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)
  try {
    return work((read, size) => {
      if (terminal.width !== null)
        line.update(() => `Reading: ${megabytes(read)} of ${megabytes(size)} MB (Ctrl-C ends it)`)
    })
  } finally {
    line.clear()
  }
}

/** The line for an event; null when it needs none. */
export function describeEvent(event: RunEvent, output: Output, data: Experiment['data']): string | null {
  switch (event.type) {
    case 'validation':
      return `step ${event.step}: ${describeValidation(event, output, withoutTeacherWords[withoutTeacherIn(data)])}`
    case 'failure':
      return `step ${event.step}: ${printable(event.message)}`
    case 'mark':
      return `step ${event.step}: ${describeMark(event, output)}`
    default:
      return null
  }
}

function describeMark({ change, from, to, engines, fields, origin }: Mark, output: Output): string {
  if (fields) return `goes on with ${printable(fields.map(changeText).join(', '))}`
  if (origin) return `begins with the weights of ${printable(origin.run)}, step ${origin.step}`
  if (engines) return `other kernels: ${engines.from} → ${engines.to}`
  if (to === null || from === null) return `${change}${to === null ? '' : ` ${from} → ${to}`}`
  const { window } = divergenceRule
  switch (change) {
    case 'diverged':
      return `diverged: mean loss of ${window} steps ${inUnits(to, output)}, more than ${inUnits(from, output)}`
    case 'recovered':
      return `no longer diverged: mean loss of ${window} steps ${inUnits(to, output)}`
    default:
      return `${change} ${from} → ${to}`
  }
}

export function summary(session: Session, folder: string): string {
  const { step } = session.learner
  const state = session.standing.diverged ? `${session.state}, but diverged,` : session.state
  const lines = [`${state} after ${step} steps and ${session.seconds.toFixed(1)} s: ${printable(folder)}`]
  const sample = session.events.findLast(({ event }) => event.type === 'sample')?.event
  if (sample?.type === 'sample' && sample.sample.kind === 'text')
    lines.push('', printable(sample.sample.prime + sample.sample.text))
  return lines.join('\n')
}

export function describeProgress(session: Session, output: Output, width: number | null): string {
  const { step, done, secondsLeft, tokensPerSecond } = progressOf(session)
  const { steps } = session.options.experiment.stop
  const words = [
    `step ${step}${steps === null ? '' : `/${steps}`}`,
    ...(session.points.count > 0 ? [`loss ${inUnits(session.points.at(-1).loss, output)}`] : []),
    `${Math.round(tokensPerSecond)} tokens/s`,
    ...(secondsLeft === null ? [] : [`${Math.ceil(secondsLeft)} s left`])
  ].join('  ')
  if (done === null) return words
  const free = (width ?? Infinity) - words.length - 3
  const barWidth = Math.max(barWidths.least, Math.min(barWidths.most, free))
  const filled = Math.round(done * barWidth)
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}  ${words}`
}

function describeValidation(
  { loss, accuracy, freeLoss, freeAccuracy, doubleLengthAccuracy, kinds = [] }: Validation,
  output: Output,
  own: string
): string {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} % right`
  return [
    `validation ${inUnits(loss, output)}`,
    ...(accuracy === null ? [] : [percent(accuracy)]),
    ...kinds.map(({ kind, loss }) => `${kind} ${inUnits(loss, output)}`),
    ...(freeLoss === null ? [] : [`${own} ${inUnits(freeLoss, output)}`]),
    ...(freeAccuracy === null ? [] : [percent(freeAccuracy)]),
    ...(doubleLengthAccuracy === null ? [] : [`twice the length ${percent(doubleLengthAccuracy)}`])
  ].join(', ')
}

/** A loss with its unit; a loss of categories in bits too. */
function inUnits(loss: number, output: Output): string {
  const short = (value: number): string => (value < 0.01 ? value.toExponential(2) : value.toFixed(4))
  return output === 'linear' ? short(loss) : `${short(loss)} nats (${short(loss / Math.LN2)} bits)`
}
