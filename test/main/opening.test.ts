// Files that a person opens with the app: which ones Unroll opens, and what it does with each.

import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Opening, filesOf, openDropped } from '../../src/main/opening'

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
    [
      ['unroll-studio', '--user-data-dir=/there', 'a.unroll', '/b.json', '-psn_0_1'],
      false,
      ['/home/me/a.unroll', '/b.json']
    ],
    [['electron', '--no-sandbox', '.', 'a.unroll'], true, ['/home/me/a.unroll']],
    [['electron', '.'], true, []]
  ])('%j', (argv, developing, files) => expect(filesOf(argv, '/home/me', developing)).toEqual(files))
})

const runs = ['runs', 'more-runs'].map((name) => join(folder, name))
const house = {
  allow: vi.fn(),
  isAllowed: (path: string) => path === '/known.txt',
  runIn: (path: string) => (runs.includes(path) ? basename(path) : null)
}
beforeEach(() => house.allow.mockClear())

describe('opening', () => {
  const take = (...files: string[]) => {
    const opening = new Opening()
    opening.add(files)
    return opening.take(house)
  }

  it('reads experiments, whose paths are relative to their file', () => {
    const task = write('task.unroll', '\ufeff' + JSON.stringify({ name: 'A task', data: { kind: 'task' } }))
    const text = write('text.json', { data: { kind: 'text', source: 'file', path: 'novel.txt' } })
    expect(take(task, text)).toMatchObject([
      { experiment: { name: 'A task', data: { kind: 'task' } } },
      { experiment: { data: { path: join(folder, 'novel.txt') } } }
    ])
  })

  it('takes a model that may then be imported', () => {
    const model = write('model.safetensors', '')
    expect(take(model)).toEqual([{ model }])
    expect(house.allow.mock.calls).toEqual([[model]])
    const network = write('NETWORK.ONNX', '')
    const exported = join(folder, 'exported')
    mkdirSync(exported)
    write('exported/config.json', {})
    expect(take(exported)).toEqual([{ refusal: expect.stringContaining('not the folder of a run') }])
    write('exported/model.safetensors', '')
    expect(take(network, exported)).toEqual([{ model: network }, { model: exported }])
    // A dialog of files cannot choose the folder.
    expect(take(join(exported, 'config.json'))).toEqual([{ model: exported }])
  })

  it('says of every other file what it is', () => {
    const large = write('large.json', '')
    truncateSync(large, 1e9)
    const brokenRun = join(folder, 'broken-run')
    mkdirSync(brokenRun)
    write('broken-run/run.json', '')
    const refused = take(
      join(folder, 'nowhere.unroll'),
      brokenRun,
      write('book.json', 'Call me'),
      write('bad.unroll', { model: { hiddenSize: 0 } }),
      large
    )
    expect(refused.map((file) => ('refusal' in file ? file.refusal : ''))).toEqual(
      [
        'there is no such file',
        'not the folder of a run',
        'it is not JSON',
        'model.hiddenSize',
        'too large for an experiment'
      ].map((reason) => expect.stringContaining(reason))
    )
  })

  it('takes a file of any other kind for a text, whose bytes can be read', () => {
    const photo = write('photo.png', '')
    expect(take(photo)).toEqual([{ data: { kind: 'text', path: photo } }])
    expect(openDropped([photo], house).opened).toEqual([{ data: { kind: 'text', path: photo } }])
    expect(house.allow.mock.calls).toEqual([[photo], [photo]])
  })

  it('tells that files have come, and gives each once', () => {
    const opening = new Opening()
    opening.onFile = vi.fn()
    opening.add([])
    expect(opening.onFile).not.toHaveBeenCalled()
    opening.add([write('once.unroll', { data: { kind: 'task' } })])
    expect(opening.onFile).toHaveBeenCalledOnce()
    expect([opening.take(house).length, opening.take(house).length]).toEqual([1, 0])
  })
})

