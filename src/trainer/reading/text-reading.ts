// One text that is read with one network. The state is kept after every `keptEvery` symbols, so that any page can be
// shown without reading from the beginning again. Answers are about characters: where the symbols are bytes, the bits of
// a character are the sum of those of its bytes, its guesses are those for its first byte, and h is that after its last.

import { sumsOfCharacters } from '../../data/byte-symbols'
import type { ReadText, Vocabulary } from '../../data/vocabulary'
import type { State } from '../../engine/batch'
import { largestPlaces } from '../../shared/largest-places'
import { guessCount, readAtOnce } from '../../shared/reading'
import { readerOf, type Reader } from './reader'
import { bitsOf, logSumExp } from './surprise'

/** The number of symbols between two kept states, and the number that is read at once: a few milliseconds of work. */
const [keptEvery, piece] = [2048, 256]

interface Page {
  guesses: string[]
  p: Float32Array<ArrayBuffer>
  values: Float32Array<ArrayBuffer>
}

export class TextReading {
  /** Number of symbols whose bits are known. */
  private done = 0
  private readonly states: (State | null)[] = [null]
  /** Bits of the symbol at `done`, known from the prediction after the symbol before it. */
  private first = NaN
  private readonly reader: Reader
  private readonly text: Int32Array
  /** The first symbol of each character, and the number of symbols; null where each character is one symbol. */
  private readonly begins: Int32Array | null
  /** Characters that were answered, and the bits of the symbols after them. */
  private answered = 0
  private rest = new Float64Array(0)

  constructor(
    private readonly network: Parameters<typeof readerOf>[0],
    private readonly vocabulary: Vocabulary,
    { index, lengths }: Pick<ReadText, 'index' | 'lengths'>
  ) {
    this.reader = readerOf(network)
    this.text = index
    this.begins = lengths && beginsOf(lengths)
  }

  /** The bits of the next characters, NaN for the first of the text; empty at the end. */
  *readOn(): Generator<void, { from: number; bits: Float64Array<ArrayBuffer> }> {
    const read = yield* this.readSymbols()
    const { begins, answered: from } = this
    if (begins === null) return read
    const bits = Float64Array.of(...this.rest, ...read.bits)
    let to = from
    while (to + 1 < begins.length && begins[to + 1] <= this.done) to++
    const lengths = Uint8Array.from({ length: to - from }, (_, i) => begins[from + i + 1] - begins[from + i])
    this.answered = to
    this.rest = bits.slice(begins[to] - begins[from])
    return { from, bits: sumsOfCharacters(bits, lengths) }
  }

  private *readSymbols(): Generator<void, { from: number; bits: Float64Array<ArrayBuffer> }> {
    const { text, done: from } = this
    const { ny } = this.reader.model
    const end = Math.min(from + readAtOnce, text.length)
    // Keeps one more than it answers, because the last symbol of this part predicts the first of the next.
    const bits = new Float64Array(end - from + 1).fill(NaN)
    bits[0] = this.first
    for (let at = from; at < end; at += piece) {
      const to = Math.min(at + piece, end)
      const { o } = this.reader.steps({ kind: 'index', index: text.slice(at, to) })
      for (let t = at; t < to && t + 1 < text.length; t++) bits[t + 1 - from] = bitsOf(o, t - at, ny, text[t + 1])
      if (to % keptEvery === 0) this.states.push(this.reader.state)
      yield
    }
    this.first = bits[end - from]
    this.done = end
    return { from, bits: bits.slice(0, end - from) }
  }

  /** The likeliest symbols before each character and their p [count × guessCount], and h of a unit after each character. */
  *page(from: number, count: number, unit: number): Generator<void, Page> {
    const { begins } = this
    if (begins === null) return yield* this.pageOfSymbols(from, count, unit)
    const last = begins.length - 1
    const [begin, end] = [Math.min(from, last), Math.min(from + count, last)]
    const page = yield* this.pageOfSymbols(begins[begin], begins[end] - begins[begin], unit)
    const own = Array.from({ length: end - begin }, (_, i) => begins[begin + i] - begins[begin])
    const guessed = own.flatMap((at) => Array.from({ length: guessCount }, (_, k) => at * guessCount + k))
    return {
      guesses: guessed.map((at) => page.guesses[at]),
      p: Float32Array.from(guessed, (at) => page.p[at]),
      values: Float32Array.from(own, (_, i) => page.values[begins[begin + i + 1] - begins[begin] - 1])
    }
  }

  private *pageOfSymbols(from: number, count: number, unit: number): Generator<void, Page> {
    const { text } = this
    const reader = readerOf(this.network)
    const { nh, ny } = reader.model
    const end = Math.min(from + count, text.length)
    const rows = Math.max(0, end - from)
    const guesses = new Array<string>(rows * guessCount).fill('')
    const p = new Float32Array(rows * guessCount)
    const values = new Float32Array(rows)
    const kept = Math.min(Math.floor(Math.max(0, from - 1) / keptEvery), this.states.length - 1)
    reader.state = this.states[kept]
    for (let at = kept * keptEvery; at < end; at += piece) {
      const to = Math.min(at + piece, end)
      const { o, h } = reader.steps({ kind: 'index', index: text.slice(at, to) })
      for (let t = at; t < to; t++) {
        if (t >= from) values[t - from] = h[(t - at) * nh + unit]
        const place = t + 1 - from
        if (place < 0 || place >= rows) continue
        const row = o.subarray((t - at) * ny, (t - at + 1) * ny)
        const sum = logSumExp(row)
        largestPlaces(row, guessCount).forEach((k, i) => {
          guesses[place * guessCount + i] = this.vocabulary.symbols[k]
          p[place * guessCount + i] = Math.exp(row[k] - sum)
        })
      }
      yield
    }
    return { guesses, p, values }
  }
}

function beginsOf(lengths: Uint8Array): Int32Array {
  const begins = new Int32Array(lengths.length + 1)
  lengths.forEach((length, i) => (begins[i + 1] = begins[i] + length))
  return begins
}
