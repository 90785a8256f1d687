// From the bytes of a text to what was understood of it: its encoding, its line ends, and whether its characters are
// written in one way.

import { byteLabel } from '../../model/byte-labels'
import { piecesOf, type Bytes } from '../bytes'
import { decodeChunks, emptyFile, isSureEncoding, type Damage, type Encoding } from '../encoding'
import { hexLines, shownLines } from './beginning'
import { looksLikeTable } from './kind'
import { encodingOf, endOf, firstLines, otherText } from './understand'
import type { LeftOut } from '../text-files'
import { ranked, warning, type Warning } from './warnings'

/** How a text is read. Fields that are left out are found from the file. */
export interface TextReading {
  /**
   * The symbols are the characters, or the bytes of the file as they stand. The other fields are about characters.
   */
  unit?: 'characters' | 'bytes' | undefined
  encoding?: string | undefined
  /** What happens to bytes that the encoding does not have: an error, or U+FFFD in their place. */
  damaged?: 'refuse' | 'replace' | undefined
  /** Whether a letter and its mark become one character (normal form C), and line ends become LF. Both do by default. */
  form?: 'NFC' | 'as-is' | undefined
  lineEnds?: 'LF' | 'as-is' | undefined
  /** Symbols that occur less often become one symbol, U+FFFD; 1 merges none. */
  minimumCount?: number | undefined
  /** Of a folder: the files that are read, as paths inside it with "/"; left out, all texts in it are read. */
  files?: string[] | undefined
  /** Whether several files are separate sequences, or one with a separator between two files. */
  several?: 'apart' | 'joined' | undefined
  /** Of several files: those that are held out; null holds out a fraction at the end of every sequence. */
  heldOut?: { groups: string[] } | null | undefined
}

/**
 * The symbol that rare symbols become: a character as every other, which samples write and exports hold as "\ufffd".
 */
export const mergedCode = 0xfffd

type Decided = Omit<TextReading, 'files' | 'heldOut'>
export type TextDecisions = Required<{ [Key in keyof Decided]: NonNullable<Decided[Key]> }> & {
  files?: string[] | undefined
  heldOut: { groups: string[] } | null
}

export interface UnderstoodText {
  reading: TextDecisions
  /** `bytes` where the symbols are bytes. */
  encoding: string
  /** Number of characters (code points) or bytes, and of different ones, as the text is read. */
  characters: number
  symbols: number
  /** Characters that the normal form has joined. */
  normalised: number
  lineEnds: 'LF' | 'CRLF' | 'CR' | 'mixed' | 'none'
  /** Every symbol as the text is read and how often it occurs, the most frequent first. */
  vocabulary: { symbol: string; count: number }[]
  /** Symbols that were merged, and how many characters they are. */
  merged: { symbols: number; characters: number }
  warnings: Warning[]
  /** The decisions that are guesses, as names of fields. */
  guesses: string[]
  /** The first lines of the file, unchanged but for the encoding, and the beginning of the text as it is read. */
  lines: string[]
  head: string
  /** Of several files: those that are read, with their characters or bytes, and those that are not. Null for one file. */
  files: { read: { name: string; characters: number }[]; left: LeftOut[] } | null
}

const headCharacters = 1000

/** Throws a DataError for what is no text. */
export function understandText(bytes: Bytes, name: string, given: TextReading = {}): UnderstoodText {
  if (given.unit === 'bytes') return understandBytes(bytes, name, given)
  const found = encodingOf(bytes, name, given.encoding)
  const text = new PlainText(decodeChunks(bytes, found.encoding, endOf(bytes, found.damage)), given)
  let head = ''
  const counts = new Float64Array(codePoints)
  let characters = 0
  for (const piece of text.pieces()) {
    if (head.length < headCharacters) head += piece.slice(0, headCharacters)
    for (let i = 0; i < piece.length; i++) {
      const code = piece.codePointAt(i)!
      if (code > 0xffff) i++
      characters++
      counts[code]++
    }
  }
  const { lineEnds, normalised } = text
  const warnings: Warning[] = []
  if (found.damage) warnings.push(...damageWarnings(found.damage))
  if (normalised > 0 && given.form !== 'as-is') warnings.push(warning('text-normalised', { count: normalised }))
  if (lineEnds !== 'LF' && lineEnds !== 'none' && given.lineEnds !== 'as-is')
    warnings.push(warning('line-ends', { found: lineEnds }))
  const lines = firstLines(bytes, found.encoding)
  const what = otherText(lines)
  if (what !== null) warnings.push(warning('looks-like', { what }))
  else if (looksLikeTable(bytes, name, '')) warnings.push(warning('looks-like-table', {}))
  const reading = readingOf(given, found.encoding.label)
  const { minimumCount } = reading
  const { vocabulary, merged } = withoutRare(counted(counts), minimumCount)
  if (merged.symbols > 0)
    warnings.push(
      warning('symbols-merged', { count: merged.symbols, characters: merged.characters, minimum: minimumCount })
    )
  return {
    reading,
    encoding: found.encoding.label,
    characters,
    symbols: vocabulary.length,
    normalised,
    lineEnds,
    vocabulary,
    merged,
    warnings: ranked(warnings),
    guesses: given.encoding === undefined && !isSureEncoding(found.encoding.label) ? ['encoding'] : [],
    lines: shownLines(lines),
    head: head.slice(0, headCharacters),
    files: null
  }
}

