// The symbols that a network reads and writes, in the order of its inputs and outputs.

import { DataError } from './data-error'

export class Vocabulary {
  private readonly indexOf: ReadonlyMap<string, number>

  constructor(readonly symbols: readonly string[]) {
    this.indexOf = new Map(symbols.map((symbol, k) => [symbol, k]))
  }

  /** Indices of the symbols of `text`. Throws a DataError naming a symbol that the vocabulary lacks. */
  encode(text: string): Int32Array {
    return Int32Array.from(Array.from(text), (symbol) => {
      const k = this.indexOf.get(symbol)
      if (k !== undefined) return k
      const code = `U+${symbol.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
      const count = this.symbols.length
      throw new DataError(
        'symbol-unknown',
        `The symbol "${symbol}" (${code}) does not occur in the text that the network was built for. Use only its ${count} symbols.`,
        { symbol, code, count }
      )
    })
  }

  decode(indices: ArrayLike<number>): string {
    return Array.from(indices, (k) => this.symbols[k]).join('')
  }
}
