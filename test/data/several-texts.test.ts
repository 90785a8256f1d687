// A text that consists of several files: separate sequences, or one.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DataError } from '../../src/data/data-error'
import { understandTexts } from '../../src/data/table/understand-texts'
import type { TextReading } from '../../src/data/table/understand-text'
import { TextDataSet } from '../../src/data/text'
import type { TextFiles } from '../../src/data/text-files'
import { identityOf } from '../../src/trainer/going-on'
import { copy, scored, utf8 } from './batches'

const filesOf = (texts: readonly (string | Uint8Array)[]): TextFiles => {
  const files = texts.map((text, k) => ({ name: `${k}.txt`, bytes: typeof text === 'string' ? utf8(text) : text }))
  return { name: 'letters', length: 0, left: [], each: () => files }
}
const read = (texts: readonly (string | Uint8Array)[], reading: TextReading = {}): TextDataSet =>
  new TextDataSet(filesOf(texts), { name: 'letters', validationFraction: 0.2, reading })

/** Every character differs from all others, so that its index shows its place in the whole text. */
function distinct(lengths: readonly number[]): string[] {
  let next = 0x4e00
  return lengths.map((length) => Array.from({ length }, () => String.fromCodePoint(next++)).join(''))
}
const shape = fc.record({
  lengths: fc
    .array(fc.integer({ min: 1, max: 90 }), { minLength: 2, maxLength: 8 })
    .filter((all) => Math.max(...all) > 3),
  tau: fc.integer({ min: 1, max: 30 }),
  batch: fc.integer({ min: 1, max: 6 }),
  unit: fc.constantFrom('characters' as const, 'bytes' as const)
})

it('keeps files apart: no window goes from one to the next, and held-out characters are targets once', () => {
  fc.assert(
    fc.property(shape, fc.nat(), ({ lengths, tau, batch }, seed) => {
      const data = read(distinct(lengths))
      const ends = lengths.map((_, k) => lengths.slice(0, k + 1).reduce((sum, one) => sum + one))
      const source = data.training({ tau, batch, seed })
      for (let i = 0; i < 15; i++) {
        const { batch: own } = source.next()
        if (own.x.kind !== 'index' || own.y.kind !== 'index') throw new Error('A text is categories.')
        for (let lane = 0; lane < batch; lane++)
          for (let t = 0; t < own.lengths![lane]; t++) {
            const at = own.x.index[t * batch + lane]
            expect(own.y.index[t * batch + lane]).toBe(at + 1)
            expect(ends).not.toContain(at + 1)
            const { train } = data.sequences.find(({ begin, end }) => at >= begin && at < end)!
            expect(at + 1).toBeLessThan(train)
          }
      }
      const targets = [...scored(data.validation({ tau, batch: data.validationLanes() }))].sort((a, b) => a - b)
      const held = data.heldOut.flatMap(({ begin, end }) =>
        Array.from({ length: end - begin }, (_, i) => begin + i + 1)
      )
      expect(targets).toEqual(held)
      const [line] = [...data.slowBaselines({ tau })].filter((one) => one !== undefined)
      expect(line.values).toMatchObject({ scored: held.length, counted: data.trainCharacters })
    }),
    { numRuns: 40 }
  )
})

it('joins files with U+001C where a person says so', () => {
  fc.assert(
    fc.property(shape, ({ lengths, unit, tau, batch }) => {
      const texts = distinct(lengths)
      const several = read(texts, { unit, several: 'joined' })
      const one = new TextDataSet(utf8(texts.join('\u001c')), {
        name: 'one',
        validationFraction: 0.2,
        reading: { unit }
      })
      expect(several.inputLabels).toEqual(one.inputLabels)
      expect([...several.index]).toEqual([...one.index])
      const [a, b] = [several, one].map((data) =>
        data.training({ tau: Math.min(tau, one.trainLength), batch, seed: 3 })
      )
      for (let i = 0; i < 10; i++) expect(copy(a.next())).toEqual(copy(b.next()))
      const { characters, symbols } = understandTexts(filesOf(texts), { unit, several: 'joined' })
      expect([characters, symbols]).toEqual([one.index.length, one.ny])
    }),
    { numRuns: 30 }
  )
})

it('holds out whole files, and refuses one that is not there or leaves nothing', () => {
  const texts = ['first letter', 'second letter', 'third letter']
  const data = read(texts, { heldOut: { groups: ['1.txt'] } })
  expect(data.heldOut).toEqual([{ first: 12, begin: 12, end: 24 }])
  expect(data.trainCharacters).toBe(24)
  expect(() => read(texts, { heldOut: { groups: ['9.txt'] } })).toThrow('"9.txt"')
  expect(() => read(texts, { heldOut: { groups: ['0.txt', '1.txt', '2.txt'] } })).toThrow('nothing is left to train on')
})

it('leaves out what is no text, and says why', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)
  const texts = ['a text', '', png, Uint8Array.of(0, 1, 2, 3), 'another']
  const data = read(texts)
  expect(data.files).toEqual({
    read: ['0.txt', '4.txt'],
    left: [
      { name: '1.txt', why: 'it is empty' },
      { name: '2.txt', why: 'it is a file of PNG, not plain text' },
      { name: '3.txt', why: 'it is not a text' }
    ]
  })
  const { files, characters, symbols, head } = understandTexts(filesOf(texts))
  expect(files!.left).toEqual(data.files!.left)
  expect(files!.read).toEqual([
    { name: '0.txt', characters: 6 },
    { name: '4.txt', characters: 7 }
  ])
  expect([characters, symbols]).toEqual([data.index.length, data.ny])
  expect(head).toBe('—— 0.txt ——\na text\n—— 4.txt ——\nanother')
  expect(read(texts, { unit: 'bytes' }).files!.read).toHaveLength(4)
  expect(() => read(['', png])).toThrow(DataError)
})

it('names the file in each remark, and in an error of one file', () => {
  const { warnings, lineEnds } = understandTexts(filesOf(['one\n', 'two\r\nthree\r\n']))
  expect(warnings).toMatchObject([{ code: 'line-ends', values: { file: '1.txt' }, message: /^1\.txt: / }])
  expect(lineEnds).toBe('mixed')
  const damaged = new Uint8Array([...utf8('ä – é – ü'), 0xff, ...utf8('ö')])
  expect(() => read(['plain', damaged])).toThrow(/"1\.txt" is UTF-8, but line 1/)
})

it('are other data where the same characters are divided differently', () => {
  const hashes = [
    ['abcd', 'efgh'],
    ['abcde', 'fgh'],
    ['abcd', 'efgh']
  ].map((texts) => identityOf(read(texts))!.hash)
  expect(hashes[0]).not.toBe(hashes[1])
  expect(hashes[0]).toBe(hashes[2])
})
