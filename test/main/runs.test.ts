import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RequestRefused } from '../../src/main/request-refused'
import { newRunId, RunStore } from '../../src/main/runs'
import { eventually } from '../eventually'
import { directReader } from './direct-reader'
import { holderOf, RunLock } from '../../src/run-folder/lock'
import { undoMilliseconds } from '../../src/shared/bridge'
import { experimentSchema } from '../../src/shared/experiment'
import { runRecordSchema, type RunEvent } from '../../src/shared/run'

const trashItem = vi.hoisted(() => vi.fn())
vi.mock('electron', () => ({ shell: { trashItem } }))

const experiment = experimentSchema.parse({ name: 'Parity', data: { kind: 'task' } })
const checkpoint: RunEvent = { type: 'checkpoint', step: 10, file: 'step-000000010.safetensors', validationLoss: 0.5 }

let userData: string
let store: RunStore

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-runs-'))
  store = await RunStore.open(userData, directReader)
  trashItem.mockReset()
})
afterEach(() => rm(userData, { recursive: true }))

const readRecord = async (id: string) =>
  runRecordSchema.parse(JSON.parse(await readFile(join(store.folder(id), 'run.json'), 'utf8')))

function holderOfOurs(folder: string): object {
  RunLock.take(folder)
  return holderOf(folder)!.holder
}

