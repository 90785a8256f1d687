// A text as a stream of characters (code points) or bytes: x(t) = s[t], y(t) = s[t + 1], both one-hot; the end is held
// out.

import type { Batch } from '../engine/batch'
import { vocabularyOf } from './byte-symbols'
import type { Bytes } from './bytes'
import { DataError } from './data-error'
import { bytesOfHeld } from './table/reading-bytes'
import { enoughTargets, passingBytes, type Baseline, type BatchSource, type DataSet } from './data-set'
import { encodeFile, encodeFiles, type EncodedText } from './encoded-text'
import { joined } from './encoding'
import { measuredOfSequences, trainingSequences, validationSequences } from './many-sequences'
import { nGramBaselines } from './n-gram'
import {
  checkSplit,
  heldOutPairs,
  isNotEmpty,
  splitBlocks,
  trainedPairs,
  type Block,
  type RowSequence
} from './row-sequences'
import {
  measuredPairs,
  passageOf,
  trainingWindows,
  validationWindows,
  type HeldOutRange,
  type Sequence
} from './stretches'
import type { TextReading } from './table/understand-text'
import type { LeftOut, TextFiles } from './text-files'
import type { Vocabulary } from './vocabulary'

/** Stretches of the held-out part that are read side by side. */
const validationLanes = 32
interface TextOptions {
  /** The name of the file or the folder. */
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
  /** Where there are several sequences, the last window of each is shorter. */
  readonly ragged: boolean
  readonly gaps = false
  readonly meanLoss = null
  readonly nx: number
  readonly ny: number
  readonly vocabulary: Vocabulary
  readonly inputLabels: readonly string[]
  readonly outputLabels: readonly string[]
  readonly counts: Int32Array
  /** The whole text as indices of symbols, sequence after sequence. */
  readonly index: Uint8Array | Uint16Array
  /** Of several sequences also where each begins. */
  readonly content: { values: ArrayBufferView; size: number }
  /** Files that are apart are separate sequences: the state never goes from one to the next. */
  readonly sequences: readonly RowSequence[]
  readonly trainCharacters: number
  /** Pairs (x, y) inside the training part: in each sequence one fewer than its characters there. */
  readonly trainLength: number
  readonly bytes: number
  readonly readingBytes: number
  /** The encoding that the file was found to be in; `bytes` where it is read as bytes. */
  readonly encoding: string
  /** The names of several files, in their order, and those that are not read. Null where it is one file. */
  readonly files: { read: string[]; left: LeftOut[] } | null
  private readonly sequence: Sequence

  /**
   * Reads a text file, or several. `name` appears in errors; `validationFraction` of the characters, at the end of every
   * sequence, or the files that the reading names, are held out. Throws a DataError for a file that is empty, binary,
   * damaged or shorter than three characters, and where several files hold no text or leave nothing to train on.
   */
  constructor(source: Bytes | TextFiles, { name, validationFraction, reading = null }: TextOptions) {
    const { encoding, symbols, counts, index, files, left } =
      'each' in source ? encodeFiles(source, reading ?? {}) : encodeFile(source, name, reading)
    this.files = 'each' in source ? { read: files.map((file) => file.name!), left } : null
    if (index.length < 3) {
      const unit = reading?.unit === 'bytes' ? 'byte' : 'character'
      throw new DataError(
        'text-too-short',
        `"${name}" has ${index.length === 1 ? `1 ${unit}` : `${index.length} ${unit}s`}: too few to train on and to hold out. Choose a longer text.`,
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
    const apart = files.length > 1 && reading?.several !== 'joined'
    const heldOut = reading?.heldOut ?? null
    if (heldOut && files.length > 1 && !apart)
      throw new DataError(
        'held-out-joined',
        `The files of "${name}" are joined to one sequence, so none of them can be held out. Keep them apart, or hold out a fraction.`,
        { name }
      )
    this.sequences = splitBlocks(blocksOf(files, index.length, apart), {
      fraction: validationFraction,
      heldOut,
      isFrom: () => false
    })
    if (apart || heldOut) checkSplit(name, this.sequences, heldOut)
    this.ragged = apart
    this.content = { values: apart ? withBegins(index, this.sequences) : index, size: index.length }
    this.bytes = index.byteLength
    const held = source instanceof Uint8Array ? bytesOfHeld * source.length : 0
    this.readingBytes = index.byteLength + Math.min(index.byteLength, passingBytes) + held
    this.trainCharacters = this.sequences.reduce((sum, { begin, train }) => sum + train - begin, 0)
    this.trainLength = this.sequences.map(trainedPairs).reduce((sum, { begin, end }) => sum + end - begin, 0)
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
    const pairs = this.sequences.map(trainedPairs)
    return pairs.length === 1
      ? trainingWindows(this.sequence, pairs[0], options)
      : trainingSequences(this.sequence, pairs.filter(isNotEmpty), options)
  }

  /** Every held-out character is a target once. The first is predicted from those before it, if its sequence has some. */
  validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean }> {
    const { heldOut } = this
    return this.sequences.length === 1
      ? validationWindows(this.sequence, heldOut[0], options)
      : validationSequences(this.sequence, heldOut, options)
  }

  validationLanes(): number {
    return this.sequences.length === 1 ? validationLanes : Math.min(validationLanes, this.heldOut.length)
  }

  /** Every symbol equally likely: ln K. */
  baselines(): Baseline[] {
    return [{ key: 'uniform', kind: 'baseline', loss: Math.log(this.ny), values: { symbols: this.ny } }]
  }

  /** n-grams, on the characters that networks are measured on. */
  slowBaselines({ tau }: { tau: number }): Iterable<Baseline | undefined> {
    const { heldOut, sequences } = this
    const options = { tau, batch: this.validationLanes() }
    const pairs =
      sequences.length === 1
        ? measuredPairs(heldOut[0], options, enoughTargets).map((pair) => ({ ...pair, first: 0 }))
        : measuredOfSequences(heldOut, options, enoughTargets)
    // The target of a pair is the character after it.
    const targets = pairs.map(({ first, begin, end }) => ({ first, begin: begin + 1, end: end + 1 }))
    const trained = sequences.map(({ begin, train }) => ({ begin, end: train }))
    return nGramBaselines(this.index, this.ny, trained, targets)
  }

  /** Pairs whose target is held out, of every sequence that has some. */
  get heldOut(): HeldOutRange[] {
    return this.sequences.map(heldOutPairs).filter(isNotEmpty)
  }

  /** Pairs from `begin` on, as a batch of one sequence. */
  passage(begin: number, tau: number): Batch {
    return passageOf(this.sequence, begin, tau)
  }
}

/** A block for each file, or one for all. */
function blocksOf(files: EncodedText['files'], length: number, apart: boolean): Block[] {
  const block = (name: string | null, begin: number, end: number): Block => ({ name, begin, end, future: end })
  if (!apart) return [block(null, 0, length)]
  return files.map(({ name, begin }, k) => block(name, begin, files[k + 1]?.begin ?? length))
}

/** The text, and where its sequences begin. */
function withBegins(index: EncodedText['index'], sequences: readonly RowSequence[]): Uint8Array {
  const begins = Float64Array.from(sequences, ({ begin }) => begin)
  const parts = [index, begins].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)
  )
  return joined(parts[0], parts[1])
}
