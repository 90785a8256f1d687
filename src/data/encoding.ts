// From bytes to characters: detects the encoding of a file, and decodes its text chunk by chunk, so that a large file
// is never one string in memory.

import chardet from 'chardet'
import iconv from 'iconv-lite'
import { DataError } from './data-error'

export interface Encoding {
  /** As shown to a person: `UTF-8`, `UTF-16 LE`, `CP949`, … */
  label: string
  /** The name that iconv-lite knows. */
  codec: string
  /** Bytes of the byte order mark, which are not text. */
  skip: number
}

const chunkBytes = 1 << 20
/** How many bytes chardet reads; more bytes do not improve its result. */
const sampleBytes = 1 << 16

/**
 * The encoding of `bytes`: byte order mark; UTF-16 without one; UTF-8 if every byte is valid; Korean (EUC-KR and
 * its extension CP949); any other that chardet is sure of; and Windows-1252, the superset of Latin-1.
 * Throws a DataError for an empty file, a binary file and damaged UTF-8. `name` is the file's.
 */
export function detectEncoding(bytes: Uint8Array, name: string): Encoding {
  if (bytes.length === 0)
    throw new DataError('file-empty', `"${name}" is empty. Choose a file with text in it.`, { name })
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { label: 'UTF-16 LE', codec: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { label: 'UTF-16 BE', codec: 'utf-16be', skip: 2 }

  if (bytes.includes(0)) {
    const little = countUtf16Spaces(bytes, 1)
    const big = countUtf16Spaces(bytes, 0)
    if (little === 0 && big === 0) throw binaryFile(name)
    return little > big
      ? { label: 'UTF-16 LE', codec: 'utf-16le', skip: 0 }
      : { label: 'UTF-16 BE', codec: 'utf-16be', skip: 0 }
  }

  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const { sequences, errors, firstError } = scanUtf8(bytes)
  if (errors === 0) return { label: 'UTF-8', codec: 'utf-8', skip: mark ? 3 : 0 }
  // A few bad bytes among many good sequences are damage, not another encoding.
  if (mark || sequences > 10 * errors) {
    throw damagedText(name, { line: lineAt(bytes, firstError), byte: bytes[firstError].toString(16) })
  }
  if (isKorean(bytes)) return { label: 'CP949', codec: 'cp949', skip: 0 }
  return guess(bytes)
}

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
export function findEncoding(bytes: Uint8Array, name: string): { encoding: Encoding; damage: Damage | null } {
  const kind = fileKind(bytes)
  if (kind !== null) throw foreignFile(name, kind)
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0)
  if (bytes.length === 0 || wide) return { encoding: detectEncoding(bytes, name), damage: null }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const cut = cutAt(bytes)
  const { sequences, long, errors, firstError } = scanUtf8(cut === null ? bytes : bytes.subarray(0, cut))
  const encoding = { label: 'UTF-8', codec: 'utf-8', skip: mark ? 3 : 0 }
  if (errors === 0 && (cut === null || sequences > 0 || mark)) {
    return { encoding, damage: cut === null ? null : { count: 0, line: 0, offset: 0, byte: '', cut } }
  }
  if (mark || sequences + 2 * long > 2 * errors) {
    const byte = bytes[firstError].toString(16)
    return { encoding, damage: { count: errors, line: lineAt(bytes, firstError), offset: firstError, byte, cut } }
  }
  return { encoding: isKorean(bytes) ? { label: 'CP949', codec: 'cp949', skip: 0 } : guess(bytes), damage: null }
}

/** The encoding with this label, for these bytes. Throws a DataError when there is no such encoding. */
export function encodingNamed(label: string, bytes: Uint8Array, name: string): Encoding {
  const codec = label.toLowerCase().replace(/^utf-16 (le|be)$/, 'utf-16$1')
  if (!iconv.encodingExists(codec)) {
    throw new DataError(
      'encoding-unknown',
      `"${name}" cannot be read as "${label}": there is no such encoding. Choose another, for example UTF-8.`,
      { name, label }
    )
  }
  const starts = (...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte)
  const skip =
    codec === 'utf-8' && starts(0xef, 0xbb, 0xbf)
      ? 3
      : codec.startsWith('utf-16') && (starts(0xff, 0xfe) || starts(0xfe, 0xff))
        ? 2
        : 0
  return { label, codec, skip }
}

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
function fileKind(bytes: Uint8Array): string | null {
  const found = kinds.find(([, begins]) => {
    const mark = typeof begins === 'string' ? Array.from(begins, (sign) => sign.charCodeAt(0)) : begins
    return mark.every((byte, i) => bytes[i] === byte)
  })
  if (found?.[0] !== 'ZIP') return found?.[0] ?? null
  const head = String.fromCharCode(...bytes.subarray(0, 4000)) + String.fromCharCode(...bytes.subarray(-4000))
  return head.includes('xl/') || head.includes('[Content_Types].xml')
    ? head.includes('word/')
      ? 'Word (.docx)'
      : 'Excel (.xlsx)'
    : 'ZIP'
}

