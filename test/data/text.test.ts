import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { DataError } from '../../src/data/data-error'
import { TextDataSet } from '../../src/data/text'
import { understandText } from '../../src/data/table/understand-text'
import { bundled, copy, laneOf, scored, utf8 } from './batches'

const textOf = (text: string, validationFraction = 0.1): TextDataSet =>
  new TextDataSet(utf8(text), { name: 'file.txt', validationFraction })

describe('Moby Dick', () => {
  const data = new TextDataSet(bundled('moby-dick.txt'), { name: 'moby-dick.txt', validationFraction: 0.1 })

  test('has the known size', () => {
    expect(data.index.length).toBe(1_190_317)
    expect(data.ny).toBe(83)
    expect(data.trainCharacters).toBe(1_071_285)
    expect(data.encoding).toBe('UTF-8')
    expect([...data.vocabulary.symbols]).toEqual([...data.vocabulary.symbols].sort())
  })

  test('n-grams of orders 0–4 give the known bits a character, in small portions', () => {
    const yielded = [...data.slowBaselines({ tau: 50 })]
    const lines = yielded.filter((line) => line !== undefined)
    expect(lines.map(({ values }) => values.order)).toEqual([0, 1, 2, 3, 4])
    expect(lines.map(({ loss }) => (loss / Math.LN2).toFixed(3))).toEqual(['4.498', '3.552', '2.897', '2.416', '2.232'])
    expect(lines[0].values).toEqual({ order: 0, counted: 1_071_285, scored: 119_032 })
    expect(yielded.length - lines.length).toBeGreaterThan(100)
  })
})

describe('vocabulary', () => {
  test('decode undoes encode; symbols are code points in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 3 }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\ufeff') && Array.from(text).length >= 3)
        const data = textOf(text)
        expect(data.vocabulary.decode(data.index)).toBe(text)
        expect(data.vocabulary.decode(data.vocabulary.encode(text))).toBe(text)
        const codes = data.vocabulary.symbols.map((symbol) => symbol.codePointAt(0)!)
        expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b))
      })
    )
  })

  test('more than 256 symbols', () => {
    const text = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0xac00 + (i % 1000))).join('')
    const data = textOf(text)
    expect(data.ny).toBe(1000)
    expect(data.vocabulary.decode(data.index)).toBe(text)
  })

  test('an unknown symbol is named', () => {
    expect(() => textOf('abcabc').vocabulary.encode('aé')).toThrow(/"é" \(U\+00E9\)/)
    expect(() => textOf('abcabc').vocabulary.encode('a😀')).toThrow(DataError)
  })

  test('baseline: every symbol equally likely', () => {
    expect(textOf('abcdabcd').baselines()[0].loss).toBeCloseTo(Math.log(4))
  })
})

describe('batches', () => {
  // Every character differs from its neighbours, so that the index shows the place.
  const length = 1000
  const text = Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
  const data = textOf(text)
  const shape = fc.record({ tau: fc.integer({ min: 1, max: 40 }), batch: fc.integer({ min: 1, max: 40 }) })

  test('targets are the next characters, and training never sees the held-out part', () => {
    fc.assert(
      fc.property(shape, fc.nat(), (options, seed) => {
        const source = data.training({ ...options, seed })
        for (let i = 0; i < 12; i++) {
          const { x, y } = copy(source.next())
          expect(y).toEqual(x.map((k) => k + 1))
          expect(Math.max(...y)).toBeLessThan(data.trainCharacters)
        }
      })
    )
  })

  test('lanes go on where they stopped, until the source says fresh', () => {
    fc.assert(
      fc.property(shape, fc.nat(), (options, seed) => {
        const source = data.training({ ...options, seed })
        let before = copy(source.next())
        expect(before.fresh).toBe(true)
        for (let i = 0; i < 12; i++) {
          const now = copy(source.next())
          if (!now.fresh) expect(now.x.slice(0, now.lanes)).toEqual(before.y.slice(-now.lanes))
          before = now
        }
      })
    )
  })

  test('a pass takes about the whole training part, and wraps freshly', () => {
    const source = data.training({ tau: 10, batch: 4, seed: 1 })
    const fresh = Array.from({ length: 50 }, () => source.next().fresh)
    expect(fresh.flatMap((is, i) => (is ? [i] : []))).toEqual([0, 22, 44])
  })

  test('seek() brings back the same batches', () => {
    fc.assert(
      fc.property(shape, fc.nat(), fc.nat({ max: 40 }), (options, seed, steps) => {
        const source = data.training({ ...options, seed })
        for (let i = 0; i < steps; i++) source.next()
        const position = source.position()
        const ahead = Array.from({ length: 30 }, () => copy(source.next()))
        const again = data.training({ ...options, seed: seed + 1 })
        again.seek(position)
        expect(Array.from({ length: 30 }, () => copy(again.next()))).toEqual(ahead)
      })
    )
  })

  test('validation scores every held-out character once, whatever the shape, and carries the state', () => {
    fc.assert(
      fc.property(
        fc.record({ tau: fc.integer({ min: 1, max: 300 }), batch: fc.integer({ min: 1, max: 300 }) }),
        (options) => {
          const targets = scored(data.validation(options)).sort((a, b) => a - b)
          expect(targets).toEqual(Array.from({ length: 100 }, (_, i) => 900 + i))
          Array.from(data.validation(options), copy).forEach(({ fresh, tau, lanes }, i) => {
            expect(fresh).toBe(i === 0)
            expect(tau).toBeLessThanOrEqual(options.tau)
            expect(lanes).toBeLessThanOrEqual(options.batch)
          })
        }
      )
    )
  })

  test('validation lanes are contiguous', () => {
    const [first, second] = Array.from(data.validation({ tau: 10, batch: 3 }), copy)
    for (let lane = 0; lane < 3; lane++) {
      const xs = [first, second].flatMap(({ x }) => laneOf(x, 10, 3, lane).flat())
      expect(xs).toEqual(Array.from({ length: 20 }, (_, t) => xs[0] + t))
    }
  })
})

