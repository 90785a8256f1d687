import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { newPath, unroll, write } from './run-unroll'

function file(extension: string, content: string | Uint8Array): string {
  const path = `${newPath()}${extension}`
  writeFileSync(path, content)
  return path
}
const json = async (path: string, ...options: string[]) => {
  const { code, out, error } = await unroll(['data', path, '--json', ...options])
  expect([code, error]).toEqual([0, ''])
  return JSON.parse(out) as Record<string, unknown>
}
const prices = 'Jahr;Wert\n2003;1.234\n2002;999\n2001;\n2000;1.500\n'

test('a table as JSON', async () => {
  expect(await json(file('.csv', prices))).toEqual({
    encoding: 'UTF-8',
    delimiter: ';',
    decimal: ',',
    thousands: '.',
    header: true,
    skipped: 0,
    rows: 4,
    gaps: 'refuse',
    columns: [
      {
        name: 'Jahr',
        role: 'time',
        type: 'number',
        first: 2000,
        last: 2003,
        gaps: 0,
        constant: false,
        reason: 'its name and its values tell the time'
      },
      {
        name: 'Wert',
        role: 'target',
        type: 'number',
        first: 1500,
        last: 1234,
        gaps: 1,
        constant: false,
        reason: 'it holds numbers'
      }
    ],
    warnings: [
      {
        code: 'gaps',
        message: 'Column "Wert": 1 value is missing (line 4). Choose what becomes of gaps before training.',
        line: 4
      },
      {
        code: 'time-reversed',
        message: 'The newest row comes first. The rows are turned round, so that "Jahr" rises.',
        line: null
      },
      {
        code: 'signs-guessed',
        message:
          'Column "Wert": cells such as "1.234" can be read in two ways. They are read as thousands ("." between groups): a guess.',
        line: null
      }
    ]
  })
})

test('a text as JSON', async () => {
  expect(await json(file('.txt', 'cafe\u0301 cafe\u0301\r\nbar\r\n'))).toMatchObject({
    encoding: 'UTF-8',
    characters: 14,
    symbols: 8,
    normalised: 2,
    lineEnds: 'CRLF',
    warnings: [
      { code: 'text-normalised', line: null },
      { code: 'line-ends', line: null }
    ]
  })
})

test('bad bytes of UTF-8 are named, and are never another encoding', async () => {
  const bad = new Uint8Array([...Buffer.from('one — two\nthree — '), 0x92, ...Buffer.from(' four\n')])
  expect(await json(file('.txt', bad))).toMatchObject({
    encoding: 'UTF-8',
    warnings: [{ code: 'utf8-damaged', line: 2, message: expect.stringMatching(/line 2.*0x92/) as string }]
  })
  const cut = Buffer.from('one — two —').subarray(0, -1)
  expect(await json(file('.txt', cut))).toMatchObject({ encoding: 'UTF-8', warnings: [{ code: 'utf8-cut' }] })
})

test('a .txt is a table where its lines are, and what --as says', async () => {
  expect(await json(file('.txt', '1 5.5\n2 4.5\n3 6.5\n'))).toMatchObject({ delimiter: ' ', rows: 3 })
  expect(await json(file('.txt', 'It was the best of times,\nit was 1859,\nand so on.\n'))).toHaveProperty('symbols')
  expect(await json(file('.txt', '1 5.5\n2 4.5\n3 6.5\n'), '--as', 'text')).toMatchObject({ characters: 18 })
})

test('a file packed with gzip', async () => {
  expect(await json(file('.csv', gzipSync(prices)))).toMatchObject({ rows: 4, thousands: '.' })
})

