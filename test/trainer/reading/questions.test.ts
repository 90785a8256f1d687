// Reading a text in parts and pages, against plain float64, and the passages of a unit.

import { describe, expect, it } from 'vitest'
import { ByteVocabulary } from '../../../src/data/byte-symbols'
import { TextDataSet } from '../../../src/data/text'
import { newParameters, viewParameters } from '../../../src/engine/parameters'
import { Random } from '../../../src/engine/random'
import type { Model } from '../../../src/model/model'
import { answerSchema, questionSchema, type InspectionAnswer } from '../../../src/shared/inspection'
import type { Inspected } from '../../../src/trainer/inspection/source'
import { Readings, type ReadingQuestion } from '../../../src/trainer/reading/questions'
import { drain } from '../../drain'
import { experiment } from '../support'
import { oneHot, oracle } from './oracle'

const letters = 'abcd'
const book = Array.from({ length: 3000 }, (_, i) => letters[(i * i + (i >> 3)) % 4]).join('')
const data = new TextDataSet(new TextEncoder().encode(book), { name: 'book.txt', validationFraction: 0.3 })
const model: Model = {
  recurrence: 'hidden',
  readout: 'every-step',
  feedback: 'probabilities',
  output: 'softmax',
  nx: 4,
  nh: 6,
  ny: 4
}
const parameters = newParameters(model)
const random = new Random(2)
parameters.flat.forEach((_, i) => {
  parameters.flat[i] = random.normal() * 0.7
})
const exact = viewParameters(model, Float64Array.from(parameters.flat))
const session = {
  model,
  options: { data, experiment: experiment({ data: { kind: 'text' }, model: {}, learning: {} }) },
  learner: { parameters, step: 12 }
} as unknown as Inspected

const readings = new Readings(session)
type Answer<Kind extends InspectionAnswer['kind']> = Extract<InspectionAnswer, { kind: Kind }>
function ask<Kind extends ReadingQuestion['ask']>(question: Extract<ReadingQuestion, { ask: Kind }>): Answer<Kind> {
  return answerSchema.parse(drain(readings.answer(questionSchema.parse(question) as ReadingQuestion))) as Answer<Kind>
}
const begin = (content: string | Uint8Array<ArrayBuffer>, leaveOut = false): Answer<'read-begin'> =>
  ask({ ask: 'read-begin', at: 'now', name: 'mine.txt', content, leaveOut })

describe('a text of 20,000 symbols', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => letters[(i * 7 + (i >> 4)) % 4]).join('')
  const { number } = begin(new TextEncoder().encode(text))
  const plain = oracle(model, exact, 'teacher')
  const expected = Array.from(text, (symbol) => {
    const p = plain.step(oneHot(letters.indexOf(symbol), 4))
    return { p, h: plain.h }
  })

  it('is read in parts, the parts joined without a seam', () => {
    const bits: number[] = []
    for (;;) {
      const part = ask({ ask: 'read-on', number })
      expect(part.from).toBe(bits.length)
      if (part.bits.length === 0) break
      bits.push(...part.bits)
    }
    expect(bits).toHaveLength(20_000)
    expect(bits[0]).toBeNaN()
    for (let i = 1; i < text.length; i++)
      expect(Math.abs(bits[i] + Math.log2(expected[i - 1].p[letters.indexOf(text[i])]))).toBeLessThan(1e-4)
  })

  it.each([0, 1, 2047, 2048, 2049, 8192, 19_990])('shows guesses and a unit from symbol %i on', (from) => {
    const { guesses, p, values } = ask({ ask: 'read-page', number, from, count: 20, unit: 3 })
    const count = Math.min(20, 20_000 - from)
    expect([values.length, guesses.length]).toEqual([count, 5 * count])
    for (let i = 0; i < count; i++) {
      expect(values[i]).toBeCloseTo(expected[from + i].h[3], 4)
      if (from + i === 0) {
        expect(guesses.slice(0, 5)).toEqual(['', '', '', '', ''])
        continue
      }
      const before = expected[from + i - 1].p
      // Four symbols: the fifth guess is empty.
      expect(guesses.slice(5 * i, 5 * i + 5).toSorted()).toEqual(['', ...letters])
      for (let k = 0; k < 4; k++) expect(p[5 * i + k]).toBeCloseTo(before[letters.indexOf(guesses[5 * i + k])], 4)
      expect(p.slice(5 * i, 5 * i + 5)).toEqual(p.slice(5 * i, 5 * i + 5).toSorted((a, b) => b - a))
    }
  })
})

