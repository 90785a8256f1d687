// From the files of a text to indices of symbols. A file streams by, so that it is never one string in memory.

import { byteLabel } from '../model/byte-labels'
import { piecesOf, type Bytes } from './bytes'
import { DataError } from './data-error'
import { binaryFile, damagedText, decodeChunks, detectEncoding, emptyFile, type Encoding } from './encoding'
import { encodingOf, endOf } from './table/understand'
import { codePoints, mergedCode, PlainText, type TextReading } from './table/understand-text'
import { fileSeparator, takeTexts, type LeftOut, type TextFile, type TextFiles } from './text-files'

/** A file with more different characters is not a text, and is too much for the networks here. */
const maximumSymbols = 0xffff

export interface EncodedText {
  /** The encoding that the files were found to be in, as a person sees it; `bytes` where they are read as bytes. */
  encoding: string
  /** Symbols in the order of their code points or bytes. */
  symbols: string[]
  /** How often each symbol occurs in the whole text. */
  counts: Int32Array
  /** The text as indices of symbols, file after file. */
  index: Uint8Array | Uint16Array
  /** The files that were read, and where each begins in `index`. One file has the name null. */
  files: { name: string | null; begin: number }[]
  left: LeftOut[]
}

/** Throws a DataError for a file that is no text, or damaged, or where a folder holds no text. */
export function encodeFile(bytes: Bytes, name: string, reading: TextReading | null): EncodedText {
  const table = reading?.unit === 'bytes' ? new ByteTable() : new CharacterTable(name, reading)
  table.add({ name, bytes })
  return { ...table.encoded(), files: [{ name: null, begin: 0 }], left: [] }
}

/** The same for several files. */
export function encodeFiles(all: TextFiles, reading: TextReading): EncodedText {
  const table = reading.unit === 'bytes' ? new ByteTable() : new CharacterTable(all.name, reading)
  const files: EncodedText['files'] = []
  const left = takeTexts(all, (file) => {
    const begin = table.length
    table.add(file, files.length > 0 && reading.several === 'joined')
    files.push({ name: file.name, begin })
  })
  return { ...table.encoded(), files, left }
}

type Encoded = Omit<EncodedText, 'files' | 'left'>

/** Bytes of files, each a symbol. */
class ByteTable {
  length = 0
  private all = new Uint8Array(0)

  add({ name, bytes }: TextFile, joined = false): void {
    if (bytes.length === 0) throw emptyFile(name)
    this.all = withRoom(this.all, this.length, bytes.length + 1)
    if (joined) this.all[this.length++] = fileSeparator.charCodeAt(0)
    for (const piece of piecesOf(bytes)) {
      this.all.set(piece, this.length)
      this.length += piece.length
    }
  }

  encoded(): Encoded {
    const index = this.all.subarray(0, this.length)
    const counts = new Int32Array(256)
    for (const byte of index) counts[byte]++
    const occurring = Array.from(counts.keys()).filter((byte) => counts[byte] > 0)
    const places = Uint8Array.from(counts.keys(), (byte) => Math.max(0, occurring.indexOf(byte)))
    for (let i = 0; i < index.length; i++) index[i] = places[index[i]]
    return {
      encoding: 'bytes',
      symbols: occurring.map(byteLabel),
      counts: Int32Array.from(occurring, (byte) => counts[byte]),
      index
    }
  }
}

/** Room for `more` values after the first `length`. Room that is not used takes no memory. */
function withRoom(values: Uint8Array<ArrayBuffer>, length: number, more: number): Uint8Array<ArrayBuffer> {
  if (length + more <= values.length) return values
  const larger = new Uint8Array(Math.max(length + more, length === 0 ? 0 : 2 * values.length))
  larger.set(values.subarray(0, length))
  return larger
}

/**
 * Numbers code points in order of appearance, then anew in order of code points. Symbols that are rarer than the reading
 * says become one symbol.
 */
class CharacterTable {
  length = 0
  private readonly codes: number[] = []
  private readonly indexOf = new Int32Array(codePoints).fill(-1)
  private readonly encodings = new Set<string>()
  /** The text so far, as numbers: one byte each until there are more than 256 symbols. */
  private numbers: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> = new Uint8Array(0)

  constructor(
    private readonly name: string,
    private readonly reading: TextReading | null
  ) {}

  add({ name, bytes }: TextFile, joined = false): void {
    const { encoding, pieces } = this.reading ? plainText(bytes, name, this.reading) : asItStands(bytes, name)
    this.encodings.add(encoding.label)
    // No encoding has more characters than bytes.
    this.reserve(bytes.length + 1)
    if (joined) this.number(fileSeparator)
    for (const piece of pieces) this.number(piece)
  }

  encoded(): Encoded {
    const index = this.numbers.subarray(0, this.length)
    const least = this.reading?.minimumCount ?? 1
    const written = least > 1 ? withoutRare(this.codes, index, least) : this.codes
    const sorted = Int32Array.from(new Set(written)).sort()
    const places = new Map(Array.from(sorted, (code, k) => [code, k]))
    const renumbered = Uint16Array.from(written, (code) => places.get(code)!)
    const counts = new Int32Array(sorted.length)
    for (let i = 0; i < index.length; i++) counts[(index[i] = renumbered[index[i]])]++
    return {
      encoding: [...this.encodings].join(', '),
      symbols: Array.from(sorted, (code) => String.fromCodePoint(code)),
      counts,
      index
    }
  }

  private reserve(more: number): void {
    if (this.numbers instanceof Uint8Array) this.numbers = withRoom(this.numbers, this.length, more)
    else if (this.length + more > this.numbers.length) {
      const larger = new Uint16Array(Math.max(this.length + more, 2 * this.numbers.length))
      larger.set(this.numbers.subarray(0, this.length))
      this.numbers = larger
    }
  }

  private number(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i)!
      if (code > 0xffff) i++
      const known = this.indexOf[code]
      const k = known < 0 ? this.newSymbol(code) : known
      this.numbers[this.length++] = k
    }
  }

  private newSymbol(code: number): number {
    if (code === 0) throw binaryFile(this.name)
    if (this.codes.length === maximumSymbols) throw tooManySymbols(this.name)
    if (this.codes.length === 256) {
      const wider = new Uint16Array(this.numbers.length)
      wider.set(this.numbers.subarray(0, this.length))
      this.numbers = wider
    }
    this.indexOf[code] = this.codes.length
    return this.codes.push(code) - 1
  }
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

/** The code points, with that of the merged symbol in place of rare ones. */
function withoutRare(codes: readonly number[], index: EncodedText['index'], minimumCount: number): number[] {
  const counts = new Int32Array(codes.length)
  for (let i = 0; i < index.length; i++) counts[index[i]]++
  return codes.map((code, k) => (counts[k] < minimumCount ? mergedCode : code))
}

function tooManySymbols(name: string): DataError {
  return new DataError(
    'too-many-symbols',
    `"${name}" contains more than ${maximumSymbols} different characters, so it is probably not a text. ` +
      'Choose a plain text file.',
    { name, maximum: maximumSymbols }
  )
}
