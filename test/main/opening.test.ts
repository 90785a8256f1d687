// Files that a person opens with the app: what is taken for one, and what comes of it.

import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { Opening, filesOf } from '../../src/main/opening'

const folder = mkdtempSync(join(tmpdir(), 'unroll-opening-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('files on a command line', () => {
  it.each([
    [['unroll-studio'], false, []],
    [['unroll-studio', '--user-data-dir=/there', 'a.unroll', '/b.json', '-psn_0_1'], false, ['/home/me/a.unroll', '/b.json']],
    [['electron', '--no-sandbox', '.', 'a.unroll'], true, ['/home/me/a.unroll']],
    [['electron', '.'], true, []]
  ])('%j', (argv, developing, files) => expect(filesOf(argv, '/home/me', developing)).toEqual(files))
})

describe('opening', () => {
  const take = (...files: string[]) => {
    const opening = new Opening()
    opening.add(files)
    return opening.take()
  }

  it('reads experiments, whose paths are relative to their file', () => {
    const task = write('task.unroll', '\ufeff' + JSON.stringify({ name: 'A task', data: { kind: 'task' } }))
    const text = write('text.json', { data: { kind: 'text', source: 'file', path: 'novel.txt' } })
    expect(take(task, text)).toMatchObject([
      { experiment: { name: 'A task', data: { kind: 'task' } } }, { experiment: { data: { path: join(folder, 'novel.txt') } } }
    ])
  })

  it('says of every other file what it is', () => {
    const large = write('large.txt', '')
    truncateSync(large, 1e9)
    const refused = take(
      join(folder, 'nowhere.unroll'), folder, write('model.safetensors', ''), write('book.txt', 'Call me'),
      write('bad.unroll', { model: { hiddenSize: 0 } }), large
    )
    expect(refused.map((file) => ('refusal' in file ? file.refusal : ''))).toEqual([
      'there is no such file', 'it is a folder', 'weights of a model', 'it is not JSON', 'model.hiddenSize', 'larger than any experiment'
    ].map((reason) => expect.stringContaining(reason)))
  })

  it('tells that files have come, and gives each once', () => {
    const opening = new Opening()
    opening.onFile = vi.fn()
    opening.add([])
    expect(opening.onFile).not.toHaveBeenCalled()
    opening.add([write('once.unroll', { data: { kind: 'task' } })])
    expect(opening.onFile).toHaveBeenCalledOnce()
    expect([opening.take().length, opening.take().length]).toEqual([1, 0])
  })
})
