// A text as a stream of characters (code points) or bytes: x(t) = s[t], y(t) = s[t + 1], both one-hot; the end is held
// out.

import type { Batch } from '../engine/batch'
import { byteLabel } from '../model/byte-labels'
import { vocabularyOf } from './byte-symbols'
import { piecesOf, type Bytes } from './bytes'
import { DataError } from './data-error'
import { enoughTargets, passingBytes, type Baseline, type BatchSource, type DataSet } from './data-set'
import { binaryFile, damagedText, decodeChunks, detectEncoding, type Encoding } from './encoding'
import { nGramBaselines } from './n-gram'
import {
  measuredPairs,
  passageOf,
  trainingWindows,
  trainPart,
  validationWindows,
  type HeldOutRange,
  type Sequence
} from './stretches'
import { encodingOf, endOf } from './table/understand'
import { codePoints, mergedCode, PlainText, type TextReading } from './table/understand-text'
import type { Vocabulary } from './vocabulary'

/** Stretches of the held-out part that are read side by side. */
const validationLanes = 32
/** A file with more different characters is not a text, and is too much for the networks here. */
const maximumSymbols = 0xffff

interface Encoded {
  /** As a person sees it. */
  encoding: string
  /** Symbols in the order of their code points or bytes. */
  symbols: string[]
  /** How often each symbol occurs in the whole text. */
  counts: Int32Array
  /** The text as indices of symbols. */
  index: Uint8Array | Uint16Array
}

interface TextOptions {
  name: string
  validationFraction: number
  /** Null reads the characters unchanged. */
  reading?: TextReading | null
}

export class TextDataSet implements DataSet {
  readonly kind = 'text'
  readonly output = 'softmax'
  readonly input = 'index'
  readonly readout = null
  readonly continuous = true
  readonly ragged = false
  readonly gaps = false
  readonly meanLoss = null
  readonly nx: number
  readonly ny: number
  readonly vocabulary: Vocabulary
  readonly inputLabels: readonly string[]
  readonly outputLabels: readonly string[]
  readonly counts: Int32Array
  /** The whole text as indices of symbols; the first `trainCharacters` are trained on. */
  readonly index: Uint8Array | Uint16Array
  readonly content: { values: Uint8Array | Uint16Array; size: number }
  readonly trainCharacters: number
  /** Pairs (x, y) inside the training part: one fewer than its characters. */
  readonly trainLength: number
  readonly bytes: number
  readonly readingBytes: number
  /** The encoding that the file was found to be in; `bytes` where it is read as bytes. */
  readonly encoding: string
  private readonly sequence: Sequence

  /**
   * Reads a text file. `name` appears in errors; `validationFraction` of the characters, at the end, are held out.
   * Throws a DataError for a file that is empty, binary, damaged or shorter than three characters.
   */
  constructor(bytes: Bytes, { name, validationFraction, reading = null }: TextOptions) {
    const { encoding, symbols, counts, index } =
      reading?.unit === 'bytes' ? encodeBytes(bytes) : encodeText(bytes, name, reading)
    if (index.length < 3) {
      throw new DataError(
        'text-too-short',
        `"${name}" has ${index.length === 1 ? '1 character' : `${index.length} characters`}: too few to train on and to hold out. Choose a longer text.`,
        { name, characters: index.length }
      )
    }
    this.encoding = encoding
    // The vocabulary is that of the whole text. It is the set of symbols there are, not a statistic of them, and
    // a held-out symbol that training never saw must have an index so that its loss can be computed.
    this.vocabulary = vocabularyOf(symbols, reading?.unit === 'bytes')
    this.inputLabels = this.outputLabels = symbols
    this.nx = this.ny = symbols.length
    this.counts = counts
    this.index = index
    this.content = { values: index, size: index.length }
    this.bytes = index.byteLength
    this.readingBytes = index.byteLength + Math.min(index.byteLength, passingBytes)
    this.trainCharacters = Math.max(2, trainPart(index.length, validationFraction))
    this.trainLength = this.trainCharacters - 1
    this.sequence = {
      allocate: (tau, batch) => ({
        tau,
        batch,
        mask: null,
        h0: null,
        z0: null,
        x: { kind: 'index', index: new Int32Array(tau * batch) },
        y: { kind: 'index', index: new Int32Array(tau * batch) }
      }),
      copyPair(batch: Batch, row: number, at: number) {
        if (batch.x.kind === 'index') batch.x.index[row] = index[at]
        if (batch.y.kind === 'index') batch.y.index[row] = index[at + 1]
      }
    }
  }

  /** Throws a DataError when not one sequence of length tau fits in the training part. */
  training(options: { tau: number; batch: number; seed: number }): BatchSource {
    return trainingWindows(this.sequence, { begin: 0, end: this.trainLength }, options)
  }

  /** Every held-out character is a target once; the first is predicted from the last training characters. */
  validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean }> {
    return validationWindows(this.sequence, this.heldOut[0], options)
  }

  validationLanes(): number {
    return validationLanes
  }

  /** Every symbol equally likely: ln K. */
  baselines(): Baseline[] {
    return [{ key: 'uniform', kind: 'baseline', loss: Math.log(this.ny), values: { symbols: this.ny } }]
  }

  /** n-grams, on the characters that networks are measured on. */
  slowBaselines({ tau }: { tau: number }): Iterable<Baseline | undefined> {
    const pairs = measuredPairs(this.heldOut[0], { tau, batch: validationLanes }, enoughTargets)
    // The target of a pair is the character after it.
    const targets = pairs.map(({ begin, end }) => ({ begin: begin + 1, end: end + 1 }))
    return nGramBaselines(this.index, this.ny, this.trainCharacters, targets)
  }

  /** Pairs whose target is held out. */
  get heldOut(): [HeldOutRange] {
    return [{ first: 0, begin: this.trainLength, end: this.index.length - 1 }]
  }

  /** Pairs from `begin` on, as a batch of one sequence. */
  passage(begin: number, tau: number): Batch {
    return passageOf(this.sequence, begin, tau)
  }
}

