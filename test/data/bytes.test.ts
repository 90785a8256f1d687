// Texts that are read as bytes.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteVocabulary, sumsOfCharacters } from '../../src/data/byte-symbols'
import { understandText } from '../../src/data/table/understand-text'
import { TextDataSet } from '../../src/data/text'
import { byteLabel, byteOf } from '../../src/model/byte-labels'
import { copy, utf8 } from './batches'

const read = (bytes: Uint8Array, unit: 'characters' | 'bytes' = 'bytes'): TextDataSet =>
  new TextDataSet(bytes, { name: 'file', validationFraction: 0.1, reading: { unit } })
const files = fc.uint8Array({ minLength: 3, maxLength: 400 })
const texts = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 80 }).filter((text) => /^...*$/su.test(text))

describe('a text as bytes', () => {
  it('takes any file: every byte is a symbol, and nothing is changed', () => {
    fc.assert(
      fc.property(files, (file) => {
        const data = read(file)
        expect(Array.from(data.index, (k) => byteOf(data.vocabulary.symbols[k]))).toEqual([...file])
        expect([...data.counts].reduce((sum, count) => sum + count)).toBe(file.length)
        const { characters, symbols, vocabulary, warnings } = understandText(file, 'file', { unit: 'bytes' })
        expect([characters, symbols]).toEqual([file.length, data.ny])
        expect(new Set(vocabulary.map(({ symbol }) => symbol))).toEqual(new Set(data.vocabulary.symbols))
        expect(warnings.length).toBe(Buffer.from(Buffer.from(file).toString()).equals(Buffer.from(file)) ? 0 : 1)
      })
    )
  })

  it('names every byte in one way', () => {
    const labels = Array.from({ length: 256 }, (_, byte) => byteLabel(byte))
    expect(labels.map(byteOf)).toEqual([...labels.keys()])
    expect([labels[0x41], labels[0xe2], byteOf('0x41'), byteOf('é'), byteOf('0xE2')]).toEqual([
      'A',
      '0xe2',
      NaN,
      NaN,
      NaN
    ])
  })

  it('encodes and decodes texts in UTF-8, and reads characters with the number of their bytes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const vocabulary = read(utf8(text)).vocabulary as ByteVocabulary
        expect(vocabulary.decode(vocabulary.encode(text))).toBe(text)
        const found = vocabulary.read(text)
        expect(found).toMatchObject({ text, unknown: [] })
        expect([...found.index]).toEqual([...vocabulary.encode(text)])
        expect([...found.lengths!]).toEqual(Array.from(text, (character) => utf8(character).length))
        expect(vocabulary.read(utf8(text))).toEqual(found)
      })
    )
  })

  it('shows broken bytes as U+FFFD, and names what it does not know', () => {
    const vocabulary = new ByteVocabulary(['A', '0x80', '0xc3', '0xa9'])
    expect(vocabulary.decode([0, 2, 3, 1, 2])).toBe('Aé\ufffd\ufffd')
    expect(() => vocabulary.encode('ABñ')).toThrow(/"B" \(U\+0042\), 0xb1/)
    expect(vocabulary.read('ABñé')).toMatchObject({ text: 'Aé', unknown: ['B', '0xb1'] })
    expect(vocabulary.read(Uint8Array.of(0x80, 0xc3, 0xa9))).toMatchObject({ text: '\ufffdé', unknown: [] })
  })

  it('is the same as the characters where the file is ASCII', () => {
    const file = utf8('It was the best of times, it was the worst of times.\n'.repeat(40))
    const [bytes, characters] = [read(file), read(file, 'characters')]
    expect([...bytes.inputLabels]).toEqual([...characters.inputLabels])
    const [one, other] = [bytes, characters].map((data) => data.training({ tau: 7, batch: 3, seed: 5 }))
    for (let i = 0; i < 300; i++) expect(copy(one.next())).toEqual(copy(other.next()))
  })

  it('adds the values of the symbols of each character', () => {
    const values = Float64Array.of(NaN, 2, 3, 4, 5, 6)
    expect([...sumsOfCharacters(values, Uint8Array.of(1, 3, 2))]).toEqual([NaN, 9, 11])
    expect([...sumsOfCharacters(values, null)]).toEqual([...values])
  })
})
