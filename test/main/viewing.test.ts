// The processes that show stored runs.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RunStore } from '../../src/main/runs'
import { Viewing } from '../../src/main/viewing'
import { mostCompared } from '../../src/shared/compare'
import { experimentSchema } from '../../src/shared/experiment'
import type { RunState } from '../../src/shared/run'
import { eventually } from '../eventually'
import { directReader } from './direct-reader'
import { living, processes } from './fake-processes'
import { gone, ports, sent, window } from './fake-window'

vi.mock('electron', () => import('./fake-processes'))

const experiment = experimentSchema.parse({ name: 'Parity', data: { kind: 'task' } })
let userData: string
let runs: RunStore
let viewing: Viewing

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-viewing-'))
  runs = await RunStore.open(userData, directReader)
  viewing = new Viewing({ runs, window, resources: '' })
})
afterEach(async () => {
  for (const process of living()) process.exit(0)
  for (const list of [processes, sent, ports]) list.length = 0
  await rm(userData, { recursive: true })
})

const stateOf = (id: string): RunState => runs.record(id).state
/** A run of an earlier day. */
async function stored(state: RunState): Promise<string> {
  const { id } = await runs.create(experiment)
  runs.update(id, { state, step: 40 })
  await runs.save()
  return id
}

describe('a viewer', () => {
  it('is one for each run, of so many as stand beside each other, and writes nothing down', async () => {
    const ids = await Promise.all(Array.from({ length: mostCompared + 1 }, () => stored('finished')))
    const looks = ids.map((id) =>
      viewing.open(id).then(
        () => 'shown',
        (error: Error) => error.message
      )
    )
    // The oldest process is ended.
    expect(await Promise.race(looks)).not.toBe('shown')
    await eventually(() => expect(living()).toHaveLength(mostCompared))
    for (const viewer of living()) {
      viewer.report({ type: 'looking' })
      viewer.report({ type: 'looking' })
      expect(viewer.ordered('attach')).toBe(1)
    }
    expect((await Promise.all(looks)).filter((told) => told === 'shown')).toHaveLength(mostCompared)
    expect(ports).toHaveLength(mostCompared)

    const [shown] = living()
    const again = [viewing.open(ids[2]), viewing.open(ids[2])]
    await expect(Promise.race(again.map((look) => look.catch(() => 'gave up')))).resolves.toBe('gave up')
    await eventually(() => expect(living()).toHaveLength(mostCompared))
    expect(shown.gone).toBe(false)
    living().at(-1)!.report({ type: 'looking' })
    await again[1]
    expect(ids.map(stateOf)).toEqual(ids.map(() => 'finished'))
    expect(gone()).toEqual([])
  })

  it('that dies or refuses says so to whoever looks, and changes nothing', async () => {
    const id = await stored('finished')
    const dies = viewing.open(id)
    const told = expect(dies).rejects.toThrow('has ended')
    await eventually(() => expect(living()).toHaveLength(1))
    living()[0].exit(139)
    await told
    const refuses = viewing.open(id)
    const why = expect(refuses).rejects.toMatchObject({ message: 'No file.', why: { code: 'file-missing' } })
    await eventually(() => expect(living()).toHaveLength(1))
    living()[0].report({ type: 'failed', id: null, message: 'No file.', code: 'file-missing', values: {} })
    await why
    expect([living(), stateOf(id), gone()]).toEqual([[], 'finished', []])
  })

  it('of a run that is not there is refused in a sentence', async () => {
    await expect(viewing.open('no-such-run')).rejects.toThrow('There is no run “no-such-run”')
  })
})
