// The life of trainers, with processes that die, hang, or answer twice, late or with garbage.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awake } from '../../src/main/awake'
import { RunStore } from '../../src/main/runs'
import type { SettingsStore } from '../../src/main/settings-store'
import { Trainers } from '../../src/main/trainers'
import { checkpointFile } from '../../src/run-folder/checkpoint-files'
import { holderOf, RunLock } from '../../src/run-folder/lock'
import { writeSafetensors } from '../../src/run-folder/safetensors'
import { experimentSchema } from '../../src/shared/experiment'
import type { RunState } from '../../src/shared/run'
import { settingsSchema } from '../../src/shared/settings'
import { machine } from '../machine'
import { eventually } from '../eventually'
import { directReader } from './direct-reader'
import { living, processes, progress, type FakeProcess } from './fake-processes'
import { gone, ports, sent, window } from './fake-window'

vi.mock('electron', () => import('./fake-processes'))

const experiment = experimentSchema.parse({ name: 'Parity', data: { kind: 'task' } })
let userData: string
let runs: RunStore
let trainers: Trainers

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-trainers-'))
  runs = await RunStore.open(userData, directReader)
  const settings = {
    get: () => settingsSchema.parse({ language: 'en' }),
    onChange: () => {}
  } as unknown as SettingsStore
  trainers = new Trainers({
    runs,
    settings,
    window,
    awake: new Awake(),
    resources: '',
    machine: Promise.resolve(machine)
  })
})
afterEach(async () => {
  for (const process of living()) process.exit(0)
  vi.useRealTimers()
  await trainers.closeAll()
  for (const list of [processes, sent, ports]) list.length = 0
  await rm(userData, { recursive: true })
})

/** A sound trainer: it follows its order, and closes when main asks it to. */
function behave(process: FakeProcess, state: RunState = 'running'): FakeProcess {
  process.report(progress(state))
  process.on('order', ({ type }: { type: string }) => {
    if (type === 'close') process.exit(0)
  })
  return process
}
const stateOf = (id: string): RunState => runs.record(id).state
/** A run of an earlier day. */
async function stored(state: RunState): Promise<string> {
  const { id } = await runs.create(experiment)
  runs.update(id, { state, step: 40 })
  await runs.save()
  return id
}

