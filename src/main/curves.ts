// The curves of a run as a table for other programs: one line a step, validations beside the step they belong to,
// units in the header. Pure: values in, text out.

import type { StoredRun } from '../shared/bridge'
import type { Experiment } from '../shared/experiment'
import type { Validation } from '../shared/run'

export function curvesCsv({ experiment, points, events }: Pick<StoredRun, 'experiment' | 'points' | 'events'>): string {
  const unit = lossUnit(experiment)
  const lines = [[
    'step', `loss (${unit})`, 'gradient norm', 'learning rate', 'clipped (0 or 1)', 'time (s)',
    `validation loss (${unit})`, 'validation accuracy (0 to 1)',
    `free-running validation loss (${unit})`, 'free-running validation accuracy (0 to 1)', 'accuracy at double length (0 to 1)'
  ].join(',')]
  const row = (step: number, point: (number | string)[], validation?: Validation): void =>
    void lines.push([step, ...point, ...validationCells(validation)].join(','))

  const validations = events.filter((event) => event.type === 'validation')
  let next = 0
  points.step.forEach((step, index) => {
    while (next < validations.length && validations[next].step < step) row(validations[next].step, noPoint, validations[next++])
    const validation = validations[next]?.step === step ? validations[next++] : undefined
    row(step, [points.loss, points.gradientNorm, points.learningRate, points.clipped, points.seconds].map((column) => column[index]), validation)
  })
  for (const validation of validations.slice(next)) row(validation.step, noPoint, validation)
  return `${lines.join('\n')}\n`
}

const noPoint = ['', '', '', '', '']

function validationCells(validation: Validation | undefined): (number | string)[] {
  if (!validation) return ['', '', '', '', '']
  const { loss, accuracy, freeLoss, freeAccuracy, doubleLengthAccuracy } = validation
  return [loss, accuracy ?? '', freeLoss ?? '', freeAccuracy ?? '', doubleLengthAccuracy ?? '']
}

/** Squared error where the outputs are real values, nats where they are probabilities. */
function lossUnit({ data }: Experiment): string {
  const isLinear = data.kind === 'series' || (data.kind === 'task' && data.task === 'adding')
  return isLinear ? 'squared error per target' : 'nats per target'
}