/** The bytes of a file, each a symbol. */
function encodeBytes(bytes: Bytes): Encoded {
  const index = new Uint8Array(bytes.length)
  const all = new Int32Array(256)
  let at = 0
  for (const piece of piecesOf(bytes)) {
    index.set(piece, at)
    at += piece.length
    for (const byte of piece) all[byte]++
  }
  const occurring = Array.from(all.keys()).filter((byte) => all[byte] > 0)
  const places = Uint8Array.from(all.keys(), (byte) => Math.max(0, occurring.indexOf(byte)))
  for (let i = 0; i < index.length; i++) index[i] = places[index[i]]
  return {
    encoding: 'bytes',
    symbols: occurring.map(byteLabel),
    counts: Int32Array.from(occurring, (byte) => all[byte]),
    index
  }
}

function encodeText(bytes: Bytes, name: string, reading: TextReading | null): Encoded {
  const { encoding, pieces } = reading ? plainText(bytes, name, reading) : asItStands(bytes, name)
  return { encoding: encoding.label, ...encodeAll(pieces, bytes.length, name, reading?.minimumCount ?? 1) }
}

interface Decoded {
  encoding: Encoding
  pieces: Iterable<string>
}

function asItStands(bytes: Bytes, name: string): Decoded {
  const encoding = detectEncoding(bytes, name)
  return { encoding, pieces: decodeChunks(bytes, encoding) }
}

/** The text as it was decided to be read. Throws a DataError for bytes that the encoding does not have. */
function plainText(bytes: Bytes, name: string, reading: TextReading): Decoded {
  const { encoding, damage } = encodingOf(bytes, name, reading.encoding)
  if (damage && damage.count > 0 && reading.damaged !== 'replace') throw damagedText(name, damage)
  return { encoding, pieces: new PlainText(decodeChunks(bytes, encoding, endOf(bytes, damage)), reading).pieces() }
}

/**
 * Indices in order of appearance while the text streams by, then renumbered in order of code points. Symbols that occur
 * fewer than `minimumCount` times become one symbol.
 */
function encodeAll(
  chunks: Iterable<string>,
  capacity: number,
  name: string,
  minimumCount: number
): Omit<Encoded, 'encoding'> {
  const seen = new SymbolTable(name, capacity)
  for (const chunk of chunks) seen.number(chunk)

  const index = seen.numbers.subarray(0, seen.length)
  const written = minimumCount > 1 ? withoutRare(seen.codes, index, minimumCount) : seen.codes
  const sorted = Int32Array.from(new Set(written)).sort()
  const places = new Map(Array.from(sorted, (code, k) => [code, k]))
  const renumbered = Uint16Array.from(written, (code) => places.get(code)!)
  const counts = new Int32Array(sorted.length)
  for (let i = 0; i < index.length; i++) counts[(index[i] = renumbered[index[i]])]++
  return { symbols: Array.from(sorted, (code) => String.fromCodePoint(code)), counts, index }
}

/** The code points, with that of the merged symbol in place of rare ones. */
function withoutRare(codes: readonly number[], index: Encoded['index'], minimumCount: number): number[] {
  const counts = new Int32Array(codes.length)
  for (let i = 0; i < index.length; i++) counts[index[i]]++
  return codes.map((code, k) => (counts[k] < minimumCount ? mergedCode : code))
}

/** Numbers code points in order of appearance. */
class SymbolTable {
  readonly codes: number[] = []
  readonly indexOf = new Int32Array(codePoints).fill(-1)
  /** The text so far, as numbers: its first `length` places. One byte each until there are more than 256 symbols. */
  numbers: Uint8Array | Uint16Array
  length = 0

  /**
   * Room for `capacity` characters; no encoding has more characters than bytes. Room that is not used takes no memory.
   */
  constructor(
    private readonly name: string,
    private readonly capacity: number
  ) {
    this.numbers = new Uint8Array(capacity)
  }

  number(chunk: string): void {
    for (let i = 0; i < chunk.length; i++) {
      const code = chunk.codePointAt(i)!
      if (code > 0xffff) i++
      const known = this.indexOf[code]
      const k = known < 0 ? this.add(code) : known
      this.numbers[this.length++] = k
    }
  }

  private add(code: number): number {
    if (code === 0) throw binaryFile(this.name)
    if (this.codes.length === maximumSymbols) throw tooManySymbols(this.name)
    if (this.codes.length === 256) this.widen()
    this.indexOf[code] = this.codes.length
    return this.codes.push(code) - 1
  }

  private widen(): void {
    const wider = new Uint16Array(this.capacity)
    wider.set(this.numbers.subarray(0, this.length))
    this.numbers = wider
  }
}

function tooManySymbols(name: string): DataError {
  return new DataError(
    'too-many-symbols',
    `"${name}" contains more than ${maximumSymbols} different characters, so it is probably not a text. ` +
      'Choose a plain text file.',
    { name, maximum: maximumSymbols }
  )
}
