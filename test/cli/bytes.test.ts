// A text that is read as bytes, from the terminal: train, sample, score, export.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, it } from 'vitest'
import { newPath, unroll, write } from './run-unroll'

const korean = '모든 국민은 법 앞에 평등하다. '
const [book, run] = [newPath(), newPath()]
const experiment = (reading?: object): string =>
  write({
    data: { kind: 'text', source: 'file', path: book, ...(reading && { reading }) },
    model: { hiddenSize: 8 },
    learning: { sequenceLength: 10, batchSize: 4 },
    stop: { steps: 10 },
    watching: { validateEvery: 5, sampleEvery: 1000 }
  })

beforeAll(async () => {
  writeFileSync(book, korean.repeat(30))
  const { code, error } = await unroll(['train', experiment(), '--bytes', '--run', run])
  expect([code, error]).toEqual([0, expect.any(String)])
})

it('keeps the choice in the experiment, and goes on with it', async () => {
  const stored = JSON.parse(readFileSync(join(run, 'experiment.json'), 'utf8')) as { data: { reading: object } }
  expect(stored.data.reading).toEqual({ unit: 'bytes' })
  expect((await unroll(['train', experiment({ unit: 'bytes' }), '--run', run, '--resume'])).code).toBe(0)
  const { code, error } = await unroll(['train', experiment({ unit: 'characters' }), '--run', run, '--resume'])
  expect(code).toBe(2)
  expect(error).toMatch(/data\.reading/)
})

it('continues a prime, and refuses bytes that the file does not have', async () => {
  const { out } = await unroll(['sample', run, '--prime', '모든 법', '--length', '40'])
  expect(out).toMatch(/^모든 법/)
  const { code, error } = await unroll(['sample', run, '--prime', 'é'])
  expect(code).toBe(2)
  expect(error).toMatch(/0xc3, 0xa9/)
})

it('scores characters by the sum of their bytes', async () => {
  const { out } = await unroll(['score', run, '--json'], { input: '모든 법' })
  const { text, bitsOfEach, bits, symbols } = JSON.parse(out) as Record<string, number> & { bitsOfEach: number[] }
  expect([text, symbols, bitsOfEach.length, bitsOfEach[0]]).toEqual(['모든 법', 4, 4, null])
  expect(bitsOfEach.slice(1).reduce((sum, one) => sum + one)).toBeCloseTo(bits, 8)
})

it('scores in bits a byte too; a binary file has no characters', async () => {
  const { out } = await unroll(['score', run, '--json'], { input: '모든 법' })
  const { bits, scoredBytes, bitsPerByte, bitsPerCharacter } = JSON.parse(out) as Record<string, number>
  // Of the ten bytes, the three of the first character are only read.
  expect([scoredBytes, bitsPerByte, bitsPerCharacter]).toEqual([7, bits / 7, bits / 3])
  const people = await unroll(['score', run], { input: '모든 법' })
  expect(people.out).toMatch(/^[\d.]+ bits a byte, [\d.]+ bits a character \([\d.]+ bits for 7 bytes, 3 characters;/)
  const broken = newPath()
  writeFileSync(broken, new TextEncoder().encode('모든 법').subarray(1))
  const binary = JSON.parse((await unroll(['score', run, broken, '--json'])).out) as Record<string, unknown>
  expect(binary).toMatchObject({ symbols: 9, scored: 8, scoredBytes: 8 })
  expect(binary).not.toHaveProperty('bitsPerCharacter')
  const bytes = (await unroll(['score', run, broken])).out
  expect(bytes).toMatch(/bits a byte \([\d.]+ bits for 8 bytes; the first/)
  expect(bytes).toMatch(/bits {2}byte \d+: /)
  expect(bytes).not.toMatch(/character|column/)
})

it('names at most 40 of the symbols that it leaves out', async () => {
  const many = newPath()
  writeFileSync(
    many,
    Uint8Array.from({ length: 120 }, (_, k) => 33 + k)
  )
  const { error } = await unroll(['score', run, many, '--leave-out-unknown'])
  expect(error).toMatch(/^Left out: [^\n]+, … \(\+\d+\)\.\n/)
  const one = newPath()
  writeFileSync(one, 'x')
  const short = await unroll(['train', experiment({ unit: 'bytes' }), '--data', one, '--run', newPath()])
  expect([short.code, short.error]).toEqual([2, expect.stringContaining('has 1 byte: too few')])
})

it('unpacks gzip and says so; damaged gzip is read as it stands', async () => {
  const [packed, damaged] = [newPath(), newPath()]
  writeFileSync(packed, gzipSync('Call me'))
  writeFileSync(damaged, Uint8Array.of(0x1f, 0x8b, ...Array(98).keys()))
  const found = async (file: string, ...as: string[]) => unroll(['data', file, '--json', ...as])
  expect(JSON.parse((await found(packed, '--as', 'bytes')).out)).toMatchObject({
    characters: 7,
    warnings: [{ code: 'bytes-gzip-unpacked' }]
  })
  expect(JSON.parse((await found(damaged, '--as', 'bytes')).out)).toMatchObject({
    characters: 100,
    warnings: [{ code: 'bytes-gzip-damaged' }, { code: 'bytes-not-utf8' }]
  })
  const text = await found(damaged)
  expect([text.code, text.error]).toEqual([2, expect.stringContaining('gzip data are damaged or cut off')])
  const train = ['train', experiment({ unit: 'bytes' }), '--data', damaged, '--run']
  expect((await unroll([...train, newPath()])).code).toBe(0)
})

it('exports bytes as bytes', async () => {
  const out = newPath()
  expect((await unroll(['export', run, out, '--format', 'pytorch'])).code).toBe(0)
  const { unit, symbols } = JSON.parse(readFileSync(join(out, 'vocabulary.json'), 'utf8')) as {
    unit: string
    symbols: string[]
  }
  expect([unit, symbols[0], symbols.at(-1)]).toEqual(['bytes', ' ', '0xed'])
  const header = newPath()
  expect((await unroll(['export', run, header, '--format', 'c'])).code).toBe(0)
  expect(readFileSync(header, 'utf8')).toMatch(/bytes of a text in UTF-8[\s\S]*0x20, 0x2e, [\s\S]*0xed/)
  const again = newPath()
  expect((await unroll(['import', out, again])).code).toBe(0)
  expect((await unroll(['sample', again, '--prime', '법', '--length', '5'])).out).toMatch(/^법/)
})

it('takes any file, and is not for the bundled text', async () => {
  const binary = newPath()
  writeFileSync(
    binary,
    Uint8Array.from({ length: 300 }, (_, i) => (i * 7) % 256)
  )
  const { out } = await unroll(['data', binary, '--as', 'bytes', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    unit: 'bytes',
    characters: 300,
    symbols: 256,
    warnings: [{ code: 'bytes-not-utf8' }]
  })
  const { code, error } = await unroll(['train', write({}), '--bytes', '--run', newPath()])
  expect(code).toBe(2)
  expect(error).toMatch(/only a text from a file/)
})
