// Texts as people have them: what is understood of each, or why it cannot be read.

import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import { DataError } from '../../src/data/data-error'
import { understandText, type TextReading } from '../../src/data/table/understand-text'
import { TextDataSet } from '../../src/data/text'
import { utf8 } from './batches'

type Expected = { encoding?: string; characters?: number; symbols?: number; warnings?: string[] } | { error: string }

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8(part)])))
const korean = '모든 국민은 법 앞에 평등하다.\n'.repeat(4)
const russian = 'Все люди рождаются свободными и равными в своём достоинстве.\n'.repeat(4)
const prose = 'It was the best of times, it was the worst of times.\n'

const kinds: [name: string, file: Uint8Array, expected: Expected, reading?: TextReading][] = [
  ['UTF-8', utf8(prose), { encoding: 'UTF-8', characters: 53, symbols: 17, warnings: [] }],
  ['a byte order mark', bytes('\ufeff', prose), { encoding: 'UTF-8', characters: 53, warnings: [] }],
  ['UTF-16 with a mark', iconv.encode(prose, 'utf-16', { addBOM: true }), { encoding: 'UTF-16 LE', characters: 53 }],
  ['UTF-16 without one', iconv.encode(prose, 'utf-16be'), { encoding: 'UTF-16 BE', characters: 53 }],
  ['CP949', iconv.encode(korean, 'cp949'), { encoding: 'CP949', characters: Array.from(korean).length }],
  ['Windows-1251', iconv.encode(russian, 'win1251'), { characters: Array.from(russian).length }],
  ['emoji beyond 16 bits', utf8('a😀b😀'), { characters: 4, symbols: 3 }],
  ['CRLF', utf8('one\r\ntwo\r\n'), { characters: 8, warnings: ['line-ends'] }],
  ['CRLF, kept', utf8('one\r\ntwo\r\n'), { characters: 10, warnings: [] }, { lineEnds: 'as-is' }],
  ['CR alone', utf8('one\rtwo\r'), { characters: 8, warnings: ['line-ends'] }],
  ['mixed line ends', utf8('one\r\ntwo\nthree\r'), { characters: 14, warnings: ['line-ends'] }],
  ['marks beside their letters', utf8('cafe\u0301 café'), { characters: 9, symbols: 5, warnings: ['text-normalised'] }],
  ['Korean in parts', utf8('한글'.normalize('NFD')), { characters: 2, symbols: 2, warnings: ['text-normalised'] }],
  ['a bad byte', bytes('– ä – ö – ü ', 0x92, ' x\n'), { error: 'utf8-damaged' }],
  ['a bad byte, replaced', bytes('– ä – ö ', 0x92), { encoding: 'UTF-8', characters: 9 }, { damaged: 'replace' }],
  ['a cut last character', bytes('– ä – ö', 0xe2, 0x80), { characters: 7, warnings: ['utf8-cut'] }],
  ['a bad byte, as bytes', bytes('ä', 0x92), { encoding: 'bytes', characters: 3, symbols: 3 }, { unit: 'bytes' }],
  ['CRLF as bytes', utf8('a\r\nb\r\n'), { characters: 6, symbols: 4, warnings: [] }, { unit: 'bytes' }],
  ['a picture as bytes', bytes(0x89, 'PNG', 0, 0), { characters: 6, warnings: ['bytes-not-utf8'] }, { unit: 'bytes' }],
  ['an empty file', bytes(), { error: 'file-empty' }],
  ['an empty file as bytes', bytes(), { error: 'file-empty' }, { unit: 'bytes' }],
  ['a picture', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0), { error: 'file-kind' }],
  ['PDF', utf8('%PDF-1.7\n1 0 obj\n'), { error: 'file-kind' }],
  ['RTF', utf8('{\\rtf1 It was}'), { error: 'file-kind' }],
  ['a workbook', bytes('PK', 3, 4, '[Content_Types].xml xl/workbook.xml'), { error: 'file-kind' }],
  ['zero bytes', bytes('abc', 0, 'def'), { error: 'file-binary' }],
  ['HTML', utf8('<!doctype html><p>It was</p>\n'), { warnings: ['looks-like'] }],
  ['JSON', utf8('{"a": 1}\n{"a": 2}\n'), { warnings: ['looks-like'] }],
  ['a table', utf8('1 5.5\n2 4.5\n3 6.5\n4 1.5\n'), { warnings: ['looks-like-table'] }],
  ['control characters', utf8('plain \u001b[31mred\u001b[0m\n'), { characters: 19, warnings: [] }],
  [
    'rare symbols, merged',
    utf8('aabbxy'),
    { characters: 6, symbols: 3, warnings: ['symbols-merged'] },
    { minimumCount: 2 }
  ],
  ['no such encoding', utf8(prose), { error: 'encoding-unknown' }, { encoding: 'Klingon' }]
]

it.each(kinds)('%s', (name, file, expected, reading = {}) => {
  const read = (): TextDataSet => new TextDataSet(file, { name, validationFraction: 0.1, reading })
  if ('error' in expected) {
    expect(read).toThrow(expect.objectContaining({ code: expected.error }) as DataError)
    return
  }
  const { warnings, ...found } = understandText(file, name, reading)
  const { warnings: codes, ...rest } = expected
  expect(found).toMatchObject(rest)
  if (codes) expect(warnings.map(({ code }) => code)).toEqual(codes)
  if (found.characters < 3) return
  const data = read()
  expect([data.encoding, data.index.length, data.ny]).toEqual([found.encoding, found.characters, found.symbols])
})
