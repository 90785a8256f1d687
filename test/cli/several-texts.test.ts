// unroll train and unroll data with several texts or a folder of texts.

import { appendFileSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { newPath, unroll, write } from './run-unroll'

const folder = newPath()
beforeAll(() => {
  mkdirSync(folder)
  for (const k of [1, 2, 10])
    writeFileSync(join(folder, `${k}.txt`), `Letter ${k}. Dear reader, this is all.\n`.repeat(9))
})
const experiment = (data: object = {}, steps = 10): string =>
  write({
    data: { kind: 'text', source: 'file', path: folder, ...data },
    model: { hiddenSize: 8 },
    learning: { sequenceLength: 10, batchSize: 4 },
    stop: { steps },
    watching: { validateEvery: 5, sampleEvery: 1000 }
  })
const readingOf = (run: string): unknown =>
  (JSON.parse(readFileSync(join(run, 'experiment.json'), 'utf8')) as { data: { reading: unknown } }).data.reading

it('tells the files of a folder, their characters, and what is left out', async () => {
  const more = newPath()
  cpSync(folder, more, { recursive: true })
  writeFileSync(join(more, 'empty.txt'), '')
  const { out } = await unroll(['data', more, '--json'])
  expect(JSON.parse(out)).toMatchObject({
    files: [
      { name: '1.txt', characters: 324 },
      { name: '2.txt', characters: 324 },
      { name: '10.txt', characters: 333 }
    ],
    leftOut: [{ name: 'empty.txt', why: 'it is empty' }],
    characters: 981
  })
  const people = await unroll(['data', join(folder, '10.txt'), join(folder, '2.txt')])
  expect(people.out).toMatch(/324 {2}2\.txt\n +333 {2}10\.txt/)
  const tables = await unroll(['data', folder, '--as', 'table'])
  expect([tables.code, tables.error]).toEqual([2, expect.stringContaining('only one table is read at a time')])
})

it('trains on a folder, keeps the list of its files, and goes on where the folder has moved or has more files', async () => {
  const run = newPath()
  const place = newPath()
  cpSync(folder, place, { recursive: true })
  writeFileSync(join(place, 'picture.txt'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0))
  const begun = await unroll(['train', experiment({ path: place }), '--run', run])
  expect(begun.code).toBe(0)
  expect(begun.error).toContain('Left out: picture.txt: it is a file of PNG')
  expect(readingOf(run)).toEqual({ files: ['1.txt', '2.txt', '10.txt'] })
  const moved = newPath()
  renameSync(place, moved)
  writeFileSync(join(moved, 'later.txt'), 'A letter that came later.')
  expect((await unroll(['train', experiment({ path: moved }, 20), '--run', run, '--resume'])).code).toBe(0)
  expect(readingOf(run)).toEqual({ files: ['1.txt', '2.txt', '10.txt'] })
  appendFileSync(join(moved, '2.txt'), 'P. S.')
  const changed = await unroll(['train', experiment({ path: moved }, 30), '--run', run, '--resume'])
  expect([changed.code, changed.error]).toEqual([2, expect.stringContaining('not those that this run was trained on')])
})

it('takes several files by --data, and holds out a whole file', async () => {
  const run = newPath()
  const files = ['10.txt', '1.txt'].map((name) => join(folder, name))
  const reading = { heldOut: { groups: ['10.txt'] } }
  const { code } = await unroll(['train', experiment({ path: 'nowhere', reading }), '--data', ...files, '--run', run])
  expect(code).toBe(0)
  expect(readingOf(run)).toEqual({ ...reading, files: ['1.txt', '10.txt'] })
  expect((await unroll(['sample', run, '--prime', 'Dear ', '--length', '5'])).out).toMatch(/^Dear /)
  const wrong = await unroll(['train', experiment({ reading: { files: ['../x.txt'] } }), '--run', newPath()])
  expect([wrong.code, wrong.error]).toEqual([2, expect.stringContaining('leads out of the folder')])
  const joined = experiment({ reading: { ...reading, several: 'joined' } })
  const one = await unroll(['train', joined, '--run', newPath()])
  expect([one.code, one.error]).toEqual([2, expect.stringContaining('are joined to one sequence')])
  const table = write({ data: { kind: 'series', source: 'file', path: 'x.csv' } })
  const several = await unroll(['train', table, '--data', ...files, '--run', newPath()])
  expect([several.code, several.error]).toEqual([2, expect.stringContaining('only one table is read at a time')])
})