/** Every decision: those of a person, and what is taken where a person decides nothing. */
export const readingOf = (given: TextReading, encoding: string): TextDecisions => ({
  unit: given.unit ?? 'characters',
  encoding,
  damaged: given.damaged ?? 'refuse',
  form: given.form ?? 'NFC',
  lineEnds: given.lineEnds ?? 'LF',
  minimumCount: given.minimumCount ?? 1,
  several: given.several ?? 'apart',
  ...(given.files && { files: given.files }),
  heldOut: given.heldOut ?? null
})

/** What is understood of a file whose symbols are its bytes: nothing of it is changed. */
function understandBytes(bytes: Bytes, name: string, given: TextReading): UnderstoodText {
  if (bytes.length === 0) throw emptyFile(name)
  const counts = new Float64Array(256)
  for (const piece of piecesOf(bytes)) for (const byte of piece) counts[byte]++
  const vocabulary = Array.from(counts, (count, byte) => ({ symbol: byteLabel(byte), count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  const isText = isUtf8(bytes)
  const head = bytes.subarray(0, Math.min(headCharacters, bytes.length))
  return {
    reading: readingOf(given, given.encoding ?? 'UTF-8'),
    encoding: 'bytes',
    characters: bytes.length,
    symbols: vocabulary.length,
    normalised: 0,
    lineEnds: 'none',
    vocabulary,
    merged: { symbols: 0, characters: 0 },
    warnings: [
      ...(bytes.gzip ? [warning(`bytes-gzip-${bytes.gzip}`, {})] : []),
      ...(isText ? [] : [warning('bytes-not-utf8', {})])
    ],
    guesses: [],
    lines: isText ? shownLines(firstLines(bytes, utf8)) : hexLines(bytes),
    head: new TextDecoder().decode(head),
    files: null
  }
}

const utf8: Encoding = { label: 'UTF-8', codec: 'utf-8', skip: 0 }

function isUtf8(bytes: Bytes): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const piece of piecesOf(bytes)) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** The symbols with rare ones merged, the most frequent first. */
export function withoutRare(
  all: UnderstoodText['vocabulary'],
  minimumCount: number
): Pick<UnderstoodText, 'vocabulary' | 'merged'> {
  const rare = all.filter(({ count }) => count < minimumCount)
  const merged = { symbols: rare.length, characters: rare.reduce((sum, { count }) => sum + count, 0) }
  const symbol = String.fromCodePoint(mergedCode)
  const others = all.filter((one) => one.count >= minimumCount && one.symbol !== symbol)
  const own = all.find((one) => one.symbol === symbol)
  const count = merged.characters + (own && own.count >= minimumCount ? own.count : 0)
  const vocabulary = count > 0 ? [...others, { symbol, count }] : others
  return { vocabulary: vocabulary.sort((a, b) => b.count - a.count), merged }
}

/** The symbols that were counted by their code points, in the order of these. */
function counted(counts: Float64Array): UnderstoodText['vocabulary'] {
  const vocabulary: UnderstoodText['vocabulary'] = []
  counts.forEach((count, code) => {
    if (count > 0) vocabulary.push({ symbol: String.fromCodePoint(code), count })
  })
  return vocabulary
}

function damageWarnings({ count, line, byte, offset, cut }: Damage): Warning[] {
  return [
    ...(count > 0 ? [warning('utf8-damaged', { byte, offset, count }, line)] : []),
    ...(cut !== null ? [warning('utf8-cut', { offset: cut })] : [])
  ]
}

/**
 * A text with LF for line ends, in normal form C: a letter and its mark are one character wherever Unicode has one. A
 * person can leave both out.
 */
export class PlainText {
  normalised = 0
  /** How often each was seen; of pieces that have only LF, each counts once. */
  private readonly ends = { '\n': 0, '\r\n': 0, '\r': 0 }

  constructor(
    private readonly chunks: Iterable<string>,
    private readonly reading: Pick<TextReading, 'form' | 'lineEnds'> = {}
  ) {}

  get lineEnds(): UnderstoodText['lineEnds'] {
    const { '\n': lf, '\r\n': crlf, '\r': cr } = this.ends
    const kinds = [lf, crlf, cr].filter((count) => count > 0).length
    return kinds === 0 ? 'none' : kinds > 1 ? 'mixed' : lf > 0 ? 'LF' : crlf > 0 ? 'CRLF' : 'CR'
  }

  /** The text, piece by piece. A piece never ends inside a character and its marks, or inside a line end. */
  *pieces(): Iterable<string> {
    let held = ''
    for (const chunk of this.chunks) {
      const text = held + chunk
      const end = safeEnd(text)
      held = text.slice(end)
      yield this.plain(text.slice(0, end))
    }
    yield this.plain(held)
  }

  private plain(text: string): string {
    let lines = text
    if (text.includes('\r')) lines = this.withLineEnds(text)
    else if (text.includes('\n')) this.ends['\n']++
    if (this.reading.form === 'as-is') return lines
    const joined = lines.normalize('NFC')
    if (joined !== lines) this.normalised += length(lines) - length(joined)
    return joined
  }

  private withLineEnds(text: string): string {
    return text.replace(/\r\n|\r|\n/g, (end) => {
      this.ends[end as '\n']++
      return this.reading.lineEnds === 'as-is' ? end : '\n'
    })
  }
}

/** Number of code points of Unicode. */
export const codePoints = 0x110000

const length = (text: string): number => Array.from(text).length

/** Where a piece may end: before a line end, or before a plain sign that does not join with its neighbours. */
function safeEnd(text: string): number {
  for (let i = text.length - 1; i > 0 && i > text.length - 1000; i--) {
    if (text[i] === ' ' || (text[i] === '\n' && text[i - 1] !== '\r')) return i
  }
  return text.endsWith('\r') ? text.length - 1 : text.length
}
