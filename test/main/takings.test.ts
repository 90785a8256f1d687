// Files that the window writes: only real pictures, only to the path that a person chose; and it shows only files that
// it has written.

import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { pictureSchema, Takings } from '../../src/main/takings'

const electron = vi.hoisted(() => ({
  dialog: { showSaveDialog: vi.fn() },
  shell: { showItemInFolder: vi.fn() }
}))
vi.mock('electron', () => electron)

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array<number>(20).fill(0))
const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
const window = {} as BrowserWindow
let folder = ''

beforeEach(async () => {
  vi.clearAllMocks()
  folder = await mkdtemp(join(tmpdir(), 'unroll-takings-'))
})
const answer = (filePath: string | null): void => {
  electron.dialog.showSaveDialog.mockResolvedValue({ canceled: filePath === null, filePath: filePath ?? '' })
}

describe('a picture', () => {
  it.each([
    ['png', png],
    ['svg', svg],
    ['csv', new TextEncoder().encode('row,spots\n')]
  ] as const)('is written as %s where the person says, under a clean name that is proposed', async (kind, bytes) => {
    const file = join(folder, `mine.${kind}`)
    answer(file)
    const takings = new Takings()
    expect(await takings.save(window, pictureSchema.parse({ name: 'a/b: ‖∇W‖', kind, bytes }))).toBe(file)
    expect(electron.dialog.showSaveDialog.mock.lastCall![1]).toMatchObject({
      defaultPath: `a-b- ‖∇W‖.${kind}`,
      filters: [{ extensions: [kind] }],
      properties: ['showOverwriteConfirmation']
    })
    expect(new Uint8Array(await readFile(file))).toEqual(bytes)
    takings.reveal(file)
    expect(electron.shell.showItemInFolder).toHaveBeenCalledWith(file)
  })
  it('is not written when the person thinks again, and a disk that does not take it is told of', async () => {
    const takings = new Takings()
    answer(null)
    expect(await takings.save(window, { name: 'x', kind: 'png', bytes: png })).toBeNull()
    expect(await readdir(folder)).toEqual([])
    answer(join(folder, 'nowhere', 'x.png'))
    await expect(takings.save(window, { name: 'x', kind: 'png', bytes: png })).rejects.toThrow('cannot be written')
    expect(() => takings.reveal(join(folder, 'nowhere', 'x.png'))).toThrow('was not written')
  })
  it('is one', () => {
    const refused = [
      { name: 'x', kind: 'png', bytes: svg },
      { name: 'x', kind: 'svg', bytes: png },
      { name: '', kind: 'png', bytes: png },
      { name: 'x', kind: 'exe', bytes: png },
      { name: 'x', kind: 'png', bytes: [...png] },
      { name: 'x', kind: 'png', bytes: new Uint8Array(0) },
      { name: 'x', kind: 'png', bytes: png, path: '/etc' }
    ]
    for (const value of refused) expect(pictureSchema.safeParse(value).success).toBe(false)
  })
})

it('shows no file but those that it has written', () => {
  expect(() => new Takings().reveal('/etc/passwd')).toThrow('was not written')
  expect(electron.shell.showItemInFolder).not.toHaveBeenCalled()
})
