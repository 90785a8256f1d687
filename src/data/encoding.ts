// From bytes to characters: detects the encoding of a file, and decodes its text chunk by chunk, so that a large file
// is never one string in memory.

import chardet from 'chardet'
import iconv from 'iconv-lite'
import { isAscii, piecesOf, type Bytes } from './bytes'
import { DataError } from './data-error'

export interface Encoding {
  /** As shown to a person: `UTF-8`, `UTF-16 LE`, `CP949`, … */
  label: string
  /** The name that iconv-lite knows. */
  codec: string
  /** Bytes of the byte order mark, which are not text. */
  skip: number
}

/** How many bytes chardet reads; more bytes do not improve its result. */
const sampleBytes = 1 << 16

/**
 * The encoding of `bytes`: byte order mark; UTF-16 without one; UTF-8 if every byte is valid; Korean (EUC-KR and
 * its extension CP949); any other that chardet is sure of; and Windows-1252, the superset of Latin-1.
 * Throws a DataError for an empty file, a binary file and damaged UTF-8. `name` is the file's.
 */
export function detectEncoding(bytes: Bytes, name: string): Encoding {
  const head = bytes.subarray(0, Math.min(3, bytes.length))
  const wide = wideEncoding(bytes, head, name)
  if (wide) return wide
  const { zeros, sequences, errors, firstError, firstHigh } = scanUtf8(bytes, bytes.length)
  if (zeros) return utf16Of(bytes, name)
  const mark = startsWith(head, utf8Mark)
  if (errors === 0) return { label: 'UTF-8', codec: 'utf-8', skip: mark ? 3 : 0 }
  // A few bad bytes among many good sequences are damage, not another encoding.
  if (mark || sequences > 10 * errors) throw damagedText(name, placeOf(bytes, firstError))
  return otherEncoding(bytes, firstHigh)
}

const utf8Mark = [0xef, 0xbb, 0xbf]
const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte)

/** UTF-16 by its mark. Throws a DataError for an empty file. `head` are the first three bytes. */
function wideEncoding(bytes: Bytes, head: Uint8Array, name: string): Encoding | null {
  if (bytes.length === 0) throw emptyFile(name)
  if (startsWith(head, [0xff, 0xfe])) return { label: 'UTF-16 LE', codec: 'utf-16le', skip: 2 }
  if (startsWith(head, [0xfe, 0xff])) return { label: 'UTF-16 BE', codec: 'utf-16be', skip: 2 }
  return null
}

/** UTF-16 without a mark, by its spaces. Throws a DataError for any other file with zero bytes. */
function utf16Of(bytes: Bytes, name: string): Encoding {
  if (isAsciiWithZeros(bytes)) throw binaryFile(name)
  const little = countUtf16Spaces(bytes, 1)
  const big = countUtf16Spaces(bytes, 0)
  if (little === 0 && big === 0) throw binaryFile(name)
  return little > big
    ? { label: 'UTF-16 LE', codec: 'utf-16le', skip: 0 }
    : { label: 'UTF-16 BE', codec: 'utf-16be', skip: 0 }
}

/** Whether all bytes are ASCII, and too few of them are 0 for UTF-16, where every second byte of such a text is 0. */
function isAsciiWithZeros(bytes: Bytes): boolean {
  let zeros = 0
  for (const piece of piecesOf(bytes)) {
    if (!isAscii(piece)) return false
    for (const byte of piece) if (byte === 0) zeros++
  }
  return 4 * zeros < bytes.length
}

/** An encoding other than Unicode. `firstHigh` is the place of the first byte that is not ASCII. */
const otherEncoding = (bytes: Bytes, firstHigh: number): Encoding =>
  isKorean(bytes) ? { label: 'CP949', codec: 'cp949', skip: 0 } : guess(bytes, firstHigh)

/** The error for a UTF-8 text with bytes that are not UTF-8. */
export function damagedText(name: string, { line, byte }: Pick<Damage, 'line' | 'byte'>): DataError {
  return new DataError(
    'utf8-damaged',
    `"${name}" is UTF-8, but line ${line} contains a byte that is not (0x${byte}). ` +
      'Open the file in an editor, correct that line and save the file as UTF-8.',
    { name, line, byte }
  )
}