describe('the run store', () => {
  it('makes a run folder', async () => {
    const record = await store.create(experiment)
    expect(record).toMatchObject({ name: 'Parity', state: 'created', step: 0 })
    expect(store.folder(record.id)).toBe(join(userData, 'runs', record.id))
    expect(await readRecord(record.id)).toEqual(store.record(record.id))
    expect(await store.experiment(record.id)).toEqual(experiment)
  })

  it('makes a run of what has been imported into its folder, or none', async () => {
    const known = { state: 'stopped', step: 40, seconds: 3, validationLoss: 0.5 } as const
    const record = await store.import(async (folder) => {
      await writeFile(join(folder, 'events.jsonl'), '')
      return { experiment, record: known }
    })
    expect(await readRecord(record.id)).toMatchObject({ name: 'Parity', ...known })
    expect([await store.experiment(record.id), store.list().length]).toEqual([experiment, 1])
    await expect(store.import(() => Promise.reject(new RequestRefused('No.')))).rejects.toThrow('No.')
    expect([await readdir(join(userData, 'runs')), store.list().length]).toEqual([[record.id], 1])
  })

  it('knows a run by its folder, whatever link leads there, and no other folder', async () => {
    const { id } = await store.create(experiment)
    const link = join(userData, 'a-link')
    await symlink(store.folder(id), link)
    expect([store.folder(id), `${store.folder(id)}/`, link, userData].map((folder) => store.runIn(folder))).toEqual([
      id,
      id,
      id,
      null
    ])
  })

  it('makes no half run, and keeps its names, where nothing can be written', async () => {
    const { id } = await store.create(experiment)
    const folder = store.folder(id)
    // A file in place of the folder makes every write fail, even for root.
    await rename(folder, `${folder}-away`)
    await writeFile(folder, '')
    await expect(store.rename(id, 'Other')).rejects.toThrow('cannot be written')
    expect(store.record(id).name).toBe('Parity')
    store.update(id, { step: 5 })
    await expect(store.save()).rejects.toThrow('cannot be written')
    await rm(folder)
    await rename(`${folder}-away`, folder)
    // The next change also writes what could not be written before.
    await store.save()
    expect(await readRecord(id)).toMatchObject({ name: 'Parity', step: 5 })

    const runs = join(userData, 'runs')
    await rename(runs, `${runs}-away`)
    await writeFile(runs, '')
    await expect(store.create(experiment)).rejects.toThrow('cannot be written')
    await rm(runs)
    await rename(`${runs}-away`, runs)
    expect(await readdir(runs)).toEqual([id])
    expect(store.list()).toHaveLength(1)
  })

  it('gives a run a new name in everything that says one', async () => {
    const { id } = await store.create(experiment)
    const folder = store.folder(id)
    await store.rename(id, 'Better')
    expect([store.record(id).name, (await readRecord(id)).name]).toEqual(['Better', 'Better'])
    expect(JSON.parse(await readFile(join(folder, 'experiment.json'), 'utf8'))).toEqual({
      ...experiment,
      name: 'Better'
    })
    // Older versions have left the folder in this state.
    await writeFile(join(folder, 'experiment.json'), JSON.stringify(experiment))
    expect([(await store.experiment(id)).name, (await store.load(id)).experiment?.name]).toEqual(['Better', 'Better'])
  })

  it('names runs by time', () => {
    expect(newRunId(Date.UTC(2026, 10, 24, 3, 15, 0))).toMatch(/^20261124-031500-[0-9a-f]{4}$/)
  })

  it('loads a run that has only begun', async () => {
    const { id } = await store.create(experiment)
    const { points, events, baselines } = await store.load(id)
    expect(points.step).toHaveLength(0)
    expect({ events, baselines }).toEqual({ events: [], baselines: [] })
  })

  it('loads points, events and baselines', async () => {
    const { id } = await store.create(experiment)
    const baseline = { key: 'guess', kind: 'baseline', loss: 0.69, values: {} }
    await writeFile(join(store.folder(id), 'metrics.csv'), '1,0.7,1,0.002,0,0.1\n2,0.6,1,0.002,0,0.2\n3,0.')
    await writeFile(join(store.folder(id), 'events.jsonl'), `${JSON.stringify(checkpoint)}\n`)
    await writeFile(join(store.folder(id), 'baselines.json'), JSON.stringify([baseline]))
    const run = await store.load(id)
    expect([...run.points.loss]).toEqual([0.7, 0.6])
    expect(run.events).toEqual([checkpoint])
    expect(run.baselines).toEqual([baseline])
  })

  it('appends an event after half a line', async () => {
    const { id } = await store.create(experiment)
    const file = join(store.folder(id), 'events.jsonl')
    await store.appendEvent(id, checkpoint)
    await appendFile(file, '{"type":"checkpoint","st')
    await store.appendEvent(id, { ...checkpoint, step: 20 })
    expect((await store.events(id)).map(({ step }) => step)).toEqual([10, 20])
  })

  it('keeps changes, and finds them at the next start', async () => {
    const { id } = await store.create(experiment)
    store.update(id, { name: 'Renamed', state: 'finished', step: 7 })
    await store.save()
    expect((await RunStore.open(userData, directReader)).record(id)).toMatchObject({
      name: 'Renamed',
      state: 'finished',
      step: 7
    })
  })

  it('writes another state down at once, so that a kill leaves the true one', async () => {
    const { id } = await store.create(experiment)
    // No timer ends, so this is written at once and not a little later.
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    try {
      for (const state of ['failed', 'running', 'finished'] as const) {
        store.update(id, { step: 1 })
        store.update(id, { state })
        while ((await readRecord(id)).state !== state) await setImmediate()
      }
    } finally {
      vi.useRealTimers()
    }
  })

  it('makes no run where what it is to begin with is refused', async () => {
    await expect(
      store.create(experiment, async () => {
        throw new RequestRefused('They do not fit.')
      })
    ).rejects.toThrow('They do not fit.')
    expect([store.list(), await readdir(join(userData, 'runs'))]).toEqual([[], []])
  })

  it('takes runs that were live for interrupted at the next start, where their curves end, and writes nothing', async () => {
    const states = ['running', 'paused', 'created', 'finished'] as const
    const ids = await Promise.all(
      states.map(async (state) => store.update((await store.create(experiment)).id, { state }).id)
    )
    // The run was killed while it was paused, so its lock is still there.
    await writeFile(
      join(store.folder(ids[1]), 'lock.json'),
      JSON.stringify({
        ...holderOfOurs(store.folder(ids[1])),
        began: 'another time',
        since: 1
      })
    )
    await writeFile(join(store.folder(ids[0]), 'metrics.csv'), '1,0.7,1,0.002,0,0.1\n2,0.6,1,0.002,0,0.2\n3,0.')
    await store.save()
    const before = await readFile(join(store.folder(ids[0]), 'run.json'), 'utf8')
    const next = await RunStore.open(userData, directReader)
    await next.save()
    expect(ids.map((id) => next.record(id).state)).toEqual(['interrupted', 'interrupted', 'interrupted', 'finished'])
    expect(next.record(ids[0])).toMatchObject({ state: 'interrupted', step: 2, loss: 0.6, seconds: 0.2 })
    expect(await readFile(join(store.folder(ids[0]), 'run.json'), 'utf8')).toBe(before)
  })

  it('refuses unknown runs and unreadable experiments with a message', async () => {
    expect(() => store.folder('../..')).toThrow('There is no run “../..”')
    const { id } = await store.create(experiment)
    await writeFile(join(store.folder(id), 'experiment.json'), '{"seed": -1}')
    await expect(store.experiment(id)).rejects.toThrow('experiment.json')
    await writeFile(join(store.folder(id), 'experiment.json'), '{')
    await expect(store.experiment(id)).rejects.toThrow('experiment.json')
  })

  it('moves a run to the trash of the system, out of the list at once and from the disk when it can be called back no more', async () => {
    const { id } = await store.create(experiment)
    const folder = store.folder(id)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await store.trash(id)
    expect([store.list(), store.anyLeaving]).toEqual([[], true])
    expect(() => store.record(id)).toThrow('There is no run')
    await vi.advanceTimersByTimeAsync(undoMilliseconds)
    expect([trashItem.mock.calls, existsSync(folder)]).toEqual([[], true])
    await vi.advanceTimersByTimeAsync(undoMilliseconds)
    vi.useRealTimers()
    expect([trashItem.mock.calls, store.anyLeaving]).toEqual([[[folder]], false])
    expect(() => store.restore(id)).toThrow('There is no run')
  })

  it('calls a run back, and finds one again whose app was killed meanwhile', async () => {
    const { id } = await store.create(experiment)
    await store.trash(id)
    expect((await RunStore.open(userData, directReader)).list().map((run) => run.id)).toEqual([id])
    expect(store.restore(id).name).toBe('Parity')
    expect([store.list().length, store.anyLeaving]).toEqual([1, false])
    await store.leaveNow()
    expect(trashItem).not.toHaveBeenCalled()
  })

  it('writes the records of other runs while one that the disk does not take is on its way', async () => {
    const [gone, other] = [await store.create(experiment), await store.create(experiment)]
    await rm(store.folder(gone.id), { recursive: true })
    store.update(gone.id, { step: 1 })
    await store.trash(gone.id)
    store.update(other.id, { step: 2 })
    await store.save().catch(() => {})
    expect(await readRecord(other.id)).toMatchObject({ step: 2 })
  })

  it('moves a run to a trash of its own where the system has none', async () => {
    trashItem.mockRejectedValue(new Error('no trash'))
    const { id } = await store.create(experiment)
    await store.trash(id)
    await store.leaveNow()
    expect(await readdir(join(userData, 'trash', id))).toEqual(['experiment.json', 'run.json'])
    expect(await readdir(join(userData, 'runs'))).toEqual([])
  })

  it('lists a run again that nothing takes, and says why', async () => {
    trashItem.mockRejectedValue(new Error('no trash'))
    const { id } = await store.create(experiment)
    await writeFile(join(userData, 'trash'), '')
    store.onTrouble = vi.fn()
    await store.trash(id)
    await store.leaveNow()
    expect(store.onTrouble).toHaveBeenCalledWith(expect.stringContaining('“Parity” could not be moved to the trash'))
    expect(store.list().map((run) => run.id)).toEqual([id])
    expect(await readRecord(id)).toMatchObject({ name: 'Parity' })
  })

  it('takes a run whose folder is gone out of the list', async () => {
    const { id } = await store.create(experiment)
    await rm(store.folder(id), { recursive: true })
    await store.trash(id)
    await store.leaveNow()
    expect([store.list(), trashItem.mock.calls]).toEqual([[], []])
  })

  it('tells of changes', async () => {
    const seen: string[][] = []
    store.onChange((runs) => seen.push(runs.map(({ name }) => name)))
    const { id } = await store.create(experiment)
    store.update(id, { name: 'Renamed' })
    await eventually(() => expect(seen).toEqual([['Parity'], ['Renamed']]))
  })
})
