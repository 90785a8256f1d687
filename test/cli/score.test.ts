// unroll score: the numbers of plain float64, unknown symbols, and series.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { readModel } from '../../src/trainer/model-file'
import { oneHot, oracle } from '../trainer/reading/oracle'
import { newPath, parity, unroll, write } from './run-unroll'

const stopAfter = { stop: { steps: 20 }, watching: { validateEvery: 5, checkpointEvery: 5, sampleEvery: 1000 } }

interface TextScore {
  step: number
  bits: number
  bitsPerCharacter: number
  text: string
  leftOut: string[]
  bitsOfEach: (number | null)[]
  leastLikely: { at: number; line: number; column: number; symbol: string; bits: number }[]
}
interface SeriesScore {
  loss: number
  natsPerRow: number
  columns: { column: string; mae: number; rmse: number; nrmse: number }[]
  errors: { nats: number; row: number; truth: number[]; predicted: number[]; error: number[] }[]
}

describe('a text', () => {
  const run = newPath()
  beforeAll(async () => {
    const book = newPath()
    writeFileSync(book, 'the whale, the white\nwhale \u001b[31mand the sea. '.repeat(40))
    const text = {
      data: { kind: 'text', source: 'file', path: book },
      model: { hiddenSize: 8 },
      learning: { sequenceLength: 10, batchSize: 4 },
      ...stopAfter
    }
    expect((await unroll(['train', write(text), '--run', run])).code).toBe(0)
  })
  const scoreOf = async (input: string, ...more: string[]): Promise<TextScore> =>
    JSON.parse((await unroll(['score', run, '--json', ...more], { input })).out) as TextScore

  it('is scored by the best checkpoint as plain float64 scores it', async () => {
    const text = 'the sea\nand the whale'
    const found = await scoreOf(text)
    const best = new Checkpoints(run).best!
    expect(found.step).toBe(best)
    const { model, parameters, metadata } = readModel(new Checkpoints(run).fileOf(best))
    const symbols = JSON.parse(metadata.input_labels) as string[]
    const plain = oracle(model, parameters, 'teacher')
    const expected = Array.from(text, (symbol, i) => {
      if (i === 0) return null
      return -Math.log2(plain.step(oneHot(symbols.indexOf(text[i - 1]), symbols.length))[symbols.indexOf(symbol)])
    })
    expect(found.bitsOfEach[0]).toBeNull()
    expected.slice(1).forEach((bits, i) => expect(found.bitsOfEach[i + 1]).toBeCloseTo(bits!, 4))
    const total = expected.reduce<number>((sum, bits) => sum + (bits ?? 0), 0)
    expect(found.bits).toBeCloseTo(total, 3)
    expect(found.bitsPerCharacter).toBeCloseTo(total / (text.length - 1), 4)
    const worst = expected.indexOf(Math.max(...(expected.slice(1) as number[])))
    const places = found.leastLikely.map(({ at }) => at)
    expect(places.every((at, i) => places.every((other, j) => i === j || Math.abs(at - other) > 4))).toBe(true)
    expect(found.leastLikely[0]).toMatchObject({
      symbol: text[worst],
      line: worst > 7 ? 2 : 1,
      column: worst > 7 ? worst - 7 : worst + 1
    })
  })

  it('comes from a file or from standard input, and any checkpoint can be asked', async () => {
    const file = `${newPath()}.txt`
    writeFileSync(file, 'the sea')
    const read = await unroll(['score', run, file, '--json'])
    expect(JSON.parse(read.out)).toEqual(await scoreOf('the sea'))
    expect((await scoreOf('the sea', '--checkpoint', '5')).step).toBe(5)
    expect((await scoreOf('the sea', '--checkpoint', 'newest')).step).toBe(20)
    const { code, error } = await unroll(['score', run, '--checkpoint', '7'], { input: 'the sea' })
    expect([code, error]).toEqual([2, expect.stringContaining('step 7')])
  })

  it('with unknown symbols is refused with all of them, or scored without them', async () => {
    const { code, error } = await unroll(['score', run], { input: 'thé sea €' })
    expect(code).toBe(2)
    expect(error).toContain('"é" (U+00E9), "€" (U+20AC)')
    const without = await unroll(['score', run, '--leave-out-unknown', '--json'], { input: 'thé sea €' })
    expect(without.error).toContain('Left out: "é" (U+00E9), "€" (U+20AC)')
    expect(JSON.parse(without.out)).toMatchObject({ text: 'th sea ', leftOut: ['é', '€'] })
  })

  it('is never printed with its control characters', async () => {
    const input = 'the \u001b[31msea'
    const plain = await unroll(['score', run], { input })
    expect(plain.code).toBe(0)
    expect(plain.out).toContain('␛')
    expect(plain.out + (await unroll(['score', run, '--json'], { input })).out).not.toContain('\u001b')
    expect((await scoreOf(input)).text).toBe(input)
  })

  it('too short, or missing, says so', async () => {
    expect((await unroll(['score', run], { input: 't' })).error).toContain('at least two symbols')
    expect((await unroll(['score', run, '/nowhere.txt'])).error).toContain('"/nowhere.txt" cannot be read')
  })
})