/** Bytes of a UTF-8 file that are no UTF-8. An incomplete last character does not count. */
export interface Damage {
  count: number
  /** The first such byte: its line from 1, its offset from 0, and its value. */
  line: number
  offset: number
  byte: string
  /**
   * The offset of an incomplete last character, whose bytes are left out; null where the last character is complete.
   */
  cut: number | null
}

/**
 * As detectEncoding(), but UTF-8 with some bad bytes is accepted, and `damage` describes them. Throws a DataError for
 * an empty file, and for a file that is no text; the message says which kind of file it is.
 */
export function findEncoding(bytes: Bytes, name: string): { encoding: Encoding; damage: Damage | null } {
  const kind = fileKind(bytes)
  if (kind !== null) throw foreignFile(name, kind)
  const head = bytes.subarray(0, Math.min(3, bytes.length))
  const wide = wideEncoding(bytes, head, name)
  if (wide) return { encoding: wide, damage: null }
  const mark = startsWith(head, utf8Mark)
  const cut = cutAt(bytes)
  const { zeros, sequences, long, errors, firstError, firstHigh } = scanUtf8(bytes, cut ?? bytes.length)
  if (zeros) return { encoding: utf16Of(bytes, name), damage: null }
  const encoding = { label: 'UTF-8', codec: 'utf-8', skip: mark ? 3 : 0 }
  if (errors === 0 && (cut === null || sequences > 0 || mark)) {
    return { encoding, damage: cut === null ? null : { count: 0, line: 0, offset: 0, byte: '', cut } }
  }
  if (mark || sequences + 2 * long > 2 * errors)
    return { encoding, damage: { count: errors, offset: firstError, ...placeOf(bytes, firstError), cut } }
  return { encoding: otherEncoding(bytes, firstHigh < 0 ? cut! : firstHigh), damage: null }
}

/** The encoding with this label, for these bytes. Throws a DataError when there is no such encoding. */
export function encodingNamed(label: string, bytes: Bytes, name: string): Encoding {
  const codec = label.toLowerCase().replace(/^utf-16 (le|be)$/, 'utf-16$1')
  if (!iconv.encodingExists(codec)) {
    throw new DataError(
      'encoding-unknown',
      `"${name}" cannot be read as "${label}": there is no such encoding. Choose another, for example UTF-8.`,
      { name, label }
    )
  }
  const head = bytes.subarray(0, Math.min(3, bytes.length))
  const skip =
    codec === 'utf-8' && startsWith(head, utf8Mark)
      ? 3
      : codec.startsWith('utf-16') && (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]))
        ? 2
        : 0
  return { label, codec, skip }
}

/** The encodings that are found by their bytes, not by what the letters of a language look like. */
const sureEncodings = ['UTF-8', 'UTF-16 LE', 'UTF-16 BE']
export const isSureEncoding = (label: string): boolean => sureEncodings.includes(label)