test('gaps of a table that are kept, and their flags', async () => {
  const path = file('.csv', prices)
  expect(await json(path, '--gaps', 'keep')).toMatchObject({ gaps: 'keep', flags: ['Wert'] })
  expect(await json(path, '--gaps', 'carry')).not.toHaveProperty('flags')
  expect((await unroll(['data', path, '--gaps', 'keep'])).out).toMatch(/flags of gaps +Wert\n/)
  const text = await unroll(['data', file('.txt', 'It was the best of times,\n'), '--gaps', 'keep'])
  expect([text.code, text.error]).toEqual([2, expect.stringMatching(/--gaps is for tables.* is read as a text/)])
})

test('for people', async () => {
  const { out } = await unroll(['data', file('.csv', prices)])
  expect(out).toMatch(/between columns +;\n/)
  expect(out).toMatch(/Wert +target +number +1500 +1234 +1 +it holds numbers/)
  expect(out).toMatch(/line 4: Column "Wert"/)
})

test.each([
  ['.csv', 't,v\n1,5\n2,4,5\n3,6\n4,7\n', /\.csv", line 3: 3 cells where the first row has 2\. Mend/],
  ['.csv', 't;v\n1;a\n2;b\n', /no column of numbers that a network could learn.*"v": it holds words/],
  ['.txt', '%PDF-1.7\n', /is a file of PDF, not plain text\. Save/],
  ['.csv', '<html><body>', /is a file of HTML\/XML/],
  ['.csv', '', /is empty/],
  ['.csv', gzipSync(prices).subarray(0, 20), /gzip data are damaged or cut off/]
])('what cannot be read ends with a sentence: %s %j', async (extension, content, message) => {
  const { code, out, error } = await unroll(['data', file(extension, content), '--json'])
  expect([code, out]).toEqual([2, ''])
  expect(error).toMatch(message)
})

test.each([
  ['/dev/zero', /not an ordinary file/],
  ['/no/such/file', /there is no such file/]
])('%s is refused at once', async (path, message) => {
  const { code, error } = await unroll(['data', path])
  expect(code).toBe(2)
  expect(error).toMatch(message)
})

test('an experiment trains on the table as it was understood, keeps what was decided, and goes on with it', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${2040 - i};${(i * 7) % 11},5`)
  const csv = file('.csv', ['Jahr;Wert', ...rows].join('\n'))
  const experiment = (steps: number): string =>
    write({
      data: { kind: 'series', source: 'file', path: csv },
      model: { hiddenSize: 2 },
      learning: { sequenceLength: 4, batchSize: 2 },
      stop: { steps }
    })
  const run = newPath()
  expect((await unroll(['train', experiment(3), '--run', run])).code).toBe(0)
  const stored = JSON.parse(readFileSync(join(run, 'experiment.json'), 'utf8')) as { data: unknown }
  expect(stored.data).toMatchObject({
    reading: { delimiter: ';', decimal: ',', header: true, order: 'reversed', roles: { Jahr: 'time', Wert: 'target' } }
  })
  expect((await unroll(['train', experiment(6), '--run', run, '--resume'])).code).toBe(0)
  expect((JSON.parse(readFileSync(join(run, 'experiment.json'), 'utf8')) as { data: unknown }).data).toEqual(
    stored.data
  )
})

test('trains on a table, and tells which values it leaves out', async () => {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Total']
  const rows = Array.from({ length: 12 }, (_, i) =>
    [1990 + i, ...months.map((_, m) => (i === 4 && m === 2 ? -99.9 : 5 + ((7 * i + 3 * m) % 11)))].join()
  )
  const series = {
    data: {
      kind: 'series',
      source: 'file',
      path: file('.csv', [`Year,${months.join()}`, ...rows].join('\n')),
      reading: { across: true, gaps: 'interpolate' }
    },
    model: { hiddenSize: 2 },
    learning: { sequenceLength: 4, batchSize: 2 },
    stop: { steps: 1 }
  }
  const { code, error } = await unroll(['train', write(series), '--run', newPath()])
  expect(code).toBe(0)
  expect(error).toContain('Total holds numbers too, but is not turned')
  expect(error).toContain('Column "value": -99.9 stands 1 time far from all other values (line 6)')
})