function foreignFile(name: string, what: string): DataError {
  return new DataError(
    'file-kind',
    `"${name}" is a file of ${what}, not plain text. Save or export it as CSV or plain text (UTF-8), and choose that file.`,
    { name, what }
  )
}

/** Where an incomplete last character begins; null when the last character is complete. */
function cutAt(bytes: Uint8Array): number | null {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]
    if (byte >= 0xc2 && byte < 0xf5) {
      const wanted = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      return wanted > back ? bytes.length - back : null
    }
    if (byte < 0x80 || byte > 0xbf) return null
  }
  return null
}

/** The text of `bytes` in pieces that never split a surrogate pair. */
export function* decodeChunks(bytes: Uint8Array, { codec, skip }: Encoding): Iterable<string> {
  // The library types its decoders as encoders, hence the cast.
  const decoder = iconv.getDecoder(codec as Parameters<typeof iconv.getDecoder>[0], { stripBOM: false }) as unknown as {
    write(part: Uint8Array): string
    end(): string | undefined
  }
  let held = ''
  for (let from = skip; from < bytes.length; from += chunkBytes) {
    const text = held + decoder.write(bytes.subarray(from, from + chunkBytes))
    const split = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.length - 1 : text.length
    held = text.slice(split)
    yield text.slice(0, split)
  }
  yield held + (decoder.end() ?? '')
}

/** The whole text and its encoding. Throws as detectEncoding() does. */
export function decodeText(bytes: Uint8Array, name: string): { text: string; encoding: string } {
  const encoding = detectEncoding(bytes, name)
  return { text: Array.from(decodeChunks(bytes, encoding)).join(''), encoding: encoding.label }
}

/** The error for bytes that are no text. */
export function binaryFile(name: string): DataError {
  return new DataError(
    'file-binary',
    `"${name}" is not a text file: it contains zero bytes. Choose a plain text file (.txt, .csv).`,
    { name }
  )
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00

/**
 * How many spaces and line ends `bytes` contain when they are read as UTF-16 with the high byte at `high` (0 or 1); 0
 * when the bytes cannot be such UTF-16. Counting spaces tells the two byte orders apart: zero bytes alone do not, since
 * 가 is U+AC00.
 */
function countUtf16Spaces(bytes: Uint8Array, high: 0 | 1): number {
  if (bytes.length % 2 !== 0) return 0
  let spaces = 0
  let pending = false
  for (let i = 0; i < bytes.length; i += 2) {
    const unit = (bytes[i + high] << 8) | bytes[i + 1 - high]
    const low = unit >= 0xdc00 && unit < 0xe000
    const control = unit < 0x20 && (unit < 0x09 || unit > 0x0d)
    if (low !== pending || control || unit >= 0xfffe) return 0
    pending = isHighSurrogate(unit)
    if (unit === 0x20 || unit === 0x0a || unit === 0x0d) spaces++
  }
  return pending ? 0 : spaces
}

/** `long`: sequences of three or four bytes, which other encodings hardly ever look like. */
function scanUtf8(bytes: Uint8Array): { sequences: number; long: number; errors: number; firstError: number } {
  let sequences = 0
  let long = 0
  let errors = 0
  let firstError = -1
  for (let i = 0; i < bytes.length;) {
    if (bytes[i] < 0x80) {
      i++
      continue
    }
    const length = utf8Length(bytes, i)
    if (length > 2) long++
    if (length > 0) sequences++
    else if (errors++ === 0) firstError = i
    i += Math.max(1, length)
  }
  return { sequences, long, errors, firstError }
}

/** Bytes of the well-formed sequence at `i` (Unicode, table 3-7), 0 when there is none. */
function utf8Length(bytes: Uint8Array, i: number): number {
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

function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++
  return line
}

/**
 * Whether every pair of bytes is one of CP949 and most are everyday syllables (KS X 1001, rows 0xB0–0xC8).
 * Other encodings of East Asia fill those rows with at most half of their characters. Chardet does not know the
 * pairs that CP949 adds to EUC-KR.
 */
function isKorean(bytes: Uint8Array): boolean {
  let pairs = 0
  let syllables = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]
    if (lead < 0x80) continue
    const trail = bytes[++i] ?? 0
    const wansung = trail >= 0xa1 && trail <= 0xfe
    const extension =
      lead <= 0xc6 &&
      ((trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a) || (trail >= 0x81 && trail <= 0xa0))
    if (lead < 0x81 || lead > 0xfe || !(wansung || extension)) return false
    pairs++
    if (wansung && lead >= 0xb0 && lead <= 0xc8) syllables++
  }
  return syllables > 0.7 * pairs
}

function guess(bytes: Uint8Array): Encoding {
  const from = bytes.findIndex((byte) => byte >= 0x80)
  const sample = bytes.subarray(from, from + sampleBytes)
  const best = chardet.analyse(sample).find(({ name }) => name !== 'ASCII' && !name.startsWith('UTF'))
  // Below this confidence chardet guesses from a few letters.
  const sure = best && best.confidence >= 30 && best.name !== 'ISO-8859-1' && iconv.encodingExists(best.name)
  return sure
    ? { label: best.name, codec: best.name, skip: 0 }
    : { label: 'Windows-1252', codec: 'windows-1252', skip: 0 }
}
