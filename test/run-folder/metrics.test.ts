import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../../src/run-folder/events'
import { metricsHeader as header, readLastPoint, readMetrics } from '../../src/run-folder/metrics'
import { pointColumns, type Points } from '../../src/shared/run'
import { temporaryFolder } from '../trainer/support'

const folder = temporaryFolder()
function parsePoints(text: string): Points {
  writeFileSync(join(folder, 'metrics.csv'), text)
  const { log } = readMetrics(folder)
  // The newest point is found from the end of the file alone.
  expect(readLastPoint(folder)).toEqual(log.last)
  const { step, loss, gradientNorm, learningRate, clipped, seconds } = log.trimmed()
  return { step, loss, gradientNorm, learningRate, clipped, seconds }
}
function unreadableOf(text: string): number {
  writeFileSync(join(folder, 'metrics.csv'), text)
  return readMetrics(folder).unreadable
}
function parseEvents(text: string): object[] {
  writeFileSync(join(folder, 'events.jsonl'), text)
  return readEvents(folder).events
}
const line = (step: number, loss: number | string = 1): string => `${step},${loss},0.5,0.002,0,${step / 100}\n`
const steps = (text: string): number[] => [...parsePoints(text).step]

describe('metrics.csv', () => {
  it('is read into columns', () => {
    const points = parsePoints(`${header}1,4.25,0.5,2e-3,0,0.01\n2,NaN,Infinity,0.002,1,0.02\n`)
    expect(points).toEqual({
      step: Float64Array.of(1, 2),
      loss: Float64Array.of(4.25, NaN),
      gradientNorm: Float64Array.of(0.5, Infinity),
      learningRate: Float64Array.of(0.002, 0.002),
      clipped: Float64Array.of(0, 1),
      seconds: Float64Array.of(0.01, 0.02)
    })
  })

  it('may be empty, or hold a header only', () => {
    expect(steps('')).toEqual([])
    expect(steps(header)).toEqual([])
    expect(steps(header.slice(0, 8))).toEqual([])
  })

  it('leaves out lines that are no points', () => {
    expect(steps(`${header}${line(1)}\n2,0.4\n2,1,1,1,1,1,1\nx,1,1,1,1,1\n${line(3)}`)).toEqual([1, 3])
    expect(parsePoints('1,,0.5,0.002,0,0.01\n').loss[0]).toBeNaN()
    expect(
      steps(
        `${header}1,abc,1,1,1,1\n1.5,1,1,1,1,1\n-1,1,1,1,1,1\n1e300,1,1,1,1,1\n,1,1,1,1,1\n2,1 ,1,1,1,1\n${line(3)}`
      )
    ).toEqual([3])
    expect(unreadableOf(`${header}${line(1)}garbage\n\n${line(2)}x,1,1,1,1,1\n3,`)).toBe(2)
  })

  it('may have the line ends of another system', () => {
    expect(steps((header + line(1) + line(2)).replaceAll('\n', '\r\n'))).toEqual([1, 2])
  })

  it('drops half a line at the end, wherever it is cut', () => {
    const text = header + line(1) + line(2) + line(3)
    for (let length = 0; length < text.length; length++) {
      const whole = text.slice(0, length).split('\n').length - 1
      expect(steps(text.slice(0, length))).toEqual([1, 2, 3].slice(0, Math.max(0, whole - 1)))
    }
  })

  it('drops what a rewind has superseded', () => {
    const text = header + [1, 2, 3, 4, 3, 4, 5].map((step, index) => line(step, index)).join('')
    expect(steps(text)).toEqual([1, 2, 3, 4, 5])
    expect([...parsePoints(text).loss]).toEqual([0, 1, 4, 5, 6])
  })

  it('keeps the newest line of every step that still counts, whatever was written', () => {
    const number = fc.oneof(fc.double(), fc.integer())
    const row = fc.tuple(fc.integer({ min: 1, max: 30 }), number, number, number, fc.constantFrom(0, 1), number)
    fc.assert(
      fc.property(fc.array(row), fc.string({ unit: fc.constantFrom('1', ',', '.', 'e') }), (rows, half) => {
        const points = parsePoints(header + rows.map((cells) => `${cells.join(',')}\n`).join('') + half)
        // A row stands if no later row has its step or an earlier one.
        const standing = rows.filter(([step], index) => rows.slice(index + 1).every(([later]) => later > step))
        pointColumns.forEach((name, column) => {
          // -0 is written as 0.
          expect([...points[name]]).toEqual(standing.map((cells) => cells[column] + 0))
        })
      })
    )
  })
})

describe('events.jsonl', () => {
  const checkpoint = (step: number) =>
    ({ type: 'checkpoint', step, file: `step-${step}.safetensors`, validationLoss: null }) as const
  const mark = (step: number) => ({ type: 'mark', step, change: 'rewind', from: 0.1, to: 0.05 }) as const
  const written = (...events: object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('')

  it('is read in order', () => {
    expect(parseEvents(written(checkpoint(10), mark(12)))).toEqual([checkpoint(10), mark(12)])
    expect(parseEvents('')).toEqual([])
  })

  it('leaves out halves of lines and what is no event', () => {
    const text = `${written(checkpoint(10))}{"type":"checkpo\n${written({ type: 'unheard of', step: 11 }, checkpoint(20))}{"type":`
    expect(parseEvents(text)).toEqual([checkpoint(10), checkpoint(20)])
    expect(parseEvents(written(checkpoint(10)).slice(0, -1))).toEqual([])
  })

  it('drops what was measured after the checkpoint that training went back to, and keeps what happened', () => {
    const failure = {
      type: 'failure',
      step: 25,
      reason: 'died',
      tensor: null,
      message: 'Gone.',
      checkpointStep: 10
    } as const
    expect(parseEvents(written(checkpoint(10), checkpoint(20), failure, mark(10), checkpoint(15)))).toEqual([
      checkpoint(10),
      failure,
      mark(10),
      checkpoint(15)
    ])
  })
})