it('reads a text as bytes: a character has the bits of all its bytes', () => {
  const bytes = new ByteVocabulary(['a', '0xa9', '0xc3', '0xa8'])
  const asBytes = new Readings({
    ...session,
    options: { ...session.options, data: { ...data, kind: 'text', vocabulary: bytes } }
  } as unknown as Inspected)
  const put = (question: ReadingQuestion) => answerSchema.parse(drain(asBytes.answer(question)))
  const text = Array.from({ length: 6000 }, (_, i) => ['a', 'é', 'è'][(i * i + (i >> 2)) % 3]).join('')
  const { number } = put({
    ask: 'read-begin',
    at: 'now',
    name: 'mine',
    content: text,
    leaveOut: false
  }) as Answer<'read-begin'>
  const plain = oracle(model, exact, 'teacher')
  let p: ArrayLike<number> | null = null
  const expected = Array.from(text, (character) => {
    const first = p
    let bits = 0
    for (const symbol of bytes.encode(character)) {
      bits += p === null ? NaN : -Math.log2(p[symbol])
      p = plain.step(oneHot(symbol, 4))
    }
    return { first, bits, h: plain.h[3] }
  })
  const bits: number[] = []
  for (;;) {
    const part = put({ ask: 'read-on', number }) as Answer<'read-on'>
    expect(part.from).toBe(bits.length)
    if (part.bits.length === 0) break
    bits.push(...part.bits)
  }
  expect(bits).toHaveLength(6000)
  bits.forEach((one, i) => expect(Math.abs(one - expected[i].bits) < 2e-4 || i === 0).toBe(true))
  for (const from of [0, 1700, 5990]) {
    const page = put({ ask: 'read-page', number, from, count: 20, unit: 3 }) as Answer<'read-page'>
    expect(page.values).toHaveLength(Math.min(20, 6000 - from))
    page.values.forEach((h, i) => {
      expect(h).toBeCloseTo(expected[from + i].h, 4)
      const guess = page.guesses[5 * i]
      if (from + i > 0) expect(page.p[5 * i]).toBeCloseTo(expected[from + i].first![bytes.symbols.indexOf(guess)], 4)
    })
  }
})

it('names unknown symbols, and reads without them on request', () => {
  expect(begin('ab€é')).toMatchObject({ text: '', unknown: ['€', 'é'], step: 12 })
  expect(begin('ab€é', true)).toMatchObject({ text: 'ab', unknown: ['€', 'é'] })
  expect(() => begin('a€', true)).toThrow('at least two symbols')
})

it('holds one text, and says when another has taken its place', () => {
  const first = begin('abab').number
  begin('abcd')
  expect(() => ask({ ask: 'read-on', number: first })).toThrow('no longer held')
  expect(() => ask({ ask: 'passages', at: 'now', unit: 6 })).toThrow('6 hidden units')
})

it('finds the held-out passages where a unit is highest and lowest', () => {
  const { highest, lowest } = ask({ ask: 'passages', at: 'now', unit: 2 })
  const plain = oracle(model, exact, 'teacher')
  const first = data.trainCharacters - 64
  const h = Array.from(book.slice(first), (symbol) => {
    plain.step(oneHot(letters.indexOf(symbol), 4))
    return plain.h[2]
  })
  const held = h.slice(64)
  for (const [passages, extreme] of [
    [highest, Math.max(...held)],
    [lowest, Math.min(...held)]
  ] as const) {
    expect(passages).toHaveLength(4)
    const [{ from, symbols, values, peak }] = passages
    expect(values[peak]).toBeCloseTo(extreme, 5)
    expect(from + peak).toBeGreaterThanOrEqual(data.trainCharacters)
    expect(symbols.join('')).toBe(book.slice(from, from + symbols.length))
    values.forEach((value, i) => expect(value).toBeCloseTo(h[from - first + i], 4))
    const places = passages.map((one) => one.from + one.peak).toSorted((a, b) => a - b)
    places.slice(1).forEach((place, i) => expect(place - places[i]).toBeGreaterThan(64))
  }
})
