// The symbols that a network reads and writes, in the order of its inputs and outputs.

import { DataError } from './data-error'

/** A text as a network reads it. */
export interface ReadText {
  text: string
  /** Its symbols, and how many of them each character has; null where each has one. */
  index: Int32Array
  lengths: Uint8Array | null
  /** The symbols that the vocabulary lacks, each once. */
  unknown: string[]
  /** Whether it has bytes that are no UTF-8, so that it has no characters. */
  binary: boolean
}

export class Vocabulary {
  private readonly indexOf: ReadonlyMap<string, number>

  constructor(readonly symbols: readonly string[]) {
    this.indexOf = new Map(symbols.map((symbol, k) => [symbol, k]))
  }

  /** Indices of the symbols of `text`. Throws a DataError that names every symbol that the vocabulary lacks. */
  encode(text: string): Int32Array {
    const symbols = this.knownForm(text)
    const unknown = this.unknownIn(symbols)
    if (unknown.length > 0) throw symbolsUnknown(unknown, this.symbols.length)
    return Int32Array.from(symbols, (symbol) => this.indexOf.get(symbol)!)
  }

  /** Reads a text without the characters that have symbols which the vocabulary lacks. */
  read(text: string): ReadText {
    const symbols = this.knownForm(text)
    const known = symbols.filter((symbol) => this.indexOf.has(symbol))
    return {
      text: known.join(''),
      index: Int32Array.from(known, (symbol) => this.indexOf.get(symbol)!),
      lengths: null,
      unknown: this.unknownIn(symbols),
      binary: false
    }
  }

  /** The characters, in the form in which the vocabulary has all of them, if there is one. */
  private knownForm(text: string): string[] {
    const own = Array.from(text)
    if (this.unknownIn(own).length === 0) return own
    // Keyboards differ in whether they write é as one character or as two.
    const forms = ['NFC', 'NFD'].map((form) => Array.from(text.normalize(form)))
    return forms.find((form) => this.unknownIn(form).length === 0) ?? own
  }

  decode(indices: ArrayLike<number>): string {
    return Array.from(indices, (k) => this.symbols[k]).join('')
  }

  private unknownIn(symbols: readonly string[]): string[] {
    return [...new Set(symbols.filter((symbol) => !this.indexOf.has(symbol)))]
  }
}

/** How many unknown symbols are named. */
const mostNamed = 40

export function symbolsUnknown(unknown: readonly string[], count: number): DataError {
  const symbols = namedSymbols(unknown)
  return new DataError(
    'symbols-unknown',
    `These symbols do not occur in the text that the network was built for: ${symbols}. ` +
      `Use only its ${count === 1 ? 'one symbol' : `${count} symbols`}, or leave these out.`,
    { symbols, count }
  )
}

/** The first symbols as a list, and how many more there are. */
export function namedSymbols(symbols: readonly string[]): string {
  const more = symbols.length - mostNamed
  return symbols.slice(0, mostNamed).map(named).join(', ') + (more > 0 ? `, … (+${more})` : '')
}

/** The symbol and its code point: "é" (U+00E9). A byte that is no character: 0xe2. */
const named = (symbol: string): string => (/^0x/.test(symbol) ? symbol : `"${symbol}" (${codePointOf(symbol)})`)

/** The code point of a symbol: U+00E9. */
export const codePointOf = (symbol: string): string =>
  `U+${symbol.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
