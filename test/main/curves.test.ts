import { expect, it } from 'vitest'
import { curvesCsv } from '../../src/main/curves'
import { CurveLog } from '../../src/shared/curve-log'
import { experimentSchema } from '../../src/shared/experiment'
import type { Validation } from '../../src/shared/run'

const validation = (step: number): Validation =>
  ({ type: 'validation', step, loss: 0.25, accuracy: 0.9, freeLoss: null, freeAccuracy: null, doubleLengthAccuracy: 1 })

const log = new CurveLog()
for (const point of [[1, 0.7, 1.5, 0.002, 0, 0.1], [2, NaN, 1, 0.002, 1, 0.2], [4, 0.5, 1, 0.001, 0, 0.4]]) log.append(point)
const points = log.trimmed()
const csv = (data: object, validations: Validation[] = []): string[] =>
  curvesCsv({ experiment: experimentSchema.parse({ data }), points, events: validations }).split('\n')

it('names columns with their units', () => {
  expect(csv({ kind: 'text' })[0]).toBe(
    'step,loss (nats per target),gradient norm,learning rate,clipped (0 or 1),time (s),' +
    'validation loss (nats per target),validation accuracy (0 to 1),free-running validation loss (nats per target),' +
    'free-running validation accuracy (0 to 1),accuracy at double length (0 to 1)')
  expect(csv({ kind: 'series' })[0]).toContain('loss (squared error per target)')
  expect(csv({ kind: 'task', task: 'adding' })[0]).toContain('loss (squared error per target)')
})

it('writes a line a step', () => {
  expect(csv({ kind: 'task' }).slice(1)).toEqual(['1,0.7,1.5,0.002,0,0.1,,,,,', '2,NaN,1,0.002,1,0.2,,,,,', '4,0.5,1,0.001,0,0.4,,,,,', ''])
})

it('puts validations beside their step, or on a line of their own', () => {
  expect(csv({ kind: 'task' }, [0, 2, 3, 9].map(validation)).slice(1)).toEqual([
    '0,,,,,,0.25,0.9,,,1',
    '1,0.7,1.5,0.002,0,0.1,,,,,',
    '2,NaN,1,0.002,1,0.2,0.25,0.9,,,1',
    '3,,,,,,0.25,0.9,,,1',
    '4,0.5,1,0.001,0,0.4,,,,,',
    '9,,,,,,0.25,0.9,,,1',
    ''
  ])
})