describe('texts at the edge', () => {
  test('too short', () => expect(() => textOf('ab')).toThrow(/"file.txt" has 2 character/))
  test('three characters are enough to load, and an impossible τ says what is possible', () => {
    const data = textOf('abc', 0.5)
    expect(scored(data.validation({ tau: 50, batch: 32 }))).toEqual([2])
    expect(() => data.training({ tau: 50, batch: 1, seed: 1 })).toThrow(/at most 1\b/)
    expect([...data.slowBaselines({ tau: 50 })]).toHaveLength(5)
  })
  test('a NUL after a byte order mark is no text', () => {
    expect(
      () =>
        new TextDataSet(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0, 0, 0x62, 0]), {
          name: 'a.bin',
          validationFraction: 0.1
        })
    ).toThrow(/not a text file/)
  })
})

test('20 MB of text keep to one byte a character', () => {
  const book = bundled('moby-dick.txt')
  const bytes = new Uint8Array(book.length * 16)
  for (let i = 0; i < 16; i++) bytes.set(book, i * book.length)
  const data = new TextDataSet(bytes, { name: 'large.txt', validationFraction: 0.1 })
  expect(data.bytes).toBe(16 * 1_190_317)
  const lines = [...data.slowBaselines({ tau: 50 })].filter((line) => line !== undefined)
  expect(lines[0].values).toEqual({ order: 0, counted: 8_000_000, scored: 126_400 })
})

describe('decisions about a text', () => {
  const bytes = new TextEncoder().encode('e\u0301a\r\nb\r\ne\u0301 and so on\r\n'.repeat(3))
  const textOf = (reading: object): string => {
    const data = new TextDataSet(bytes, { name: 'a.txt', validationFraction: 0.1, reading })
    return data.vocabulary.decode(data.index)
  }
  test('keep its marks apart and its line ends, each by itself', () => {
    const joined = 'éa\nb\né and so on\n'.repeat(3)
    expect(textOf({})).toBe(joined)
    expect(textOf({ form: 'as-is' })).toBe(joined.normalize('NFD'))
    expect(textOf({ lineEnds: 'as-is' })).toBe(joined.replaceAll('\n', '\r\n'))
    expect(understandText(bytes, 'a.txt', { form: 'as-is', lineEnds: 'as-is' })).toMatchObject({
      reading: { form: 'as-is', lineEnds: 'as-is', damaged: 'refuse' },
      warnings: [],
      lineEnds: 'CRLF'
    })
  })
  test('are offered where a text looks like a table, or its encoding is a guess', () => {
    const table = new TextEncoder().encode('year,v\n1,5\n2,6\n3,7\n4,4\n')
    expect(understandText(table, 'a.txt').warnings.map(({ code }) => code)).toEqual(['looks-like-table'])
    const cyrillic = iconv.encode('Все счастливые семьи похожи друг на друга. '.repeat(20), 'windows-1251')
    expect(understandText(cyrillic, 'a.txt').guesses).toEqual(['encoding'])
    const chosen = understandText(cyrillic, 'a.txt', { encoding: 'Windows-1251' })
    expect([chosen.guesses, chosen.head.slice(0, 3)]).toEqual([[], 'Все'])
  })
  test('merge rare symbols into one, which samples write and texts may hold', () => {
    const rare = new TextEncoder().encode('aaaa bbbb cc d한\ufffd '.repeat(2))
    const data = new TextDataSet(rare, { name: 'a.txt', validationFraction: 0.1, reading: { minimumCount: 4 } })
    const { vocabulary } = data
    expect(vocabulary.symbols).toEqual([' ', 'a', 'b', 'c', '\ufffd'])
    expect(Array.from(data.counts)).toEqual([8, 8, 8, 4, 6])
    expect(vocabulary.decode(data.index)).toBe('aaaa bbbb cc \ufffd\ufffd\ufffd '.repeat(2))
    expect(() => vocabulary.encode('한')).toThrow(/"한" \(U\+D55C\)/)
    const found = understandText(rare, 'a.txt', { minimumCount: 4 })
    expect(found).toMatchObject({ symbols: 5, merged: { symbols: 3, characters: 6 } })
    expect(found.vocabulary.find(({ symbol }) => symbol === '\ufffd')!.count).toBe(6)
    expect(found.warnings.map(({ code }) => code)).toEqual(['symbols-merged'])
    expect(understandText(rare, 'a.txt')).toMatchObject({ symbols: 7, merged: { symbols: 0 } })
  })
})
