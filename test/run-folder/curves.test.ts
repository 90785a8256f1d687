import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeCurves } from '../../src/run-folder/curves'
import { metricsHeader } from '../../src/run-folder/metrics'
import type { Validation } from '../../src/shared/run'
import { temporaryFolder } from '../trainer/support'

const validation = (step: number): Validation => ({
  type: 'validation',
  step,
  loss: 0.25,
  accuracy: 0.9,
  freeLoss: null,
  freeAccuracy: null,
  doubleLengthAccuracy: 1
})

const points = ['1,0.7,1.5,0.002,0,0.1', '2,NaN,1,0.002,1,0.2', '4,0.5,1,0.001,0,0.4']

function csv(data: object | null, { validations = [] as object[], lines = points } = {}): string[] {
  const [folder, file] = [temporaryFolder(), join(temporaryFolder(), 'curves.csv')]
  if (data) writeFileSync(join(folder, 'experiment.json'), JSON.stringify({ data }))
  writeFileSync(join(folder, 'metrics.csv'), [metricsHeader.trim(), ...lines, '5,0.'].join('\n'))
  writeFileSync(join(folder, 'events.jsonl'), validations.map((event) => `${JSON.stringify(event)}\n`).join(''))
  writeCurves(folder, file)
  expect(readdirSync(join(file, '..'))).toEqual(['curves.csv'])
  return readFileSync(file, 'utf8').split('\n')
}

it('names columns with their units', () => {
  expect(csv({ kind: 'text' })[0]).toBe(
    'step,loss (nats per target),gradient norm,learning rate,clipped (0 or 1),time (s),' +
      'validation loss (nats per target),validation accuracy (0 to 1),' +
      'own z(t-1) with true x(t) validation loss (nats per target),' +
      'own z(t-1) with true x(t) validation accuracy (0 to 1),accuracy at double length (0 to 1)'
  )
  expect(csv({ kind: 'series' })[0]).toContain('loss (squared error per target)')
  expect(csv({ kind: 'task', task: 'adding' })[0]).toContain(',free-running validation loss (squared error per target)')
})

it('writes a line a step', () => {
  expect(csv({ kind: 'task' }).slice(1)).toEqual([
    '1,0.7,1.5,0.002,0,0.1,,,,,',
    '2,NaN,1,0.002,1,0.2,,,,,',
    '4,0.5,1,0.001,0,0.4,,,,,',
    ''
  ])
})

it('puts validations beside their step, or on a line of their own', () => {
  expect(csv({ kind: 'task' }, { validations: [0, 2, 3, 9].map(validation) }).slice(1)).toEqual([
    '0,,,,,,0.25,0.9,,,1',
    '1,0.7,1.5,0.002,0,0.1,,,,,',
    '2,NaN,1,0.002,1,0.2,0.25,0.9,,,1',
    '3,,,,,,0.25,0.9,,,1',
    '4,0.5,1,0.001,0,0.4,,,,,',
    '9,,,,,,0.25,0.9,,,1',
    ''
  ])
})

it('leaves out what a rewind took back, wherever it lies', () => {
  const lines = [1, 2, 3, 4, 3, 4, 5, 2, 3].map((step, i) => `${step},${i},1,1,0,1`)
  expect(
    csv({ kind: 'task' }, { lines })
      .slice(1, -1)
      .map((line) => line.slice(0, 3))
  ).toEqual(['1,0', '2,7', '3,8'])
})

it('says no unit where nobody knows the experiment', () => {
  expect(csv(null)[0]).toMatch(/^step,loss,/)
})
