// Which files of a folder are a text.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { takeTexts } from '../../src/data/text-files'
import { inOneFolder } from '../../src/run-folder/one-folder'
import { reasonIn } from '../../src/shared/reasons'
import { textFilesIn } from '../../src/trainer/text-folder'

const root = mkdtempSync(join(tmpdir(), 'unroll-text-folder-'))
afterAll(() => rmSync(root, { recursive: true }))
let folder: string
let count = 0
beforeEach(() => mkdirSync((folder = join(root, `letters ${++count}`))))
const put = (name: string, content: string | Uint8Array = 'text'): void => writeFileSync(join(folder, name), content)
const read = (listed?: string[]): string[] => Array.from(textFilesIn(folder, listed).each(), ({ name }) => name)

it('finds texts in folders in folders, in natural order, and says what it leaves out and why', () => {
  for (const name of ['10.txt', '2.txt', 'a.MD', '.hidden', 'table.csv', 'table.tsv.gz']) put(name)
  put('empty', '')
  put('packed.txt.gz', gzipSync('packed'))
  mkdirSync(join(folder, '3'))
  mkdirSync(join(folder, '.git'))
  put('3/1.txt')
  put('.git/config')
  symlinkSync(join(folder, '2.txt'), join(folder, 'link.txt'))
  symlinkSync(folder, join(folder, 'round'))
  expect(read()).toEqual(['2.txt', '3/1.txt', '10.txt', 'a.MD', 'empty', 'packed.txt.gz'])
  const sizes: number[] = []
  const left = takeTexts(textFilesIn(folder, undefined), ({ bytes, name }) => {
    if (name === 'packed.txt.gz') sizes.push(bytes.length)
  })
  expect(sizes).toEqual([6])
  expect(left.map(({ name, why }) => `${name}: ${why}`)).toEqual([
    '.git: its name begins with a full stop',
    '.hidden: its name begins with a full stop',
    'link.txt: it is a link',
    'round: it is a link',
    'table.csv: it is a table',
    'table.tsv.gz: it is a table'
  ])
  for (const { why } of [
    ...left,
    { why: 'it is not a text' },
    { why: 'it is a file of PDF, not plain text' },
    { why: 'it is empty' }
  ])
    expect(reasonIn('ko', why)).toMatch(/[가-힣]/)
})

it('leaves out a file or a folder whose name is not UTF-8', ({ skip }) => {
  skip(process.platform !== 'linux', 'Only Linux has such names.')
  put('a.txt')
  const foreign = (name: string): Buffer => Buffer.concat([Buffer.from(join(folder, name)), Buffer.of(0xff)])
  writeFileSync(foreign('b'), 'text')
  mkdirSync(foreign('c'))
  const { left } = textFilesIn(folder, undefined)
  expect(read()).toEqual(['a.txt'])
  expect(left.map(({ name, why }) => `${name}: ${why}`)).toEqual([
    'b\ufffd: its name is not UTF-8',
    'c\ufffd: its name is not UTF-8'
  ])
})

it('refuses a file that is listed twice, and an empty folder; as bytes, a table is a file like others', () => {
  expect(() => takeTexts(textFilesIn(folder, undefined), () => {})).toThrow(/is an empty folder/)
  for (const name of ['a.txt', 'b.csv']) put(name)
  expect(() => read(['a.txt', 'b.csv', 'a.txt'])).toThrow('"a.txt" is named twice')
  const bytes = textFilesIn(folder, undefined, { anyBytes: true })
  expect(Array.from(bytes.each(), ({ name }) => name)).toEqual(['a.txt', 'b.csv'])
})

it('reads the files of a list, in its order, and names one that is gone', () => {
  for (const name of ['a.txt', 'b.txt', 'c.csv']) put(name)
  expect(read(['c.csv', 'a.txt'])).toEqual(['c.csv', 'a.txt'])
  expect(() => read(['a.txt', 'd.txt'])).toThrow(/d\.txt" cannot be read: there is no such file/)
})

it('refuses too many files, and a folder of tables alone', () => {
  put('a.csv')
  expect(() => read()).toThrow(/only one table is read at a time.*a column that names the file/)
  for (let i = 0; i <= 1000; i++) put(`${i}.txt`)
  expect(() => read()).toThrow('holds more than 1000 files')
})

it('writes paths of files as paths inside the folder that holds all of them', () => {
  expect(inOneFolder(['/books/10.txt', '/books/2.txt'])).toEqual({ path: '/books', files: ['2.txt', '10.txt'] })
  expect(inOneFolder(['/books/a/1.txt', '/booksellers/2.txt'])).toEqual({
    path: '/',
    files: ['books/a/1.txt', 'booksellers/2.txt']
  })
})
