// What a run keeps in memory and in its files, on a disk that accepts all, none or some of its data.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { WriteError } from '../../src/run-folder/whole-files'
import { RunFolder } from '../../src/run-folder/folder'
import type { Mark } from '../../src/shared/run'
import { Disk } from '../../src/trainer/disk'
import { RunLog } from '../../src/trainer/run-log'
import { pointsIn, temporaryFolder } from './support'

const point = (step: number) => ({ step, loss: 0.5, gradientNorm: 1, learningRate: 0.1, clipped: 0, seconds: step })
const mark = (step: number): Mark => ({ type: 'mark', step, change: 'learning-rate', from: 1, to: step })
const eventsIn = (folder: string): unknown[] =>
  readFileSync(join(folder, 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
const noRoom = (): never => {
  throw new WriteError('file', Object.assign(new Error(), { code: 'ENOSPC' }))
}

it('an event stands after the points that were there when it came', () => {
  const log = new RunLog(new RunFolder(temporaryFolder()))
  log.addEvent(mark(0))
  log.addPoint(point(1))
  log.addPoint(point(2))
  log.addEvent(mark(2))
  expect(log.events.map(({ after }) => after)).toEqual([0, 2])
  expect(log.points.count).toBe(2)
})

it('nothing is in the files before flush(), and everything once after it', () => {
  const folder = temporaryFolder()
  const log = new RunLog(new RunFolder(folder))
  log.addPoint(point(1))
  log.addEvent(mark(1))
  expect(pointsIn(folder)).toEqual([])
  log.flush()
  log.flush()
  expect(pointsIn(folder).map(({ step }) => step)).toEqual([1])
  expect(eventsIn(folder)).toEqual([mark(1)])
})

it('what the disk does not take is written later, once and in order', () => {
  const folder = temporaryFolder()
  const runFolder = new RunFolder(folder)
  const log = new RunLog(runFolder)
  log.addPoint(point(1))
  log.addEvent(mark(1))
  log.addEvent(mark(2))
  // There is room for the first event but not for the second.
  const add = runFolder.addEvent.bind(runFolder)
  const adding = vi.spyOn(runFolder, 'addEvent').mockImplementationOnce(add).mockImplementationOnce(noRoom)
  const flushed = log.unflushedFor
  expect(() => log.flush()).toThrow(WriteError)
  expect(log.unflushedFor).toBeGreaterThanOrEqual(flushed)
  expect(eventsIn(folder)).toEqual([mark(1)])
  adding.mockImplementation(add)
  log.addEvent(mark(3))
  log.flush()
  expect(eventsIn(folder)).toEqual([mark(1), mark(2), mark(3)])
  expect(pointsIn(folder)).toHaveLength(1)
})

it('goes on from the files as far as a step', () => {
  const folder = temporaryFolder()
  const first = new RunLog(new RunFolder(folder))
  for (const step of [1, 2, 3]) {
    first.addPoint(point(step))
    first.addEvent(mark(step))
  }
  first.flush()
  const log = new RunLog(new RunFolder(folder))
  log.read(folder, 2)
  expect(log.points.count).toBe(2)
  // Marks stay, even when steps are trained again.
  expect(log.events).toEqual([1, 2, 3].map((step) => ({ event: mark(step), after: Math.min(step, 2) })))
  log.flush()
  expect(eventsIn(folder)).toHaveLength(3)
})

it('a disk remembers why it takes nothing, until there is room again; other errors are not its own', () => {
  const disk = new Disk()
  expect([disk.write(() => {}), disk.problem]).toEqual([true, null])
  expect([disk.write(noRoom), disk.problem]).toEqual([
    false,
    expect.objectContaining({ message: expect.stringContaining('no room is left on the disk') })
  ])
  disk.goesOn = true
  expect(disk.write(() => {})).toBe(true)
  // Some data were written, but not all.
  expect(disk.problem).not.toBeNull()
  disk.clear()
  expect([disk.problem, disk.goesOn]).toEqual([null, false])
  expect(() =>
    disk.write(() => {
      throw new TypeError('A mistake.')
    })
  ).toThrow(TypeError)
  expect(disk.problem).toBeNull()
})
