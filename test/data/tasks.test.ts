import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DataError } from '../../src/data/data-error'
import { TaskDataSet } from '../../src/data/task-data-set'
import { images } from '../../src/data/tasks/digits.json'
import { taskNames, tasks, type TaskName } from '../../src/data/tasks'
import { copy, laneOf } from './batches'

/** A category is one number a step. */
const widthOf = (kind: 'index' | 'dense', n: number): number => (kind === 'index' ? 1 : n)

/** Sequences [tau][nx] and [tau][ny] of one training batch. */
function sequences(name: TaskName, tau: number, seed: number, batch = 4): { x: number[][]; y: number[][] }[] {
  const data = new TaskDataSet(name, 8)
  const { x, y } = copy(data.training({ tau, batch, seed }).next())
  return Array.from({ length: batch }, (_, lane) => ({
    x: laneOf(x, tau, batch, lane, widthOf(data.input, data.nx)),
    y: laneOf(y, tau, batch, lane, widthOf(data.output === 'softmax' ? 'index' : 'dense', data.ny))
  }))
}

const anyTask = fc.constantFrom(...taskNames)
const anyTau = fc.integer({ min: 4, max: 40 })
/** The given length, or the shortest length of the task if that is longer. */
const longEnough = (name: TaskName, tau: number): number => Math.max(tau, tasks[name].minimumLength)
const forAll = (check: (tau: number, seed: number) => void): void => fc.assert(fc.property(anyTau, fc.nat(), check))

describe('definitions', () => {
  test('running parity', () =>
    forAll((tau, seed) => {
      for (const { x, y } of sequences('running-parity', tau, seed)) {
        y.forEach(([bit], t) =>
          expect(bit).toBe(
            x
              .slice(0, t + 1)
              .flat()
              .reduce((a, b) => a + b) % 2
          )
        )
      }
    }))

  test('binary addition adds', () =>
    forAll((tau, seed) => {
      const value = (bits: number[]): bigint => bits.reduceRight((sum, bit) => sum * 2n + BigInt(bit), 0n)
      for (const { x, y } of sequences('binary-addition', tau, seed)) {
        expect(x.at(-1)).toEqual([0, 0])
        expect(value(x.map(([a]) => a)) + value(x.map(([, b]) => b))).toBe(value(y.flat()))
      }
    }))

  test('temporal XOR: every third bit is the XOR of the two before, and y is the next x', () =>
    forAll((tau, seed) => {
      for (const { x, y } of sequences('temporal-xor', tau, seed)) {
        const stream = [x[0][0], ...y.flat()]
        expect(x.flat()).toEqual(stream.slice(0, -1))
        for (let t = 2; t < stream.length; t += 3) expect(stream[t]).toBe(stream[t - 1] ^ stream[t - 2])
      }
    }))

  test('adding: one mark in each half, their sum at the end', () =>
    forAll((tau, seed) => {
      for (const { x, y } of sequences('adding', tau, seed)) {
        const marked = x.flatMap(([, mark], t) => (mark === 1 ? [t] : []))
        expect(marked).toHaveLength(2)
        expect(marked[0]).toBeLessThan(Math.floor(tau / 2))
        expect(marked[1]).toBeGreaterThanOrEqual(Math.floor(tau / 2))
        expect(y.at(-1)![0]).toBeCloseTo(x[marked[0]][0] + x[marked[1]][0], 6)
        expect(
          y
            .slice(0, -1)
            .flat()
            .every((value) => value === 0)
        ).toBe(true)
      }
    }))

  test('temporal order: two letters X or Y where they belong, and which they were at the end', () =>
    forAll((tau, seed) => {
      for (const { x, y } of sequences('temporal-order', tau, seed)) {
        const marked = x.flatMap(([k], t) => (k >= 4 ? [t] : []))
        expect(marked).toHaveLength(2)
        const [tenth, half] = [Math.floor(tau / 10), Math.floor(tau / 2)]
        expect(marked[0] - tenth).toBeLessThan(Math.max(1, tenth))
        expect(marked[1] - half).toBeLessThan(Math.max(1, tenth))
        expect(marked[1]).toBeGreaterThanOrEqual(half)
        expect(tasks['temporal-order'].outputLabels[y.at(-1)![0]]).toBe(
          marked.map((t) => tasks['temporal-order'].inputLabels[x[t][0]]).join('')
        )
      }
    }))

  test('digits: every picture of its part, whole, with its digit; no held-out one is trained on', () => {
    const line = ({ x, y }: { x: number[][]; y: number[][] }): string =>
      `${y[63][0]}${x.map(([pixel]) => '.abcdefghijklmnop'[16 * pixel]).join('')}`
    const trained = new Set(sequences('digits', 64, 1, 30_000).map(line))
    expect([...trained].sort()).toEqual([...new Set(images.slice(0, 1437))].sort())
    const heldOut = new Set(images.slice(1437))
    const [{ batch }] = new TaskDataSet('digits', 200).validation({ tau: 64, batch: 200 })
    const { x, y, lanes } = copy({ batch, fresh: true })
    for (let lane = 0; lane < 200; lane++)
      expect(heldOut).toContain(line({ x: laneOf(x, 64, lanes, lane, 1), y: laneOf(y, 64, lanes, lane, 1) }))
    expect(new Set([...trained, ...heldOut]).size).toBe(images.length)
  })

  test('copying: ten symbols, blanks, a mark, and the symbols again', () =>
    fc.assert(
      fc.property(fc.integer({ min: 21, max: 80 }), fc.nat(), (tau, seed) => {
        for (const { x, y } of sequences('copy-memory', tau, seed)) {
          const [read, told] = [x.flat(), y.flat()]
          expect(Math.max(...read.slice(0, 10))).toBeLessThan(8)
          expect(told).toEqual([...new Array<number>(tau - 10).fill(8), ...read.slice(0, 10)])
          expect(read.slice(10)).toEqual([...new Array<number>(tau - 21).fill(8), 9, ...new Array<number>(10).fill(8)])
        }
      })
    ))
})