describe('a trainer', () => {
  it('that dies takes its run with it and nothing else, and the run can go on', async () => {
    const [first, second] = [await trainers.create(experiment), await trainers.create(experiment)]
    processes.forEach((process) => behave(process))
    processes[0].exit(139)
    await eventually(() => expect(stateOf(first.id)).toBe('failed'))
    expect(gone()).toMatchObject([{ id: first.id, failure: { reason: 'died' } }])
    expect(stateOf(second.id)).toBe('running')
    expect((await runs.events(first.id)).map(({ type }) => type)).toEqual(['failure'])
    await trainers.open(first.id, { startPaused: false })
    behave(processes[2])
    expect(stateOf(first.id)).toBe('running')
  })

  it('that dies after a checkpoint of which it could not tell goes on from that file, and fails no earlier', async () => {
    const { id } = await trainers.create(experiment)
    behave(processes[0])
    const file = checkpointFile(runs.folder(id), 40)
    await mkdir(dirname(file))
    writeSafetensors(file, { tensors: new Map(), metadata: {} })
    await writeFile(checkpointFile(runs.folder(id), 50), 'half')
    processes[0].exit(139)
    await vi.waitFor(() => expect(gone()).toMatchObject([{ id, failure: { checkpointStep: 40 } }]))
    expect(await runs.events(id)).toMatchObject([{ type: 'failure', step: 40, checkpointStep: 40 }])
  })

  it('that says anything but what is agreed is not heard, however often', async () => {
    const silence = vi.spyOn(console, 'error').mockReturnValue()
    const { id } = await trainers.create(experiment)
    behave(processes[0])
    const before = runs.record(id)
    const garbage = [
      null,
      undefined,
      7,
      'stop',
      [],
      {},
      { type: 'progress' },
      { ...progress('running'), state: 'dancing' },
      { ...progress('running'), step: -0.5 },
      { type: 'failed', id: null, message: 7 },
      { type: 'exported', id: 1, file: '/x', bytes: 1, step: null },
      { type: 'looking' }
    ]
    for (let i = 0; i < 5600; i++) processes[0].report(garbage[i % garbage.length])
    expect(runs.record(id)).toEqual(before)
    expect([processes[0].gone, processes[0].orders.length]).toEqual([false, 1])
    silence.mockRestore()
  })

  it('that goes on talking after its end is not heard', async () => {
    const { id } = await trainers.create(experiment)
    behave(processes[0])
    await trainers.close(id)
    expect(stateOf(id)).toBe('interrupted')
    processes[0].report(progress('running', 99))
    processes[0].report({ type: 'failed', id: null, message: 'late' })
    processes[0].emit('exit', 1)
    expect(runs.record(id)).toMatchObject({ state: 'interrupted', step: 5 })
  })

  it('that is paused when it is told to close leaves a paused run, which stays so unless a kill was behind it', async () => {
    const { id } = await trainers.create(experiment)
    behave(processes[0], 'paused')
    await trainers.closeAll()
    expect(stateOf(id)).toBe('paused')
    const listed = async (): Promise<RunState> => (await RunStore.open(userData, directReader)).record(id).state
    expect(await listed()).toBe('paused')
    // A kill leaves the lock of a process that has ended.
    RunLock.take(runs.folder(id))
    const lock = join(runs.folder(id), 'lock.json')
    await writeFile(lock, (await readFile(lock, 'utf8')).replace(/"began": "[^"]*"/, '"began": "another time"'))
    expect(await listed()).toBe('interrupted')
  })

  it('that is paused is interrupted where its process had to be ended', async () => {
    const { id } = await trainers.create(experiment)
    processes[0].report(progress('paused'))
    const closed = trainers.close(id)
    processes[0].exit(15)
    await closed
    expect(stateOf(id)).toBe('interrupted')
  })

  it('tells how far it reads its data, and can be ended while it does', async () => {
    const { id } = await trainers.create(experiment)
    const heard = (): unknown[] => sent.filter(({ channel }) => channel === 'data:reading').map(({ value }) => value)
    processes[0].report({ type: 'reading', id: null, read: 1, size: 4 })
    expect(heard()).toEqual([{ run: id, read: 1, size: 4 }])
    await trainers.stopReading(id)
    expect(processes[0].gone).toBe(true)
    expect(stateOf(id)).toBe('interrupted')
    expect(heard().at(-1)).toBe(null)
    expect(gone()).toEqual([])
  })

  it('that is deaf when it is told to close is ended', async () => {
    const { id } = await trainers.create(experiment)
    processes[0].report(progress('running'))
    vi.useFakeTimers()
    const closed = trainers.close(id)
    await vi.advanceTimersByTimeAsync(4999)
    expect(processes[0].gone).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(processes[0].gone).toBe(true)
    vi.useRealTimers()
    await closed
    expect([stateOf(id), trainers.anyLive, gone()]).toEqual(['interrupted', false, []])
  })

  it('is told to close once, whoever asks how often', async () => {
    const { id } = await trainers.create(experiment)
    behave(processes[0])
    await Promise.all([trainers.close(id), trainers.close(id), trainers.closeAll(), trainers.close('no-such-run')])
    expect(processes[0].ordered('close')).toBe(1)
  })
})

describe('when all are to end', () => {
  it('each is told once and waited for as long as it takes, and what would be lost is known', async () => {
    const [slow, quick, full, opening] = [
      await trainers.create(experiment),
      await trainers.create(experiment),
      await trainers.create(experiment),
      await trainers.create(experiment)
    ]
    vi.useFakeTimers({ now: 1000, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    processes[0].report({ ...progress('running', 7), seconds: 90, saved: { step: 5, seconds: 60 } })
    behave(processes[1], 'paused')
    processes[2].report({ ...progress('running', 4), seconds: 30 })
    const closed = trainers.closeAll()
    await vi.advanceTimersByTimeAsync(0)
    processes[2].report({ ...progress('paused', 4), seconds: 30, problem: { message: 'No room.' } })
    await vi.advanceTimersByTimeAsync(600_000)
    expect(processes.map(({ gone }) => gone)).toEqual([false, true, false, false])
    while (trainers.endings().length > 3) await new Promise(setImmediate)
    expect(trainers.endings()).toEqual([
      { id: slow.id, name: 'Parity', step: 8, lost: { after: 5, seconds: 630 }, problem: null },
      { id: full.id, name: 'Parity', step: null, lost: { after: null, seconds: 30 }, problem: { message: 'No room.' } },
      { id: opening.id, name: 'Parity', step: null, lost: null, problem: null }
    ])
    expect(stateOf(quick.id)).toBe('paused')
    trainers.killAll()
    vi.useRealTimers()
    await closed
    expect([trainers.anyLive, gone(), stateOf(slow.id), stateOf(full.id)]).toEqual([
      false,
      [],
      'interrupted',
      'interrupted'
    ])
    expect(processes.map((process) => process.ordered('close'))).toEqual([1, 1, 1, 1])
  })
})

describe('a stored run', () => {
  it('that is opened twice at once has one trainer', async () => {
    const id = await stored('stopped')
    await Promise.all([trainers.open(id, { startPaused: false }), trainers.open(id, { startPaused: true })])
    expect(processes).toHaveLength(1)
    expect([processes[0].ordered('train'), processes[0].ordered('attach')]).toEqual([1, 1])
    expect(ports).toEqual([`trainer ${id}`, `trainer ${id}`])
  })

  it('that is closed while it is being opened is what it was', async () => {
    const id = await stored('stopped')
    const opening = trainers.open(id, { startPaused: false })
    await opening
    processes[0].on('order', ({ type }: { type: string }) => {
      if (type === 'close') processes[0].exit(0)
    })
    await trainers.close(id)
    expect([stateOf(id), gone()]).toEqual(['stopped', []])
    expect(trainers.anyLive).toBe(false)
  })

  it('that is opened while its trainer closes gets a new one, after it', async () => {
    const id = await stored('interrupted')
    await trainers.open(id, { startPaused: false })
    processes[0].report(progress('running'))
    const closing = trainers.close(id)
    const opening = trainers.open(id, { startPaused: false })
    await eventually(() => expect(processes[0].ordered('close')).toBe(1))
    expect(processes).toHaveLength(1)
    processes[0].exit(0)
    await Promise.all([closing, opening])
    expect(living()).toHaveLength(1)
    expect(processes[1].ordered('train')).toBe(1)
  })

  it('that cannot go on says why and is what it was', async () => {
    const id = await stored('finished')
    await trainers.open(id, { startPaused: false })
    processes[0].on('order', ({ type }: { type: string }) => {
      if (type === 'close') processes[0].exit(0)
    })
    processes[0].report({ type: 'failed', id: null, message: '"/data.csv" cannot be read: there is no such file.' })
    await eventually(() =>
      expect(gone()).toEqual([{ id, message: '"/data.csv" cannot be read: there is no such file.', failure: null }])
    )
    expect(stateOf(id)).toBe('finished')
    expect(await runs.events(id)).toEqual([])
  })

  it('that was just made and cannot begin fails for the reason that its trainer told, and did not die', async () => {
    const { id } = await trainers.create(experiment)
    processes[0].on('order', ({ type }: { type: string }) => {
      if (type === 'close') processes[0].exit(0)
    })
    const why = {
      message: '"a.csv" has 2 rows of numbers.',
      code: 'series-too-short',
      values: { name: 'a.csv', rows: 2 }
    }
    processes[0].report({ type: 'failed', id: null, ...why })
    const failure = { type: 'failure', step: 0, reason: 'error', tensor: null, ...why, checkpointStep: null }
    await eventually(() => expect(gone()).toEqual([{ id, message: why.message, failure }]))
    expect([stateOf(id), await runs.events(id)]).toEqual(['failed', [failure]])
  })

  it('that another program trains is neither trained nor written to, and its holder is named', async () => {
    const id = await stored('running')
    const lock = RunLock.take(runs.folder(id))!
    const file = join(runs.folder(id), 'run.json')
    const before = await readFile(file, 'utf8')
    const again = await RunStore.open(userData, directReader)
    // The run trains, but in another place.
    expect(again.record(id).state).toBe('running')
    await expect(trainers.open(id, { startPaused: false })).rejects.toThrow(`Process ${process.pid} on`)
    expect(() => trainers.expectFree(id)).toThrow('you can only look at the run')
    expect([processes, await readFile(file, 'utf8')]).toEqual([[], before])
    await writeFile(
      join(runs.folder(id), 'lock.json'),
      JSON.stringify({ ...holderOf(runs.folder(id))!.holder, host: `not-${hostname()}` })
    )
    expect(() => trainers.expectFree(id)).toThrow(`on not-${hostname()}`)
    await expect(trainers.open(id, { startPaused: false })).rejects.toMatchObject({
      why: { code: 'run-held-elsewhere', values: { pid: process.pid } }
    })
    expect(processes).toEqual([])
    // A person says that the other process has ended.
    await trainers.open(id, { startPaused: false, takeOver: true })
    expect(processes).toHaveLength(1)
    await eventually(() => expect(processes[0].orders).toMatchObject([{ type: 'train', resume: true, takeOver: true }]))
    lock.release()
  })

  it('that another machine takes over is not written to any more, and is followed', async () => {
    const { id } = await trainers.create(experiment)
    const folder = runs.folder(id)
    const lock = RunLock.take(folder)!
    behave(processes[0])
    await runs.save()
    await writeFile(
      join(folder, 'lock.json'),
      JSON.stringify({ ...holderOf(folder)!.holder, pid: 77, host: 'elsewhere' })
    )
    const record = { ...runs.record(id), step: 900 }
    await writeFile(join(folder, 'run.json'), JSON.stringify(record))
    // The process trains for another moment before it notices.
    processes[0].report(progress('paused', 6))
    await runs.save()
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))).toEqual(record)
    processes[0].report({ type: 'taken', message: 'Taken.', code: 'run-taken', values: {} })
    processes[0].exit(0)
    await eventually(() => expect(gone()).toEqual([{ id, message: 'Taken.', failure: null }]))
    await vi.waitFor(() => expect(runs.record(id)).toMatchObject({ state: 'running', step: 900 }), 10_000)
    await runs.save()
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))).toEqual(record)
    lock.release()
  })

  it('that another program trains is kept up with, until that one ends', async () => {
    const id = await stored('running')
    const lock = RunLock.take(runs.folder(id))!
    const folder = runs.folder(id)
    runs = await RunStore.open(userData, directReader)
    const changed = vi.fn()
    runs.onChange(changed)
    await writeFile(
      join(folder, 'metrics.csv'),
      'step,loss,gradient_norm,learning_rate,clipped,seconds\n77,0.25,1,0.1,0,9\n'
    )
    await vi.waitFor(() => expect(runs.record(id)).toMatchObject({ state: 'running', step: 77 }), 10_000)
    await writeFile(join(folder, 'run.json'), JSON.stringify({ ...runs.record(id), state: 'finished', step: 90 }))
    lock.release()
    await vi.waitFor(() => expect(runs.record(id)).toMatchObject({ state: 'finished', step: 90 }), 10_000)
    await vi.waitFor(() => expect(changed.mock.lastCall![0]).toMatchObject([{ id, state: 'finished' }]), 10_000)
  })

  it('that another program trained, and that was killed, is interrupted', async () => {
    const id = await stored('stopped')
    const folder = runs.folder(id)
    const lock = RunLock.take(folder)!
    const record = runs.record(id)
    // The run has been continued since the app began.
    expect(() => trainers.expectFree(id)).toThrow('you can only look at the run')
    await writeFile(join(folder, 'run.json'), JSON.stringify({ ...record, state: 'running' }))
    await vi.waitFor(() => expect(stateOf(id)).toBe('running'), 10_000)
    lock.release()
    await vi.waitFor(() => expect(stateOf(id)).toBe('interrupted'), 10_000)
  })

  it('that is not there is a sentence', async () => {
    await expect(trainers.open('no-such-run', { startPaused: false })).rejects.toThrow('There is no run “no-such-run”')
    expect(() => trainers.expectFree('no-such-run')).toThrow('There is no run')
    expect(await trainers.attach('no-such-run')).toBe(false)
  })
})
