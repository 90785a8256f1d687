import { ByteVocabulary } from '../../data/byte-symbols'
import type { Bytes } from '../../data/bytes'
import { decodeText } from '../../data/encoding'
import type { ReadText, Vocabulary } from '../../data/vocabulary'

/** A text of a person as a network with this vocabulary reads it. Throws a DataError for a file that is no text. */
export function textToRead(vocabulary: Vocabulary, content: string | Bytes, name: string): ReadText {
  if (typeof content === 'string') return vocabulary.read(content)
  return vocabulary instanceof ByteVocabulary
    ? vocabulary.read(content.subarray(0, content.length))
    : vocabulary.read(decodeText(content, name).text)
}