const kinds: readonly [what: string, begins: string | readonly number[]][] = [
  ['PDF', '%PDF-'],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip', [0x1f, 0x8b]],
  ['Excel (.xls)', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['Parquet', 'PAR1'],
  ['SQLite', 'SQLite format 3'],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['HDF5', [0x89, 0x48, 0x44, 0x46]],
  ['NumPy', [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RTF', '{\\rtf']
]

/** The kind of a file that is not plain text, by its first bytes; null when the first bytes do not show it. */
function fileKind(bytes: Bytes): string | null {
  const { length } = bytes
  const first = bytes.subarray(0, Math.min(4000, length))
  const found = kinds.find(([, begins]) =>
    startsWith(first, typeof begins === 'string' ? Array.from(begins, (sign) => sign.charCodeAt(0)) : begins)
  )
  if (found?.[0] !== 'ZIP') return found?.[0] ?? null
  const head = String.fromCharCode(...first, ...bytes.subarray(Math.max(0, length - 4000), length))
  return head.includes('xl/') || head.includes('[Content_Types].xml')
    ? head.includes('word/')
      ? 'Word (.docx)'
      : 'Excel (.xlsx)'
    : 'ZIP'
}

function foreignFile(name: string, what: string): DataError {
  return new DataError(
    'file-kind',
    `"${name}" is a file of ${what}, not plain text. Save or export it as CSV or plain text (UTF-8), and choose that file. As a text, its bytes can be read.`,
    { name, what }
  )
}

/** Where an incomplete last character begins; null when the last character is complete. */
function cutAt(bytes: Bytes): number | null {
  const last = bytes.subarray(Math.max(0, bytes.length - 3), bytes.length)
  for (let back = 1; back <= last.length; back++) {
    const byte = last[last.length - back]
    if (byte >= 0xc2 && byte < 0xf5) {
      const wanted = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      return wanted > back ? bytes.length - back : null
    }
    if (byte < 0x80 || byte > 0xbf) return null
  }
  return null
}

/** The text of the first `end` bytes, in pieces that never split a surrogate pair. */
export function* decodeChunks(bytes: Bytes, { codec, skip }: Encoding, end = bytes.length): Iterable<string> {
  // The library types its decoders as encoders, hence the cast.
  const decoder = iconv.getDecoder(codec as Parameters<typeof iconv.getDecoder>[0], { stripBOM: false }) as unknown as {
    write(part: Uint8Array): string
    end(): string | undefined
  }
  let held = ''
  for (const piece of piecesOf(bytes, skip, end)) {
    const text = held + decoder.write(piece)
    const split = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.length - 1 : text.length
    held = text.slice(split)
    yield text.slice(0, split)
  }
  yield held + (decoder.end() ?? '')
}

/** The text of the first `end` bytes in UTF-8, in pieces. `damaged`: there are bytes that the encoding does not have. */
export function* utf8Pieces(
  bytes: Bytes,
  encoding: Encoding,
  { end = bytes.length, damaged }: { end?: number; damaged: boolean }
): Iterable<Uint8Array> {
  if (encoding.codec === 'utf-8' && !damaged) return yield* piecesOf(bytes, encoding.skip, end)
  const encoder = new TextEncoder()
  for (const text of decodeChunks(bytes, encoding, end)) yield encoder.encode(text)
}

/** The most bytes whose text is surely one string: V8 allows 2^29 − 24 characters. */
const mostOfString = 2 ** 29 - 24

/** The whole text and its encoding. Throws as detectEncoding() does, and for a text that is too long for a string. */
export function decodeText(bytes: Bytes, name: string): { text: string; encoding: string } {
  if (bytes.length > mostOfString)
    throw new DataError(
      'text-too-long',
      `"${name}" has more than 536 million bytes, too many to be read here at once. Divide it, and choose a part.`,
      { name }
    )
  const encoding = detectEncoding(bytes, name)
  return { text: Array.from(decodeChunks(bytes, encoding)).join(''), encoding: encoding.label }
}

/** The error for bytes that are no text. */
export const emptyFile = (name: string): DataError =>
  new DataError('file-empty', `"${name}" is empty. Choose a file with text in it.`, { name })

export function binaryFile(name: string): DataError {
  return new DataError(
    'file-binary',
    `"${name}" is not a text file: it contains zero bytes. Choose a plain text file (.txt, .csv). As a text, its bytes can be read.`,
    { name }
  )
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

/**
 * How many spaces and line ends `bytes` contain when they are read as UTF-16 with the high byte at `high` (0 or 1); 0
 * when the bytes cannot be such UTF-16. Counting spaces tells the two byte orders apart: zero bytes alone do not, since
 * 가 is U+AC00.
 */
function countUtf16Spaces(bytes: Bytes, high: 0 | 1): number {
  if (bytes.length % 2 !== 0) return 0
  let spaces = 0
  let pending = false
  for (const piece of piecesOf(bytes)) {
    for (let i = 0; i < piece.length; i += 2) {
      const unit = (piece[i + high] << 8) | piece[i + 1 - high]
      const low = unit >= 0xdc00 && unit < 0xe000
      const control = unit < 0x20 && (unit < 0x09 || unit > 0x0d)
      if (low !== pending || control || unit >= 0xfffe) return 0
      pending = isHighSurrogate(unit)
      if (unit === 0x20 || unit === 0x0a || unit === 0x0d) spaces++
    }
  }
  return pending ? 0 : spaces
}

interface Scan {
  /** Whether there is a byte 0. It is never in a text of one byte a character, and the scan ends there. */
  zeros: boolean
  /** Well-formed sequences, and those of three or four bytes, which other encodings hardly ever look like. */
  sequences: number
  long: number
  errors: number
  /** The places of the first byte that is no UTF-8, and of the first that is not ASCII; −1 where there is none. */
  firstError: number
  firstHigh: number
}

function scanUtf8(bytes: Bytes, end: number): Scan {
  const scan: Scan = { zeros: false, sequences: 0, long: 0, errors: 0, firstError: -1, firstHigh: -1 }
  let at = 0
  // A sequence that a piece cuts is read with the next piece.
  let held = new Uint8Array(0)
  for (const next of piecesOf(bytes, 0, end)) {
    if (next.includes(0)) return { ...scan, zeros: true }
    const piece = held.length === 0 ? next : joined(held, next)
    const isLast = at + piece.length === end
    const read = held.length === 0 && isAscii(piece) ? piece.length : scanPiece(piece, at, isLast, scan)
    held = piece.slice(read)
    at += read
  }
  // A file that ends inside a character may still hold zero bytes there.
  return { ...scan, zeros: bytes.subarray(end, bytes.length).includes(0) }
}

/** Returns how many bytes were read: an incomplete sequence at the end waits, unless the file ends there. */
function scanPiece(piece: Uint8Array, at: number, isLast: boolean, scan: Scan): number {
  let i = 0
  while (i < piece.length) {
    if (piece[i] < 0x80) {
      i++
      continue
    }
    if (!isLast && i + 4 > piece.length) return i
    if (scan.firstHigh < 0) scan.firstHigh = at + i
    const length = utf8Length(piece, i)
    if (length > 2) scan.long++
    if (length > 0) scan.sequences++
    else if (scan.errors++ === 0) scan.firstError = at + i
    i += Math.max(1, length)
  }
  return i
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

/** Bytes of the well-formed sequence at `i` (Unicode, table 3-7), 0 when there is none. */
export function utf8Length(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  if (i + length > bytes.length) return 0
  // No overlong forms, no surrogates, nothing above U+10FFFF.
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  for (let k = 1; k < length; k++) {
    const byte = bytes[i + k]
    if (byte < (k === 1 ? lowest : 0x80) || byte > (k === 1 ? highest : 0xbf)) return 0
  }
  return length
}

/** The byte at `offset`, and its line from 1. */
function placeOf(bytes: Bytes, offset: number): { line: number; byte: string } {
  let line = 1
  for (const piece of piecesOf(bytes, 0, offset)) for (let i = 0; i < piece.length; i++) if (piece[i] === 0x0a) line++
  return { line, byte: bytes.subarray(offset, offset + 1)[0].toString(16) }
}

/**
 * Whether every pair of bytes is one of CP949 and most are everyday syllables (KS X 1001, rows 0xB0–0xC8).
 * Other encodings of East Asia fill those rows with at most half of their characters. Chardet does not know the
 * pairs that CP949 adds to EUC-KR.
 */
function isKorean(bytes: Bytes): boolean {
  let pairs = 0
  let syllables = 0
  /** The first byte of a pair; 0 between two characters. */
  let lead = 0
  for (const piece of piecesOf(bytes)) {
    for (let i = 0; i < piece.length; i++) {
      if (lead === 0) {
        if (piece[i] >= 0x80) lead = piece[i]
        continue
      }
      const trail = piece[i]
      const wansung = trail >= 0xa1 && trail <= 0xfe
      const extension =
        lead <= 0xc6 &&
        ((trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a) || (trail >= 0x81 && trail <= 0xa0))
      if (lead < 0x81 || lead > 0xfe || !(wansung || extension)) return false
      pairs++
      if (wansung && lead >= 0xb0 && lead <= 0xc8) syllables++
      lead = 0
    }
  }
  return lead === 0 && syllables > 0.7 * pairs
}

/** `from` is the place of the first byte that is not ASCII. */
function guess(bytes: Bytes, from: number): Encoding {
  const sample = bytes.subarray(from, Math.min(from + sampleBytes, bytes.length))
  const best = chardet.analyse(sample).find(({ name }) => name !== 'ASCII' && !name.startsWith('UTF'))
  // Below this confidence chardet guesses from a few letters.
  const sure = best && best.confidence >= 30 && best.name !== 'ISO-8859-1' && iconv.encodingExists(best.name)
  return sure
    ? { label: best.name, codec: best.name, skip: 0 }
    : { label: 'Windows-1252', codec: 'windows-1252', skip: 0 }
}
