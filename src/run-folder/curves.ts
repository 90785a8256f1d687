// The curves of a run: every step with its validation, and as a table for other programs with the units in its header.

import { join } from 'node:path'
import { traitsOf, unitOf, withoutTeacherIn, withoutTeacherWords } from '../data/traits'
import { experimentSchema } from '../shared/experiment'
import { pointColumns, type Validation } from '../shared/run'
import { readEvents } from './events'
import { writeWholeInPieces } from './whole-files'
import { withFile } from './lines'
import { metricsFile, readLines } from './metrics'
import { readStored } from './record'

/** A step with a point, a validation, or both. */
export interface CurveRow {
  step: number
  /** In the order of `pointColumns`. */
  point: Float64Array | null
  validation: Validation | null
}

/**
 * Writes the table to `file`. After an error there is no half-written file. Throws a WriteError, or DamagedFile where
 * nothing can be read.
 */
export function writeCurves(folder: string, file: string): void {
  const { unit, own } = lossWordsIn(folder)
  const inUnit = unit === null ? '' : ` (${unit})`
  writeWholeInPieces(file, (put) => {
    put(
      `${[
        'step',
        `loss${inUnit}`,
        'gradient norm',
        'learning rate',
        'clipped (0 or 1)',
        'time (s)',
        `validation loss${inUnit}`,
        'validation accuracy (0 to 1)',
        `${own} validation loss${inUnit}`,
        `${own} validation accuracy (0 to 1)`,
        'accuracy at double length (0 to 1)'
      ].join(',')}\n`
    )
    readCurves(folder, ({ step, point, validation }) => {
      const cells = point ? Array.from(point) : [step, ...Array<string>(pointColumns.length - 1).fill('')]
      put(`${[...cells, ...validationCells(validation)].join(',')}\n`)
    })
  })
}

/** Reads every point and validation that still holds, in the order of the steps. Throws DamagedFile. */
export function readCurves(folder: string, take: (row: CurveRow) => void): void {
  const validations = readEvents(folder).events.filter((event) => event.type === 'validation')
  let next = 0
  /** Validations of steps that have no point. */
  const takeBefore = (end: number): void => {
    for (; validations[next]?.step < end; next++)
      take({ step: validations[next].step, point: null, validation: validations[next] })
  }
  withFile(metricsFile(folder), (metrics) =>
    standingPoints(metrics, (point) => {
      const step = point[0]
      takeBefore(step)
      take({ step, point, validation: validations[next]?.step === step ? validations[next++] : null })
    })
  )
  takeBefore(Infinity)
}

/** Every point that still holds, in two passes over the lines. The first pass finds where training went back. */
function standingPoints(metrics: number, take: (values: Float64Array) => void): void {
  /** Stretches of rising steps: the first line of each stretch, and the step from which the stretch no longer holds. */
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

function validationCells(validation: Validation | null): (number | string)[] {
  if (!validation) return ['', '', '', '', '']
  const { loss, accuracy, freeLoss, freeAccuracy, doubleLengthAccuracy } = validation
  return [loss, accuracy ?? '', freeLoss ?? '', freeAccuracy ?? '', doubleLengthAccuracy ?? '']
}

const units = { nats: 'nats per target', 'squared-error': 'squared error per target' }

/**
 * The unit of the losses of a run, null when it is not known, and what the network is fed where it is measured without a
 * teacher.
 */
export function lossWordsIn(folder: string): { unit: string | null; own: string } {
  try {
    const { data } = readStored(join(folder, 'experiment.json'), experimentSchema)
    return { unit: units[unitOf(traitsOf(data).output)], own: withoutTeacherWords[withoutTeacherIn(data)] }
  } catch {
    return { unit: null, own: 'own-output' }
  }
}
