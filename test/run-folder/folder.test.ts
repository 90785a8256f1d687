import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CurveLog } from '../../src/shared/curve-log'
import { pointColumns, type Point, type RunEvent } from '../../src/shared/run'
import { PointLog } from '../../src/trainer/points'
import { readEvents } from '../../src/run-folder/events'
import { RunFolder } from '../../src/run-folder/folder'
import { pointsIn, temporaryFolder } from '../trainer/support'

const point = (step: number, seconds = step / 10): Point => ({
  step,
  loss: Math.fround(1 / step),
  gradientNorm: 0.5,
  learningRate: 0.01,
  clipped: step % 2,
  seconds
})
const checkpoint = (step: number): RunEvent => ({ type: 'checkpoint', step, file: 'f', validationLoss: null })
const rewind = (step: number): RunEvent => ({ type: 'mark', step, change: 'rewind', from: 1, to: 0.1 })

describe('a run folder', () => {
  it('keeps points and events, with one header', () => {
    const folder = new RunFolder(temporaryFolder())
    for (let step = 1; step <= 3; step++) {
      folder.addPoint(point(step))
      folder.flush()
    }
    folder.addEvent(checkpoint(3))
    expect(readFileSync(join(folder.path, 'metrics.csv'), 'utf8').split('\n')[0]).toBe(
      'step,loss,gradient_norm,learning_rate,clipped,seconds'
    )
    expect(pointsIn(folder.path).map(({ loss }) => Math.fround(loss))).toEqual(
      [1, 2, 3].map((step) => point(step).loss)
    )
    expect(readEvents(folder.path).events).toEqual([checkpoint(3)])
  })

  it('cuts a half last line and a half file, and only these', () => {
    const folder = new RunFolder(temporaryFolder())
    for (let step = 1; step <= 3; step++) folder.addPoint(point(step))
    folder.flush()
    folder.addEvent(checkpoint(3))
    appendFileSync(join(folder.path, 'metrics.csv'), '4,0.25,0.')
    appendFileSync(join(folder.path, 'events.jsonl'), '{"type":"mark","st')
    appendFileSync(join(folder.path, 'baselines.json.1234'), '[{')
    folder.repair()
    expect(readdirSync(folder.path).sort()).toEqual(['events.jsonl', 'metrics.csv', 'metrics.index'])
    folder.addPoint(point(4))
    folder.flush()
    folder.addEvent(checkpoint(4))
    expect(pointsIn(folder.path).map(({ step }) => step)).toEqual([1, 2, 3, 4])
    expect(readEvents(folder.path).events).toEqual([checkpoint(3), checkpoint(4)])
  })

  it('reads only what still holds after training went back', () => {
    const folder = new RunFolder(temporaryFolder())
    for (const step of [1, 2, 3, 4, 3, 4, 5, 5]) folder.addPoint(point(step))
    folder.flush()
    for (const event of [checkpoint(2), checkpoint(4), rewind(2), checkpoint(5)]) folder.addEvent(event)
    expect(pointsIn(folder.path).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5])
    expect(readEvents(folder.path).events).toEqual([checkpoint(2), rewind(2), checkpoint(5)])
  })

  it('leaves out lines that nobody can read', () => {
    const folder = new RunFolder(temporaryFolder())
    writeFileSync(join(folder.path, 'metrics.csv'), 'step,loss\n1,2\nx,1,1,1,1,1\n7,1,1,1,0,1\n')
    writeFileSync(join(folder.path, 'events.jsonl'), '{"type":"other"}\nnonsense\n')
    expect(pointsIn(folder.path).map(({ step }) => step)).toEqual([7])
    expect(readEvents(folder.path).events).toEqual([])
  })
})

describe('the points of a run', () => {
  it('grow without losing any', () => {
    const log = new PointLog()
    for (let step = 1; step <= 5000; step++) log.push(point(step))
    expect(log.count).toBe(5000)
    const columns = log.slice(4000, 1000)
    expect([columns[0], columns[999], columns[1000]]).toEqual([4001, 5000, point(4001).loss])
    expect(log.at(-1)).toEqual(point(5000))
  })

  it('tell the speed of the last seconds, and the share of clipped steps', () => {
    const log = new PointLog()
    expect(log.stepsPerSecond(3)).toBe(0)
    for (let step = 1; step <= 100; step++) log.push(point(step, step))
    for (let step = 101; step <= 200; step++) log.push(point(step, 100 + (step - 100) / 50))
    expect(log.stepsPerSecond(1)).toBeCloseTo(50)
    expect(log.clippedShare(100)).toBe(0.5)
  })

  it('are of a stored run too: those at its end, counted as in the whole', () => {
    const log = new PointLog()
    const stored = new CurveLog(64)
    for (let step = 1; step <= 1000; step++) stored.append(pointColumns.map((name) => point(step)[name]))
    log.load(stored)
    log.push(point(1001))
    expect([log.count, log.at(-1), log.at(log.first).step]).toEqual([1001, point(1001), log.first + 1])
  })

  it('drop the older ones when there are very many', () => {
    const log = new PointLog()
    for (let step = 1; step <= 2 ** 20 + 1; step++)
      log.push({ step, loss: 1, gradientNorm: 1, learningRate: 1, clipped: 0, seconds: step })
    expect([log.count, log.first]).toEqual([2 ** 20 + 1, 2 ** 19])
    expect([log.at(log.first).step, log.at(-1).step, log.countUpTo('step', 2 ** 20)]).toEqual([
      2 ** 19 + 1,
      2 ** 20 + 1,
      2 ** 20
    ])
  })
})
