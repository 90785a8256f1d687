import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { experimentSchema } from '../../src/shared/experiment'
import { withDataFile } from '../../src/trainer/data-file'
import { understandFile } from '../../src/trainer/network'

const folder = mkdtempSync(join(tmpdir(), 'unroll-data-file-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (content: string | Uint8Array): string => {
  const path = join(folder, 'data.csv')
  writeFileSync(path, content)
  return path
}
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

it('gives any piece of a file, packed or not', () => {
  for (const content of ['0123456789', gzipSync('0123456789')])
    expect(withDataFile(file(content), (bytes) => [bytes.length, text(bytes.subarray(3, 6))])).toEqual([10, '345'])
  expect(withDataFile(file(''), (bytes) => bytes.length)).toBe(0)
})

it('refuses a file that changes while it is read; new lines at its end are left for the next time', () => {
  const path = file('0123456789')
  const changed = /"[^"]+data\.csv" cannot be read: it changes while it is being read/
  const later = new Date(Date.now() + 5000)
  expect(() =>
    withDataFile(path, (bytes) => {
      truncateSync(path, 4)
      return bytes.subarray(0, 10)
    })
  ).toThrow(changed)
  expect(() => withDataFile(path, () => utimesSync(path, later, later))).toThrow(changed)
  const read = withDataFile(path, (bytes) => {
    appendFileSync(path, 'more')
    return text(bytes.subarray(0, bytes.length))
  })
  expect(read).toBe('0123')
})

it('tells the first lines of a file that cannot be read, and their bytes where it is no text', () => {
  const unreadable = (content: string | Uint8Array, kind: 'text' | 'series', reading = {}) =>
    understandFile(experimentSchema.parse({ data: { kind, source: 'file', path: file(content), reading } }))
  expect(unreadable('only,words\nand,more\n', 'series')).toMatchObject({
    kind: 'unreadable',
    lines: ['only,words', 'and,more', '']
  })
  expect(unreadable(Uint8Array.of(...Array(17).keys()), 'text')).toMatchObject({
    kind: 'unreadable',
    why: { code: 'file-binary' },
    lines: ['00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f', '10']
  })
  expect(unreadable('Call me', 'text', { encoding: 'Klingon' })).toMatchObject({
    why: { code: 'encoding-unknown' },
    lines: ['43 61 6c 6c 20 6d 65']
  })
})
