import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openStore } from '../../src/main/checked-store'
import { settingsSchema } from '../../src/shared/settings'

vi.mock('electron-store', () => import('./fake-store'))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-store-'))
})
afterEach(() => rm(folder, { recursive: true }))

const open = () => openStore(folder, 'settings', settingsSchema)

it('starts with the defaults, and keeps what is set', () => {
  const store = open()
  expect(store.get()).toEqual(settingsSchema.parse({}))
  store.set({ ...store.get(), theme: 'dark' })
  expect(open().get().theme).toBe('dark')
  expect(open().setAside).toEqual([])
})

it('refuses what does not fit, and keeps what it had', () => {
  const store = open()
  expect(() => store.set({ ...store.get(), threads: 0 })).toThrow()
  expect(store.get().threads).toBeNull()
})

it('keeps what it had where the disk does not take a change', async () => {
  const store = open()
  store.set({ ...store.get(), theme: 'dark' })
  await rm(folder, { recursive: true })
  await writeFile(folder, '')
  expect(() => store.set({ ...store.get(), theme: 'light' })).toThrow('cannot be written')
  expect(store.get().theme).toBe('dark')
})

it.each(['', '{"theme": ', '{"theme": "blue"}', '{"unheardOf": 1}'])(
  'sets a broken file aside: %s',
  async (content) => {
    await writeFile(join(folder, 'settings.json'), content)
    const store = open()
    expect(store.get()).toEqual(settingsSchema.parse({}))
    expect(store.setAside).toHaveLength(1)
    expect(await readdir(folder)).toContain(store.setAside[0])
    expect(await readFile(join(folder, store.setAside[0]), 'utf8')).toBe(content)
    store.set({ ...store.get(), unit: 'bits' })
    expect(open().get().unit).toBe('bits')
  }
)
