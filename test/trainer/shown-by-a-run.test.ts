// What a run shows of its network: samples, and how it answers each kind of target.

import { describe, expect, it } from 'vitest'
import { drive, eventsOf, experiment, open } from './support'

const text = { kind: 'text', source: 'moby-dick', validationFraction: 0.01 } as const
const series = { kind: 'series', source: 'sunspots' } as const
const quiet = { validateEvery: 1000, sampleEvery: 1000, checkpointEvery: 1000 }

describe('a run', () => {
  it('writes text that its model has in its vocabulary', () => {
    const session = drive(
      open(
        experiment({
          data: text,
          model: { hiddenSize: 8 },
          learning: { sequenceLength: 10, batchSize: 4 },
          watching: { ...quiet, sampleEvery: 2, sampleLength: 50, prime: 'Whale' },
          stop: { steps: 2, seconds: null }
        })
      )
    )
    const { sample } = eventsOf(session, 'sample')[0]
    expect(sample).toMatchObject({ kind: 'text', prime: 'Whale' })
    expect(sample.kind === 'text' && [...sample.text]).toHaveLength(50)
  }, 30_000)

  it.each(['hidden', 'output', 'hidden+output'] as const)(
    'goes on with a series alone where the truth ends (%s)',
    (recurrence) => {
      const method = recurrence === 'hidden' ? 'bptt' : 'teacher-forcing'
      const session = drive(
        open(
          experiment({
            data: series,
            model: { recurrence, hiddenSize: 12 },
            learning: { method, sequenceLength: 11, batchSize: 4 },
            watching: { ...quiet, sampleEvery: 200, sampleLength: 20 },
            stop: { steps: 200 }
          })
        )
      )
      const { sample } = eventsOf(session, 'sample')[0]
      if (sample.kind !== 'series') throw new Error('a series was asked for')
      const [{ predicted, free }] = sample.columns
      const truth = sample.columns[0].truth.map((value) => value ?? NaN)
      expect([sample.freeFrom, truth.length, predicted.length, free.length]).toEqual([22, 42, 42, 42])
      // Sunspot numbers in their own units. The first free number is still predicted from the truth.
      expect(Math.max(...truth)).toBeGreaterThan(50)
      expect(free.slice(0, 23)).toEqual(predicted.slice(0, 23))
      expect(free[24]).not.toBe(predicted[24])
      const error = (values: number[]): number => values.reduce((sum, value, i) => sum + (value - truth[i]) ** 2, 0)
      expect(error(predicted)).toBeLessThan(error(truth.map(() => 50)))
    }
  )

  it('gives the answer to a task, with the steps that count', () => {
    const session = drive(
      open(
        experiment({
          data: { kind: 'task', task: 'adding', validationSequences: 8 },
          model: { readout: 'last-step', hiddenSize: 8 },
          learning: { sequenceLength: 10, batchSize: 4 },
          watching: { ...quiet, sampleEvery: 1 },
          stop: { steps: 1 }
        })
      )
    )
    const { sample } = eventsOf(session, 'sample')[0]
    if (sample.kind !== 'task') throw new Error('a task was asked for')
    expect([sample.inputs.length, sample.outputs.length, sample.inputs[0].length]).toEqual([10, 10, 2])
    expect(sample.mask.indexOf(true)).toBe(9)
    expect(sample.outputs[9][0]).not.toBe(0)
    expect(eventsOf(session, 'validation')[0]).toMatchObject({
      accuracy: null,
      freeLoss: null,
      doubleLengthAccuracy: null
    })
  })

  it('tells the kinds of targets of a task apart', () => {
    const session = drive(
      open(
        experiment({
          data: { kind: 'task', task: 'elman-letters', validationSequences: 5 },
          model: { recurrence: 'hidden', hiddenSize: 16 },
          learning: { method: 'bptt', sequenceLength: 20, batchSize: 8 },
          optimizer: { learningRate: 0.01 },
          watching: { ...quiet, validateEvery: 300 },
          stop: { steps: 300 }
        })
      )
    )
    const { loss, kinds } = eventsOf(session, 'validation').at(-1)!
    const [vowels, consonants] = kinds!
    expect([vowels.kind, consonants.kind]).toEqual(['vowels', 'consonants'])
    expect(vowels.accuracy).toBeGreaterThan(0.95)
    expect(consonants.accuracy).toBeLessThan(0.7)
    expect(vowels.loss).toBeLessThan(loss)
    expect(consonants.loss).toBeGreaterThan(loss)
  })
})
