// Forty damaged folders of forty kinds among forty good runs: all are listed, the good ones open, and of the others the
// readable parts open. Nothing in any of them changes.

import { cpSync, lstatSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { RunStore } from '../../src/main/runs'
import { drive, experiment, open, temporaryFolder, writeRecord } from '../trainer/support'
import { damages, fileOf } from './damages'
import { directReader } from './direct-reader'

vi.mock('electron', () => ({ shell: {} }))

let userData: string
let store: RunStore
const goodIds = Array.from({ length: 40 }, (_, i) => `good-${i}`)

/** Names, sizes, times and modes of everything below. */
const snapshot = (): object =>
  Object.fromEntries(
    readdirSync(userData, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => {
        const { size, mtimeMs, mode } = lstatSync(join(userData, name))
        return [name, [size, mtimeMs, mode]]
      })
  )
let before: object

beforeAll(async () => {
  const whole = temporaryFolder()
  drive(open(experiment(), { folder: whole })).close()
  writeFileSync(join(whole, 'experiment.json'), JSON.stringify(experiment()))
  writeRecord(whole, { state: 'finished', step: 60 })
  userData = temporaryFolder()
  for (const id of [...goodIds, ...damages.keys()]) cpSync(whole, join(userData, 'runs', id), { recursive: true })
  for (const [id, { harm }] of damages) harm(join(userData, 'runs', id))
  writeFileSync(join(userData, 'runs/stray.txt'), '')
  utimesSync(join(userData, 'runs'), 1, 1)
  before = snapshot()
  store = await RunStore.open(userData, directReader)
})

it('all eighty are listed, the damaged ones with the file and the reason', () => {
  expect(damages).toHaveLength(40)
  expect(
    store
      .list()
      .map(({ id }) => id)
      .sort()
  ).toEqual([...goodIds, ...damages.keys()].sort())
  for (const [id, { listed }] of damages) {
    const { damage } = store.record(id)
    if (listed === 'good') expect([id, damage]).toEqual([id, undefined])
    else expect([id, damage]).toEqual([id, { file: fileOf(id), reason: expect.stringMatching(/./) }])
  }
})

it('the good ones open', async () => {
  for (const id of goodIds) {
    const { points, experiment: stored, damage } = await store.load(id)
    expect([points.step.length, stored?.data.kind, damage]).toEqual([60, 'task', []])
  }
})

it.each([...damages])('of the run with %s, what can be read is shown', async (id, { curves, listed }) => {
  const run = await store.load(id)
  expect(run.points.step.length > 0).toBe(curves)
  if (listed === 'damaged') {
    expect(run.damage[0].file).toBe(fileOf(id))
    expect(() => store.update(id, { name: 'Other' })).toThrow('is damaged')
  }
})

it('nothing in any folder has changed', async () => {
  await store.save()
  expect(snapshot()).toEqual(before)
})
