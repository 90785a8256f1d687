// A text that is read as bytes: each byte is a symbol.

import { byteLabel, byteOf } from '../model/byte-labels'
import { utf8Length } from './encoding'
import { symbolsUnknown, Vocabulary, type ReadText } from './vocabulary'

/** A text is its bytes in UTF-8. */
export class ByteVocabulary extends Vocabulary {
  private readonly bytes = Uint8Array.from(this.symbols, byteOf)
  /** The number of each byte; −1 where the vocabulary lacks it. */
  private readonly numbers = numbersOf(this.bytes)

  override encode(text: string): Int32Array {
    const { index, unknown } = this.read(text)
    if (unknown.length > 0) throw symbolsUnknown(unknown, this.symbols.length)
    return index
  }

  override read(content: string | Uint8Array): ReadText {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const index = new Int32Array(bytes.length)
    const lengths = new Uint8Array(bytes.length)
    const unknown = new Set<number>()
    let [text, symbols, characters, binary] = ['', 0, 0, false]
    for (let at = 0, end = 0; at < bytes.length; at = end) {
      const length = bytes[at] < 0x80 ? 1 : utf8Length(bytes, at)
      binary ||= length === 0
      end = at + Math.max(1, length)
      let known = 0
      for (let i = at; i < end; i++) {
        const number = this.numbers[bytes[i]]
        if (number < 0) unknown.add(bytes[i])
        else index[symbols + known++] = number
      }
      if (known < end - at) continue
      symbols += known
      lengths[characters++] = known
      text += bytes[at] < 0x80 ? String.fromCharCode(bytes[at]) : decoder.decode(bytes.subarray(at, end))
    }
    return {
      text,
      index: index.subarray(0, symbols),
      lengths: lengths.subarray(0, characters),
      unknown: Array.from(unknown, byteLabel),
      binary
    }
  }

  /** Bytes that are no UTF-8 become U+FFFD. */
  override decode(indices: ArrayLike<number>): string {
    return decoder.decode(Uint8Array.from(indices, (k) => this.bytes[k]))
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function numbersOf(bytes: Uint8Array): Int16Array {
  const numbers = new Int16Array(256).fill(-1)
  bytes.forEach((byte, k) => (numbers[byte] = k))
  return numbers
}

/** The vocabulary of a text whose symbols are bytes, or characters. */
export const vocabularyOf = (symbols: readonly string[], bytes: boolean): Vocabulary =>
  bytes ? new ByteVocabulary(symbols) : new Vocabulary(symbols)

/** A value of each character, the sum of those of its symbols. `lengths` as in ReadText. */
export function sumsOfCharacters(values: Float64Array, lengths: Uint8Array | null): Float64Array<ArrayBuffer> {
  if (lengths === null) return Float64Array.from(values)
  let at = 0
  return Float64Array.from(lengths, (length) => {
    const own = values.subarray(at, (at += length))
    return own.reduce((sum, value) => sum + value, 0)
  })
}
