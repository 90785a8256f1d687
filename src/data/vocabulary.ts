// The symbols that a network reads and writes, in the order of its inputs and outputs.

import { DataError } from './data-error'

export class Vocabulary {
  private readonly indexOf: ReadonlyMap<string, number>

  constructor(readonly symbols: readonly string[]) {
    this.indexOf = new Map(symbols.map((symbol, k) => [symbol, k]))
  }

  /** Indices of the symbols of `text`. Throws a DataError that names every symbol that the vocabulary lacks. */
  encode(text: string): Int32Array {
    // Keyboards differ in whether they write é as one character or as two.
    const forms = [text, text.normalize('NFC'), text.normalize('NFD')].map((form) => Array.from(form))
    const symbols = forms.find((form) => this.unknownIn(form).length === 0) ?? forms[0]
    const unknown = this.unknownIn(symbols)
    if (unknown.length > 0) throw symbolsUnknown(unknown, this.symbols.length)
    return Int32Array.from(symbols, (symbol) => this.indexOf.get(symbol)!)
  }

  /** `text` without the symbols that the vocabulary lacks, and these symbols, each once. */
  split(text: string): { known: string; unknown: string[] } {
    const symbols = Array.from(text)
    return {
      known: symbols.filter((symbol) => this.indexOf.has(symbol)).join(''),
      unknown: this.unknownIn(symbols)
    }
  }

  decode(indices: ArrayLike<number>): string {
    return Array.from(indices, (k) => this.symbols[k]).join('')
  }

  private unknownIn(symbols: readonly string[]): string[] {
    return [...new Set(symbols.filter((symbol) => !this.indexOf.has(symbol)))]
  }
}

/** How many unknown symbols an error names. */
const mostNamed = 40

function symbolsUnknown(unknown: readonly string[], count: number): DataError {
  const more = unknown.length - mostNamed
  const symbols = unknown.slice(0, mostNamed).map(named).join(', ') + (more > 0 ? `, … (+${more})` : '')
  return new DataError(
    'symbols-unknown',
    `These symbols do not occur in the text that the network was built for: ${symbols}. ` +
      `Use only its ${count} symbols, or leave these out.`,
    { symbols, count }
  )
}

/** The symbol and its code point: "é" (U+00E9). */
export const named = (symbol: string): string => `"${symbol}" (${codePointOf(symbol)})`

/** The code point of a symbol: U+00E9. */
export const codePointOf = (symbol: string): string =>
  `U+${symbol.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
