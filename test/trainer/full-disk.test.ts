// A full disk: whole files stay whole, and the run says why it ended.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { RunFolder } from '../../src/run-folder/folder'
import { readSafetensors, writeSafetensors } from '../../src/run-folder/safetensors'
import { writeWhole } from '../../src/run-folder/whole-files'
import { drive, eventsOf, experiment, open, pointsIn, temporaryFolder } from './support'

const disk = vi.hoisted(() => ({ full: false }))

// A full disk accepts the bytes that still fit, and then no more.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const halfOf = (data: unknown): Buffer => {
    const bytes = Buffer.from(data as Uint8Array)
    return bytes.subarray(0, bytes.length / 2)
  }
  const filling = <Write extends typeof fs.writeFileSync | typeof fs.appendFileSync>(write: Write): Write =>
    ((file: string, data: unknown, options?: object) => {
      if (!disk.full) return write(file, data as Uint8Array, options)
      write(file, halfOf(data))
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    }) as Write
  return { ...fs, writeFileSync: filling(fs.writeFileSync), appendFileSync: filling(fs.appendFileSync) }
})

function whileFull<T>(action: () => T): T {
  disk.full = true
  try {
    return action()
  } finally {
    disk.full = false
  }
}

describe('on a full disk', () => {
  it('a file stays the old one, and nothing is left beside it', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'a.safetensors')
    writeSafetensors(file, { tensors: new Map([['b', { shape: [3], data: Float32Array.of(1, 2, 3) }]]), metadata: {} })
    const larger = { tensors: new Map([['b', { shape: [9], data: new Float32Array(9) }]]), metadata: {} }
    expect(() => whileFull(() => writeSafetensors(file, larger))).toThrow(
      `"${file}" cannot be written: no room is left on the disk`
    )
    expect(readSafetensors(file).tensors.get('b')!.data).toEqual(Float32Array.of(1, 2, 3))
    expect(readdirSync(folder)).toEqual(['a.safetensors'])
  })

  it('no half line stays in the appended files, and the next goes on from the last whole one', () => {
    const folder = new RunFolder(temporaryFolder())
    const point = (step: number) => ({ step, loss: 0.5, gradientNorm: 1, learningRate: 0.1, clipped: 0, seconds: step })
    folder.addPoint(point(1))
    folder.flush()
    folder.addPoint(point(2))
    expect(() => whileFull(() => folder.flush())).toThrow('no room is left on the disk')
    expect(pointsIn(folder.path).map(({ step }) => step)).toEqual([1])
    folder.flush()
    expect(pointsIn(folder.path).map(({ step }) => step)).toEqual([1, 2])
    expect(readFileSync(join(folder.path, 'metrics.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3)
  })

  it('a run pauses and says why, goes on by itself when there is room again, and has lost nothing', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }), 25)
    whileFull(() => {
      drive(session)
      expect(session.state).toBe('paused')
      expect(session.problem?.message).toContain('no room is left on the disk')
      expect(eventsOf(session, 'failure')).toEqual([])
      session.retry()
      expect(session.state).toBe('paused')
      // A command that needs room has either its whole effect or none.
      for (const command of [() => session.resume(), () => session.stop(), () => session.step()])
        expect(command).toThrow('no room is left on the disk')
      expect(session.state).toBe('paused')
    })
    session.retry()
    expect([session.state, session.problem]).toEqual(['running', null])
    expect(drive(session).state).toBe('finished')
    session.close()

    const whole = drive(open(experiment()))
    expect(session.learner.parameters.flat).toEqual(whole.learner.parameters.flat)
    expect(pointsIn(folder).map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(session.events.map(({ event }) => event))
    const measured = ({ events }: typeof whole): unknown[] =>
      events.map(({ event }) => event).filter(({ type }) => type !== 'checkpoint')
    expect(measured(session)).toEqual(measured(whole))
  })

  it('a run that is to end can wait for room, and has lost nothing then', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }), 25)
    expect(session.saving.saved).toMatchObject({ step: 20 })
    whileFull(() => expect([session.save(), session.save()]).toEqual([false, false]))
    expect([session.save(), session.problem, session.saving.saved?.step]).toEqual([true, null, 25])
    session.close()
    expect(open(experiment(), { folder, resume: true }).learner.step).toBe(25)
  })

  it('a run that a person has paused stays paused when there is room again', () => {
    const session = drive(open(experiment()), 25)
    whileFull(() => session.pause())
    expect(session.problem).not.toBeNull()
    session.retry()
    expect([session.state, session.problem]).toEqual(['paused', null])
  })

  it('a run that is closed keeps its last checkpoint, and goes on from it', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }), 25)
    whileFull(() => {
      drive(session)
      session.close()
    })
    expect(session.problem).not.toBeNull()
    const resumed = open(experiment(), { folder, resume: true })
    expect(resumed.learner.step).toBe(20)
    expect(drive(resumed).state).toBe('finished')
    expect(resumed.learner.parameters.flat).toEqual(drive(open(experiment())).learner.parameters.flat)
  })
})

it('a folder that cannot be made is named with the reason', () => {
  const file = join(temporaryFolder(), 'file')
  writeWhole(file, 'taken')
  expect(() => new RunFolder(file)).toThrow(`"${file}" cannot be written: it is a file, not a folder`)
  expect(() => new RunFolder(join(file, 'below'))).toThrow('a part of its path is a file, not a folder')
})
