// What is understood of a text that consists of several files: of each what understandText() finds, added up.

import { byteOf } from '../../model/byte-labels'
import { fileLine, fileSeparator, takeTexts, type TextFiles } from '../text-files'
import { readingOf, understandText, withoutRare, type TextReading, type UnderstoodText } from './understand-text'
import { ranked, warning, type Warning } from './warnings'

/** The longest beginning of the text, in characters, and the most remarks. */
const [headCharacters, mostRemarks] = [1000, 200]

/** Throws a DataError where there is no text among the files, and for a text that is damaged. */
export function understandTexts(files: TextFiles, given: TextReading = {}): UnderstoodText {
  const counts = new Map<string, number>()
  const read: { name: string; characters: number }[] = []
  const all: UnderstoodText[] = []
  let head = ''
  const left = takeTexts(files, (file) => {
    const text = understandText(file.bytes, file.name, { ...given, minimumCount: 1 })
    for (const { symbol, count } of text.vocabulary) counts.set(symbol, (counts.get(symbol) ?? 0) + count)
    read.push({ name: file.name, characters: text.characters })
    if (head.length < headCharacters) head += `${head === '' ? '' : '\n'}${fileLine(file.name)}${text.head}`
    all.push({ ...text, vocabulary: [], head: '' })
  })
  const [first] = all
  const bytes = given.unit === 'bytes'
  const separators = given.several === 'joined' ? read.length - 1 : 0
  if (separators > 0) counts.set(fileSeparator, (counts.get(fileSeparator) ?? 0) + separators)
  const { minimumCount = 1 } = given
  const symbols = Array.from(counts, ([symbol, count]) => ({ symbol, count })).sort((a, b) => codeOf(a) - codeOf(b))
  const { vocabulary, merged } = withoutRare(symbols, bytes ? 1 : minimumCount)
  const warnings: Warning[] = all.flatMap((text, k) =>
    text.warnings.map((one) => ({
      ...one,
      message: `${read[k].name}: ${one.message}`,
      values: { ...one.values, file: read[k].name }
    }))
  )
  if (merged.symbols > 0)
    warnings.push(
      warning('symbols-merged', { count: merged.symbols, characters: merged.characters, minimum: minimumCount })
    )
  const encoding = [...new Set(all.map((text) => text.encoding))].join(', ')
  const ends = new Set(all.map(({ lineEnds }) => lineEnds).filter((one) => one !== 'none'))
  return {
    reading: readingOf(given, encoding),
    encoding,
    characters: read.reduce((sum, { characters }) => sum + characters, separators),
    symbols: vocabulary.length,
    normalised: all.reduce((sum, { normalised }) => sum + normalised, 0),
    lineEnds: ends.size === 0 ? 'none' : ends.size === 1 ? [...ends][0] : 'mixed',
    vocabulary,
    merged,
    warnings: ranked(warnings).slice(0, mostRemarks),
    guesses: [...new Set(all.flatMap(({ guesses }) => guesses))],
    lines: first.lines,
    head: head.slice(0, headCharacters),
    files: { read, left }
  }
}

const codeOf = ({ symbol }: { symbol: string }): number => byteOf(symbol) || symbol.codePointAt(0)!
