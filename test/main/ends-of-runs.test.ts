// Main keeps the machine awake while a run trains, and notifies a person who looks elsewhere of the run's end.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awake } from '../../src/main/awake'
import { RunStore } from '../../src/main/runs'
import type { SettingsStore } from '../../src/main/settings-store'
import { Trainers } from '../../src/main/trainers'
import type { MainWindow } from '../../src/main/window'
import { experimentSchema } from '../../src/shared/experiment'
import { settingsSchema } from '../../src/shared/settings'
import { eventually } from '../eventually'
import { machine } from '../machine'
import { directReader } from './direct-reader'
import { blockers, living, notifications, processes, progress, type FakeProcess } from './fake-processes'
import { sent, window } from './fake-window'

vi.mock('electron', () => import('./fake-processes'))

const experiment = experimentSchema.parse({ name: 'Parity', data: { kind: 'task' } })
let userData: string
let trainers: Trainers
let settings: SettingsStore

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-ends-'))
  const runs = await RunStore.open(userData, directReader)
  let value = settingsSchema.parse({ language: 'en' })
  const listeners: Parameters<SettingsStore['onChange']>[0][] = []
  settings = {
    get: () => value,
    change(change) {
      value = { ...value, ...change }
      for (const listener of listeners) listener(value)
      return value
    },
    onChange: (listener) => void listeners.push(listener),
    setAside: []
  }
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
  await trainers.closeAll()
  for (const list of [processes, sent, notifications]) list.length = 0
  await rm(userData, { recursive: true })
})

function begin(process: FakeProcess): FakeProcess {
  process.report(progress('running'))
  return process
}

describe('the machine', () => {
  it('stays awake while a run trains, where a person has not set it otherwise', async () => {
    await trainers.create(experiment)
    await trainers.create(experiment)
    const [first, second] = processes.map((process) => begin(process))
    expect(blockers.size).toBe(1)
    first.report(progress('paused'))
    expect(blockers.size).toBe(1)
    second.report(progress('finished'))
    expect(blockers.size).toBe(0)
    first.report(progress('running'))
    expect(blockers.size).toBe(1)
    settings.change({ keepAwake: false })
    expect(blockers.size).toBe(0)
    settings.change({ keepAwake: true })
    expect(blockers.size).toBe(1)
    first.exit(139)
    await eventually(() => expect(blockers.size).toBe(0))
  })
})

describe('a run that ends', () => {
  const told = () => notifications.map(({ options }) => options)

  it.each([
    [{}, 'Training is done, after step 5.'],
    [{ outOfPatience: true }, 'Training has ended after step 5: its validation loss no longer improved.'],
    [{ diverged: true }, 'Training has ended after step 5. The run has diverged.'],
    [{ state: 'failed' }, 'Training has failed after step 5.']
  ])('says so once, and why, and a click shows it: %j', async (change, body) => {
    const { id } = await trainers.create(experiment)
    begin(processes[0])
    for (let i = 0; i < 2; i++) processes[0].report({ ...progress('finished'), ...change })
    expect(told()).toEqual([{ title: 'Parity', body }])
    notifications[0].emit('click')
    expect(sent.filter(({ channel }) => channel === 'runs:shown')).toEqual([{ channel: 'runs:shown', value: id }])
  })

  it('says so once where its trainer says that it has failed and then ends with an error', async () => {
    await trainers.create(experiment)
    begin(processes[0]).report(progress('failed'))
    processes[0].exit(1)
    await eventually(() => expect(sent.some(({ channel }) => channel === 'trainer:gone')).toBe(true))
    expect(told()).toEqual([{ title: 'Parity', body: 'Training has failed after step 5.' }])
  })

  it('says so where its process dies, and not where a person stops it, looks on or wants no word', async () => {
    for (let i = 0; i < 4; i++) await trainers.create(experiment)
    processes.forEach((process) => begin(process))
    processes[0].exit(139)
    await eventually(() => expect(told()).toEqual([{ title: 'Parity', body: 'Training has failed after step 5.' }]))
    processes[1].report(progress('stopped'))
    settings.change({ tellOfEnds: false })
    processes[2].report(progress('finished'))
    settings.change({ tellOfEnds: true })
    window.browser = { isFocused: () => true, setProgressBar: () => {} } as unknown as MainWindow['browser']
    processes[3].report(progress('finished'))
    window.browser = null
    expect(told()).toHaveLength(1)
  })
})
