// The index of a long metrics.csv only saves time. With any fault in the index, the curves are those of the lines.

import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { RunFolder } from '../../src/run-folder/folder'
import { metricsFile, readMetrics } from '../../src/run-folder/metrics'
import { indexFile } from '../../src/run-folder/metrics-index'
import { CurveLog } from '../../src/shared/curve-log'
import { temporaryFolder } from '../trainer/support'

const steps = 300_000
const spikes = new Map([
  [77_777, 9000],
  [123_456, -50],
  [steps - 3, 8000]
])
const point = (step: number) => ({
  step,
  loss: Math.fround(spikes.get(step) ?? 2 + Math.sin(step)),
  gradientNorm: Math.fround(1 + Math.cos(step / 7)),
  learningRate: 0.0123456789,
  clipped: step % 2,
  seconds: step * 1e-5
})

function write(folder: string, from: number, to: number): RunFolder {
  const files = new RunFolder(folder)
  for (let step = from; step <= to; step++) {
    files.addPoint(point(step))
    if (step % 10_007 === 0) files.flush()
  }
  files.flush()
  return files
}

let whole: string
beforeAll(() => {
  whole = temporaryFolder()
  write(whole, 1, steps)
})

function copy(): string {
  const folder = temporaryFolder()
  cpSync(whole, folder, { recursive: true })
  return folder
}

/** Reads every line, with room for all points. */
function everyLine(folder: string): CurveLog {
  const without = temporaryFolder()
  cpSync(metricsFile(folder), metricsFile(without))
  return readMetrics(without, new CurveLog(2 ** 20)).log
}

function expectSame(folder: string): CurveLog {
  const [{ log }, all] = [readMetrics(folder), everyLine(folder)]
  expect([log.total, log.last]).toEqual([all.total, all.last])
  // Each kept point is one of the run's, at its own place.
  for (let i = 0; i < log.count; i++) {
    const at = log.curves.ordinal[i] - 1
    if (log.curves.step[i] !== all.curves.step[at] || log.curves.loss[i] !== all.curves.loss[at])
      expect(log.curves.step[i]).toBe(all.curves.step[at])
  }
  const losses = log.curves.loss.subarray(0, log.count)
  for (const [step, loss] of spikes) if (step <= all.lastStep) expect(losses).toContain(loss)
  return log
}

it('a long run is opened by its index', () => {
  const folder = copy()
  const fast = expectSame(folder)
  rmSync(indexFile(folder))
  const slow = expectSame(folder)
  expect(slow.total).toBe(fast.total)
})

it('the index is not needed', () => {
  const folder = copy()
  for (const damage of [
    () => truncateSync(indexFile(folder), 100_003),
    () => writeFileSync(indexFile(folder), 'garbage'),
    () => writeFileSync(indexFile(folder), Buffer.alloc(400_000, 0xc3)),
    () => truncateSync(indexFile(folder), 0)
  ]) {
    damage()
    expectSame(folder)
  }
})

it('a metrics.csv that was changed by hand is read line by line', () => {
  const folder = copy()
  const lines = readFileSync(metricsFile(folder), 'latin1').split('\n')
  writeFileSync(metricsFile(folder), lines.slice(0, 1).concat(lines.slice(5000)).join('\n'))
  expect(readMetrics(folder).log.total).toBe(steps - 4999)
})

it('a run that goes on, or back, keeps its index: also one that had none, or was killed in the middle of writing it', () => {
  for (const begin of [
    () => {},
    (folder: string) => rmSync(indexFile(folder)),
    (folder: string) => truncateSync(indexFile(folder), 200_001)
  ]) {
    const folder = copy()
    begin(folder)
    appendFileSync(metricsFile(folder), '300001,1.2')
    const files = new RunFolder(folder)
    files.repair()
    for (let step = 250_123; step <= 310_000; step++) files.addPoint(point(step))
    files.flush()
    const log = expectSame(folder)
    expect(log.total).toBe(310_000)
    expect(existsSync(join(folder, 'metrics.index'))).toBe(true)
  }
})
