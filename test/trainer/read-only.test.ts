// A run folder becomes read-only while its run trains: the run waits and loses nothing, for every file that cannot be
// written.

import { chmodSync, chownSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RunLock } from '../../src/run-folder/lock'
import type { Report } from '../../src/shared/messages'
import { Host } from '../../src/trainer/host'
import { machine } from '../machine'
import { FakePort } from './fake-port'
import { drive, eventsOf, experiment, open, pointsIn, resources, temporaryFolder, writeRecord } from './support'

// Root may write anywhere, so another user trains.
const isRoot = process.getuid?.() === 0
const nobody = 65_534

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
  if (!isRoot) return
  chownSync(folder, nobody, nobody)
  process.seteuid!(nobody)
})
afterEach(() => {
  if (isRoot) process.seteuid!(0)
  setWritable(true)
})

/** Everything in the folder, or one entry of it. */
function setWritable(writable: boolean, only?: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (only !== undefined && path !== join(folder, only)) continue
    chmodSync(path, entry.isDirectory() ? (writable ? 0o755 : 0o555) : writable ? 0o644 : 0o444)
  }
  if (only === undefined) chmodSync(folder, writable ? 0o755 : 0o555)
}

const whole = drive(open(experiment())).learner.parameters.flat

describe.each([
  ['the whole folder', undefined],
  ['metrics.csv', 'metrics.csv'],
  ['events.jsonl', 'events.jsonl'],
  ['the folder of checkpoints', 'checkpoints']
])('%s read-only', (_name, only) => {
  it('pauses the run, which goes on when it can and has lost nothing', () => {
    const session = drive(open(experiment(), { folder }), 25)
    setWritable(false, only)
    drive(session)
    expect([session.state, session.problem, eventsOf(session, 'failure')]).toEqual([
      'paused',
      expect.objectContaining({ message: expect.stringContaining('there is no permission') }),
      []
    ])
    session.retry()
    expect(session.state).toBe('paused')
    setWritable(true)
    session.retry()
    expect([drive(session).state, session.problem]).toEqual(['finished', null])
    void session.close()
    expect(session.learner.parameters.flat).toEqual(whole)
    expect(pointsIn(folder).map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(session.events.map(({ event }) => event))
  })
})

it.each(['metrics.index', 'baselines.json'])('%s read-only is not worth a pause: it can be made again', (only) => {
  const session = drive(open(experiment(), { folder }), 25)
  setWritable(false, only)
  expect(drive(session).state).toBe('finished')
  void session.close()
  expect(pointsIn(folder)).toHaveLength(60)
})

it('a rewind that cannot remove what came after is refused, and the run is as it was', () => {
  const session = drive(open(experiment(), { folder }), 35)
  session.pause()
  const before = session.learner.parameters.flat.slice()
  setWritable(false, 'checkpoints')
  expect(() => session.rewind(0.01, 10)).toThrow('there is no permission')
  setWritable(true)
  expect([session.state, session.learner.step, session.learner.parameters.flat]).toEqual(['paused', 35, before])
  expect(session.learner.optimizer.options.learningRate).toBe(0.02)
  session.resume()
  expect(drive(session).learner.parameters.flat).toEqual(whole)
})

it('a trainer refuses such a rewind, waits to end until all is saved, and its lock stands in nobody’s way', async () => {
  writeRecord(folder)
  const reports: Report[] = []
  const exit = vi.fn()
  const host = new Host({ report: (report) => void reports.push(report), exit })
  const port = new FakePort()
  host.receive(
    {
      type: 'train',
      folder,
      experiment: experiment({ stop: { steps: null } }),
      resources,
      resume: false,
      startPaused: false,
      kernels: 'portable',
      threads: 1,
      machine
    },
    [port]
  )
  await vi.waitFor(() => expect(port.frame().checkpoints).toContain(20), 10_000)
  port.send({ type: 'pause' })
  await vi.waitFor(() => expect(port.frame().progress).toMatchObject({ state: 'paused' }), 10_000)
  setWritable(false)
  // On a fast machine the first checkpoints have already been removed.
  port.send({ type: 'rewind', step: port.frame().checkpoints.at(-2)!, learningRate: 0.01 })
  expect(port.received.at(-1)).toMatchObject({
    type: 'refused',
    command: 'rewind',
    message: expect.stringContaining('there is no permission')
  })
  port.send({ type: 'set-learning-rate', value: 0.01 })
  host.receive({ type: 'close' }, [])
  expect(exit).not.toHaveBeenCalled()
  expect(reports.at(-1)).toMatchObject({
    type: 'progress',
    state: 'paused',
    problem: { message: expect.stringContaining('there is no permission'), code: 'cannot-write' }
  })
  setWritable(true)
  host.receive({ type: 'close' }, [])
  expect(exit).toHaveBeenCalledOnce()
  expect(
    open(experiment({ stop: { steps: null } }), { folder, resume: true }).learner.optimizer.options.learningRate
  ).toBe(0.01)
})

it('a lock that cannot be given back is left', () => {
  writeRecord(folder)
  const lock = RunLock.take(folder)!
  setWritable(false)
  expect(() => lock.release()).not.toThrow()
  setWritable(true)
  lock.release()
  expect(readdirSync(folder)).not.toContain('lock.json')
})
