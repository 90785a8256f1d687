// From the bytes of a text to what was understood of it: its encoding, its line ends, and whether its characters are
// written in one way.

import type { Bytes } from '../bytes'
import { decodeChunks, type Damage } from '../encoding'
import { encodingOf, endOf, firstLines } from './understand'
import { warning, type Warning } from './warnings'

export interface UnderstoodText {
  encoding: string
  /** Number of characters (code points), and of different characters, with LF for line ends and in normal form C. */
  characters: number
  symbols: number
  /** Characters that the normal form has joined. */
  normalised: number
  lineEnds: 'LF' | 'CRLF' | 'CR' | 'mixed' | 'none'
  warnings: Warning[]
}

/** Throws a DataError for what is no text. `encoding` is the one that a person has chosen. */
export function understandText(bytes: Bytes, name: string, encoding?: string): UnderstoodText {
  const found = encodingOf(bytes, name, encoding)
  const text = new PlainText(decodeChunks(bytes, found.encoding, endOf(bytes, found.damage)))
  const symbols = new Set<string>()
  let characters = 0
  for (const piece of text.pieces()) {
    for (const symbol of piece) {
      characters++
      symbols.add(symbol)
    }
  }
  const { lineEnds, normalised } = text
  const warnings: Warning[] = []
  if (found.damage) warnings.push(...damageWarnings(found.damage))
  if (normalised > 0) warnings.push(warning('text-normalised', { count: normalised }))
  if (lineEnds !== 'LF' && lineEnds !== 'none') warnings.push(warning('line-ends', { found: lineEnds }))
  const begin = firstLines(bytes, found.encoding).join('\n').trimStart().slice(0, 200)
  const what = /^(<!doctype|<html|<\?xml)/i.test(begin)
    ? 'HTML or XML'
    : /^(\{\s*["}]|\[\s*[[{"])/.test(begin)
      ? 'JSON'
      : null
  if (what !== null) warnings.push(warning('looks-like', { what }))
  return { encoding: found.encoding.label, characters, symbols: symbols.size, normalised, lineEnds, warnings }
}

function damageWarnings({ count, line, byte, offset, cut }: Damage): Warning[] {
  return [
    ...(count > 0 ? [warning('utf8-damaged', { byte, offset, count }, line)] : []),
    ...(cut !== null ? [warning('utf8-cut', { offset: cut })] : [])
  ]
}

/** A text with LF for line ends, in normal form C: a letter and its mark are one character wherever Unicode has one. */
export class PlainText {
  normalised = 0
  private readonly ends = { '\n': 0, '\r\n': 0, '\r': 0 }

  constructor(private readonly chunks: Iterable<string>) {}

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
    const lines = text.replace(/\r\n|\r|\n/g, (end) => {
      this.ends[end as '\n']++
      return '\n'
    })
    const joined = lines.normalize('NFC')
    if (joined !== lines) this.normalised += length(lines) - length(joined)
    return joined
  }
}

const length = (text: string): number => Array.from(text).length

/** Where a piece may end: before a line end, or before a plain sign that does not join with its neighbours. */
function safeEnd(text: string): number {
  for (let i = text.length - 1; i > 0 && i > text.length - 1000; i--) {
    if (text[i] === ' ' || (text[i] === '\n' && text[i - 1] !== '\r')) return i
  }
  return text.endsWith('\r') ? text.length - 1 : text.length
}
