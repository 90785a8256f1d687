// The curves of a run as a table for other programs: one line a step, validations beside the step they belong to,
// units in the header.

import { join } from 'node:path'
import { traitsOf, unitOf } from '../data/traits'
import { experimentSchema, type Experiment } from '../shared/experiment'
import type { Validation } from '../shared/run'
import { readEvents } from './events'
import { writeWholeInPieces } from './whole-files'
import { withFile } from './lines'
import { metricsFile, readLines } from './metrics'
import { readStored } from './record'

/**
 * Writes the table to `file`, which is whole or not there. Throws a WriteError, or DamagedFile where nothing can be
 * read.
 */
export function writeCurves(folder: string, file: string): void {
  writeWholeInPieces(file, (put) => {
    const validations = readEvents(folder).events.filter((event) => event.type === 'validation')
    const table = new CurveTable(experimentIn(folder), validations, (line) => put(`${line}\n`))
    withFile(metricsFile(folder), (metrics) => standingPoints(metrics, (values) => table.point(values)))
    table.end()
  })
}

/** Every point that still holds, in two passes over the lines. The first pass finds where training went back. */
function standingPoints(metrics: number, take: (values: Float64Array) => void): void {
  /** Stretches of rising steps: the first line of each, and the step from which it no longer holds. */
  const stretches: { line: number; first: number; until: number }[] = []
  let [line, last] = [0, Infinity]
  readLines(metrics, 0, ([step]) => {
    if (step <= last) {
      for (const stretch of stretches) stretch.until = Math.min(stretch.until, step)
      stretches.push({ line, first: step, until: Infinity })
    }
    last = step
    line++
  })
  let [at, stretch] = [0, -1]
  readLines(metrics, 0, (values) => {
    if (stretches[stretch + 1]?.line === at) stretch++
    at++
    if (values[0] < stretches[stretch].until) take(values)
  })
}

class CurveTable {
  private next = 0

  /** `validations` in order of their steps; `put` gets every line. */
  constructor(
    experiment: Experiment | null,
    private readonly validations: readonly Validation[],
    private readonly put: (line: string) => void
  ) {
    const unit = lossUnit(experiment)
    put(
      [
        'step',
        `loss${unit}`,
        'gradient norm',
        'learning rate',
        'clipped (0 or 1)',
        'time (s)',
        `validation loss${unit}`,
        'validation accuracy (0 to 1)',
        `free-running validation loss${unit}`,
        'free-running validation accuracy (0 to 1)',
        'accuracy at double length (0 to 1)'
      ].join(',')
    )
  }

  /** The next point, in the order of `pointColumns`. */
  point(values: ArrayLike<number>): void {
    this.before(values[0])
    const validation = this.validations[this.next]?.step === values[0] ? this.validations[this.next++] : undefined
    this.put([...Array.from(values), ...validationCells(validation)].join(','))
  }

  end(): void {
    this.before(Infinity)
  }

  /** Validations of steps that have no point. */
  private before(step: number): void {
    for (; this.validations[this.next]?.step < step; this.next++) {
      this.put(
        [this.validations[this.next].step, '', '', '', '', '', ...validationCells(this.validations[this.next])].join(
          ','
        )
      )
    }
  }
}

function validationCells(validation: Validation | undefined): (number | string)[] {
  if (!validation) return ['', '', '', '', '']
  const { loss, accuracy, freeLoss, freeAccuracy, doubleLengthAccuracy } = validation
  return [loss, accuracy ?? '', freeLoss ?? '', freeAccuracy ?? '', doubleLengthAccuracy ?? '']
}

const units = { nats: ' (nats per target)', 'squared-error': ' (squared error per target)' }

/** Empty when the unit is not known. */
const lossUnit = (experiment: Experiment | null): string =>
  experiment === null ? '' : units[unitOf(traitsOf(experiment.data).output)]

function experimentIn(folder: string): Experiment | null {
  try {
    return readStored(join(folder, 'experiment.json'), experimentSchema)
  } catch {
    return null
  }
}