describe('kinds of targets', () => {
  /** Targets of one lane and of each kind, of validation sequences. */
  const kindsOf = (name: TaskName, tau: number): { y: number[]; steps: number; kinds: Record<string, number[]> }[] => {
    const [{ batch, kinds }] = new TaskDataSet(name, 5).validation({ tau, batch: 8 })
    const { y, lanes } = copy({ batch, fresh: true })
    return Array.from({ length: 5 }, (_, lane) => ({
      y: laneOf(y, tau, lanes, lane, 1).flat(),
      steps: batch.lengths?.[lane] ?? tau,
      kinds: Object.fromEntries(
        Object.entries(kinds).map(([kind, mask]) => [kind, laneOf(Array.from(mask), tau, lanes, lane).flat()])
      )
    }))
  }
  const symbols = (name: TaskName, y: number[], mask: number[]): string =>
    y
      .filter((_, t) => mask[t] === 1)
      .map((k) => tasks[name].outputLabels[k])
      .join('')

  test('letters are vowels or consonants', () => {
    for (const { y, kinds } of kindsOf('elman-letters', 40)) {
      expect(symbols('elman-letters', y, kinds.vowels)).toMatch(/^[aiu]+$/)
      expect(symbols('elman-letters', y, kinds.consonants)).toMatch(/^[bdg]+$/)
      expect(kinds.vowels.map((vowel, t) => vowel + kinds.consonants[t])).toEqual(new Array<number>(40).fill(1))
    }
  })

  test('the outer letter is the last but one of a whole embedded string, and no other', () => {
    for (const { y, steps, kinds } of kindsOf('embedded-reber', 60)) {
      expect(kinds['outer-letter'].flatMap((counts, t) => (counts ? [t] : []))).toEqual([steps - 2])
      // The string begins with B, which is no target. The outer letter is the first target.
      expect(y[steps - 2]).toBe(y[0])
    }
    // A string that is cut has no target of this kind.
    for (const { y, steps, kinds } of kindsOf('embedded-reber', 8))
      expect(kinds['outer-letter'].includes(1)).toBe(y[steps - 1] === 6 && y[steps - 2] === y[0] && y[steps - 3] === 6)
  })

  test('every third bit is an XOR; what is recalled are ten symbols', () => {
    for (const { kinds } of kindsOf('temporal-xor', 9)) expect(kinds.xor).toEqual([0, 1, 0, 0, 1, 0, 0, 1, 0])
    for (const { y, kinds } of kindsOf('copy-memory', 30))
      expect(symbols('copy-memory', y, kinds.recalled)).toMatch(/^[1-8]{10}$/)
  })

  test('lanes that are left over in the last batch are of no kind', () => {
    const all = Array.from(new TaskDataSet('temporal-xor', 5).validation({ tau: 6, batch: 4 }), ({ kinds }) =>
      kinds.xor.reduce((sum, counts) => sum + counts, 0)
    )
    expect(all).toEqual([8, 2])
  })
})

