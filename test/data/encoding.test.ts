import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../src/data/encoding'
import { DataError } from '../../src/data/data-error'

const korean = '안녕하세요. 똠방각하는 펲시콜라를 마신다.\n가는 말이 고와야 오는 말이 곱다.\n'
const french = 'Le café était fermé à cause de la grève générale; les élèves rentrèrent déçus.\n'
const german = 'Die Straße führt über die Brücke nach Köln; Äpfel, Öl und Übermut.\n'
const astral = 'emoji 😀 and 한글 and ascii\n'

const marked = (mark: number[], body: Uint8Array): Uint8Array => Uint8Array.from([...mark, ...body])

describe('decodeText finds the encoding and loses nothing', () => {
  test.each<[label: string, text: string, bytes: Uint8Array]>([
    ['UTF-8', korean, iconv.encode(korean, 'utf-8')],
    ['UTF-8', astral, marked([0xef, 0xbb, 0xbf], iconv.encode(astral, 'utf-8'))],
    ['UTF-16 LE', astral, marked([0xff, 0xfe], iconv.encode(astral, 'utf-16le'))],
    ['UTF-16 BE', astral, marked([0xfe, 0xff], iconv.encode(astral, 'utf-16be'))],
    ['UTF-16 LE', korean, iconv.encode(korean, 'utf-16le')],
    ['UTF-16 BE', korean, iconv.encode(korean, 'utf-16be')],
    ['UTF-16 LE', 'plain words\n', iconv.encode('plain words\n', 'utf-16le')],
    ['CP949', korean, iconv.encode(korean, 'cp949')],
    ['CP949', '가나다라 마바사', iconv.encode('가나다라 마바사', 'euc-kr')],
    ['Windows-1252', french, iconv.encode(french, 'latin1')],
    ['Windows-1252', german, iconv.encode(german, 'latin1')],
    ['Windows-1252', 'café', iconv.encode('café', 'latin1')]
  ])('%s: %j', (label, text, bytes) => {
    expect(decodeText(bytes, 'file.txt')).toEqual({ text, encoding: label })
  })

  test('quotation marks that Latin-1 lacks', () => {
    const text = 'He said “hello” and went — quickly — home; it’s fine. '.repeat(5)
    expect(decodeText(iconv.encode(text, 'windows-1252'), 'a.txt').text).toBe(text)
  })

  test('any UTF-8 text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'))
        expect(decodeText(iconv.encode(text, 'utf-8'), 'a.txt').text).toBe(text)
      })
    )
  })

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'cp949'] as const)('characters that lie across chunks: %s', (codec) => {
    // Beginnings of different length put a character of several bytes across each border of 1 MiB.
    for (const head of ['\n', '\na', '\nab']) {
      const text = head + (codec === 'cp949' ? '한 ' : '😀 한').repeat(300_000)
      expect(decodeText(iconv.encode(text, codec), 'a.txt').text === text).toBe(true)
    }
  })
})

describe('decodeText refuses', () => {
  const codeOf = (bytes: Uint8Array): string => {
    try {
      decodeText(bytes, 'file.txt')
    } catch (error) {
      expect(error).toBeInstanceOf(DataError)
      expect((error as DataError).message).toContain('"file.txt"')
      return (error as DataError).code
    }
    return 'none'
  }
  test('an empty file', () => expect(codeOf(new Uint8Array(0))).toBe('file-empty'))
  test('a binary file', () => {
    expect(codeOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]))).toBe('file-binary')
    expect(codeOf(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255))).toBe('file-binary')
  })
  test('damaged UTF-8, naming the line', () => {
    const bytes = Uint8Array.from([...iconv.encode(korean, 'utf-8'), 0xff, 0x0a])
    expect(codeOf(bytes)).toBe('utf8-damaged')
    expect(() => decodeText(bytes, 'file.txt')).toThrow('line 3')
  })
})