describe('a series', () => {
  const run = newPath()
  const rows = Array.from({ length: 90 }, (_, i) => [1900 + i, 50 + 20 * Math.sin(i / 2), 3 * Math.cos(i / 3)])
  const table = (of: number[][]): string => ['year,a,b', ...of.map((row) => row.join())].join('\n')
  beforeAll(async () => {
    const file = `${newPath()}.csv`
    writeFileSync(file, table(rows))
    const series = {
      data: { kind: 'series', source: 'file', path: file },
      model: { hiddenSize: 6 },
      learning: { sequenceLength: 10, batchSize: 4 },
      ...stopAfter
    }
    expect((await unroll(['train', write(series), '--run', run])).code).toBe(0)
  })

  it('gets the error of each row in its own units, scaled as in training', async () => {
    const input = table(rows.slice(0, 30))
    const found = JSON.parse((await unroll(['score', run, '--json'], { input })).out) as SeriesScore
    const { model, parameters, metadata } = readModel(new Checkpoints(run).fileOf(new Checkpoints(run).best!))
    const { mean, deviation } = JSON.parse(metadata.scaling) as Record<'mean' | 'deviation', number[]>
    const plain = oracle(model, parameters, 'teacher')
    let squares = [0, 0]
    for (let r = 1; r < 30; r++) {
      const [, ...before] = rows[r - 1]
      const predicted = plain
        .step(before.map((value, j) => (value - mean[j]) / deviation[j]))
        .map((value, j) => value * deviation[j] + mean[j])
      const { row, truth, error, ...rest } = found.errors[r - 1]
      expect([row, truth]).toEqual([r + 1, rows[r].slice(1)])
      predicted.forEach((value, j) => {
        expect(rest.predicted[j]).toBeCloseTo(value, 4)
        expect(error[j]).toBeCloseTo(value - rows[r][j + 1], 4)
      })
      squares = squares.map((sum, j) => sum + (predicted[j] - rows[r][j + 1]) ** 2)
    }
    expect(found.columns.map(({ column }) => column)).toEqual(['a', 'b'])
    found.columns.forEach(({ rmse }, j) => expect(rmse).toBeCloseTo(Math.sqrt(squares[j] / 29), 4))
    // −log of the normal density around what was foreseen, with the RMSE of these rows as σ.
    const nats = found.errors.map(({ error }) =>
      found.columns.reduce((sum, { rmse }, j) => {
        const density = Math.exp(-((error[j] / rmse) ** 2) / 2) / (rmse * Math.sqrt(2 * Math.PI))
        return sum - Math.log(density)
      }, 0)
    )
    nats.forEach((value, i) => expect(found.errors[i].nats).toBeCloseTo(value, 6))
    expect(found.natsPerRow).toBeCloseTo(nats.reduce((sum, value) => sum + value, 0) / 29, 6)
    const { out } = await unroll(['score', run], { input })
    expect(out).toContain('a: MAE')
    expect(out).toContain('nats a row')
    expect(out).toMatch(/row \d+ \(\d+\): a .*, foreseen .*, error .*; b /)
  })

  it('needs the columns of the run', async () => {
    const { code, error } = await unroll(['score', run], { input: 'year,a\n1,2\n2,3\n3,4\n4,5\n' })
    expect([code, error]).toEqual([2, expect.stringContaining('"b"')])
  })
})

it('a task is refused', async () => {
  const run = newPath()
  await unroll(['train', write(parity), '--run', run])
  const { code, error } = await unroll(['score', join(run)], { input: 'a' })
  expect([code, error]).toEqual([2, expect.stringContaining('task')])
})