describe('what is dropped', () => {
  const opened = (...files: string[]) => openDropped(files, house).opened

  it('is a table in JSON where that is a list or has an object a line', () => {
    const [first] = opened(write('rows.jsonl', '{"v": 1}\n'))
    const [second] = opened(write('list.json', '\ufeff [{"v": 1}]'))
    expect([first, second]).toMatchObject([{ data: { kind: 'series' } }, { data: { kind: 'series' } }])
    expect(opened(write('experiment.json', { name: 'A' }))).toMatchObject([{ experiment: { name: 'A' } }])
  })

  it('is data that may be read from then on, a run of the list, or an experiment', () => {
    const files = ['book.TXT', 'book.txt.gz', 'packed.gz', 'table.csv', 'table.tsv.gz'].map((name) =>
      write(name, '1\n')
    )
    expect(opened(files[0])).toEqual([{ data: { kind: 'text', path: files[0] } }])
    expect(files.map((path) => (opened(path)[0] as { data: { kind: string } }).data.kind)).toEqual([
      'text',
      'text',
      'text',
      'series',
      'series'
    ])
    expect(new Set(house.allow.mock.calls.flat())).toEqual(new Set(files))
    const letters = join(folder, 'letters')
    mkdirSync(letters)
    expect(opened(letters)).toEqual([{ data: { kind: 'text', path: letters } }])
    expect(house.allow.mock.calls.at(-1)).toEqual([letters])
    mkdirSync(runs[0])
    expect(opened(runs[0])).toEqual([{ run: 'runs' }])
    expect(opened(write('a.unroll', { name: 'A' }))).toMatchObject([{ experiment: { name: 'A' }, wants: null }])
  })

  it('of several is every run, or the first experiment, or the first data, and only that may be read', () => {
    const [book, table, photo] = ['b.txt', 't.csv', 'p.png'].map((name) => write(name, '1'))
    const experiment = write('e.unroll', { name: 'E' })
    expect(openDropped([photo, book, table], house)).toEqual({
      opened: [{ data: { kind: 'text', path: book } }],
      names: ['b.txt'],
      left: ['p.png', 't.csv']
    })
    expect(house.allow.mock.calls).toEqual([[book]])
    expect(openDropped([book, experiment], house)).toMatchObject({
      opened: [{ experiment: { name: 'E' } }],
      left: ['b.txt']
    })
    mkdirSync(join(folder, 'near'))
    const texts = ['10.txt', '2.md', 'near/3.txt'].map((name) => write(name, 'Dear reader'))
    house.allow.mockClear()
    expect(openDropped([...texts, photo, table], house)).toEqual({
      opened: [{ data: { kind: 'text', path: folder, files: ['2.md', '10.txt', 'near/3.txt'] } }],
      names: ['10.txt', '2.md', '3.txt'],
      left: ['p.png', 't.csv']
    })
    expect(house.allow.mock.calls.flat()).toEqual(texts)
    mkdirSync(runs[1])
    expect(openDropped([runs[0], experiment, runs[1]], house)).toEqual({
      opened: [{ run: 'runs' }, { run: 'more-runs' }],
      names: ['runs', 'more-runs'],
      left: ['e.unroll']
    })
    expect(house.allow).toHaveBeenCalledTimes(texts.length)
    expect(() => openDropped([photo, join(folder, 'nowhere.txt')], house)).toThrow(
      /Unroll cannot open “[^]*no such file/
    )
  })

  it('says where the data of an experiment have to be chosen', () => {
    const of = (path: string) => write('far.unroll', { data: { kind: 'text', source: 'file', path } })
    const here = write('here.txt', 'Call me')
    expect(['/known.txt', here, '/nowhere.txt'].map((path) => opened(of(path)))).toMatchObject([
      [{ wants: null }],
      [{ wants: { path: here, isThere: true } }],
      [{ wants: { path: '/nowhere.txt', isThere: false } }]
    ])
  })

  it('is refused in words where it is no file', () => {
    for (const none of [[], ['']]) expect(() => openDropped(none, house)).toThrow('not a file on this computer')
    expect(() => openDropped([join(folder, 'nowhere.txt')], house)).toThrow('there is no such file')
  })
})