describe('baselines hold on many sequences', () => {
  const lossOf = (name: TaskName, key: string, tau: number, sequences = 8): number =>
    new TaskDataSet(name, sequences).baselines({ tau }).find((line) => line.key === key)!.loss

  test('copying: T and the steps of the task', () => {
    expect(lossOf('copy-memory', 'memoryless', 40)).toBeCloseTo(0.5199, 4)
    expect(lossOf('copy-memory', 'memoryless', 120)).toBeCloseTo(0.1733, 4)
  })

  test('adding: always answering 1, on the validation sequences', () => {
    const errors = Array.from(new TaskDataSet('adding', 256).validation({ tau: 20, batch: 256 }), copy)
      .flatMap(({ y }) => y.slice(-256))
      .map((sum) => (sum - 1) ** 2)
    expect(errors).toHaveLength(256)
    expect(lossOf('adding', 'always-one', 20, 256)).toBeCloseTo(errors.reduce((a, b) => a + b) / 256, 12)
    expect(lossOf('adding', 'always-one', 20, 10_000)).toBeCloseTo(1 / 6, 2)
  })

  test('temporal XOR: all but the XORs are coins', () => {
    const coins = (tau: number): number =>
      Array.from({ length: tau }, (_, i) => i + 1).filter((t) => (t + 1) % 3 !== 0).length
    for (const tau of [3, 4, 5, 20, 50])
      expect(lossOf('temporal-xor', 'floor', tau)).toBeCloseTo((coins(tau) / tau) * Math.LN2, 12)
    expect(lossOf('temporal-xor', 'floor', 50)).toBeCloseTo(0.4575, 4)
  })

  test.each([
    [12, 0.5971],
    [24, 0.5877],
    [50, 0.5766],
    [5000, 0.5625]
  ])('binary addition of %i steps: %f nats from the last output', (tau, nats) => {
    expect(lossOf('binary-addition', 'previous-output', tau)).toBeCloseTo(nats, 4)
  })

  test('binary addition: best from the last output bit and the inputs', () => {
    // Mean surprise under the frequencies of y(t) given (y(t−1), x(t)).
    const counts = new Map<string, [number, number]>()
    for (const { x, y } of sequences('binary-addition', 20, 1, 5000)) {
      for (let t = 0; t < 20; t++) {
        const key = [y[t - 1] ?? 0, x[t]].join()
        const entry = counts.get(key) ?? [0, 0]
        entry[y[t][0]]++
        counts.set(key, entry)
      }
    }
    let nats = 0
    let total = 0
    for (const [a, b] of counts.values()) {
      nats -= (a && a * Math.log(a / (a + b))) + (b && b * Math.log(b / (a + b)))
      total += a + b
    }
    expect(nats / total).toBeCloseTo(lossOf('binary-addition', 'previous-output', 20), 2)
  })
})

describe('batches of every task', () => {
  test('labels and sizes', () => {
    for (const name of taskNames) {
      const data = new TaskDataSet(name, 8)
      expect(data.inputLabels).toHaveLength(data.nx)
      expect(data.outputLabels).toHaveLength(data.ny)
    }
  })

  test('the seed decides, and seek() brings back the same batches', () => {
    fc.assert(
      fc.property(anyTask, anyTau, fc.nat(), fc.nat({ max: 10 }), (name, least, seed, steps) => {
        const tau = longEnough(name, least)
        const data = new TaskDataSet(name, 8)
        const source = data.training({ tau, batch: 3, seed })
        for (let i = 0; i < steps; i++) source.next()
        const position = source.position()
        const ahead = Array.from({ length: 3 }, () => copy(source.next()))
        expect(ahead.every(({ fresh }) => fresh)).toBe(true)
        const again = data.training({ tau, batch: 3, seed: seed + 1 })
        again.seek(position)
        expect(Array.from({ length: 3 }, () => copy(again.next()))).toEqual(ahead)
      })
    )
  })

  test('validation is always the same, whatever the batch, and holds as many sequences as asked for', () => {
    fc.assert(
      fc.property(anyTask, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 }), (name, count, batch) => {
        const tau = longEnough(name, 7)
        const data = new TaskDataSet(name, count)
        const all = (size: number): number[][] =>
          Array.from(data.validation({ tau, batch: size }), copy).flatMap(({ x, lanes, mask }) =>
            Array.from({ length: lanes }, (_, lane) => lane)
              .filter((lane) => mask === null || mask[lane] === 1)
              .map((lane) => laneOf(x, tau, lanes, lane, widthOf(data.input, data.nx)).flat())
          )
        expect(all(batch)).toEqual(all(1))
        expect(all(batch)).toHaveLength(count)
      })
    )
  })

  test('training shares no sequence with validation', () => {
    const data = new TaskDataSet('running-parity', 500)
    const keys = (x: number[], tau: number, lanes: number): string[] =>
      Array.from({ length: lanes }, (_, lane) => laneOf(x, tau, lanes, lane).join(''))
    const tau = 64
    const held = new Set(
      Array.from(data.validation({ tau, batch: 50 }), copy).flatMap(({ x, lanes }) => keys(x, tau, lanes))
    )
    expect(held.size).toBe(500)
    for (let seed = 0; seed < 20; seed++) {
      const source = data.training({ tau, batch: 100, seed })
      for (let i = 0; i < 5; i++) {
        expect(keys(copy(source.next()).x, tau, 100).some((key) => held.has(key))).toBe(false)
      }
    }
  })

  test('too short a τ', () => {
    expect(() => new TaskDataSet('binary-addition', 8).training({ tau: 1, batch: 1, seed: 1 })).toThrow(DataError)
    expect(() => [...new TaskDataSet('adding', 8).validation({ tau: 1, batch: 1 })]).toThrow(/at least 2 steps/)
  })
})
