// unroll data: shows how a file is understood, before anything is trained on it.

import { basename, extname, resolve } from 'node:path'
import type { Bytes } from '../../data/bytes'
import { flaggedColumns } from '../../data/table/series'
import { understandTable, type Understanding } from '../../data/table/understand'
import { understandText, type UnderstoodText } from '../../data/table/understand-text'
import { understandTexts } from '../../data/table/understand-texts'
import { codePointOf } from '../../data/vocabulary'
import { looksLikeTable } from '../../data/table/kind'
import { inOneFolder } from '../../run-folder/one-folder'
import { withDataFile, type HowToRead } from '../../trainer/data-file'
import { isFolder, severalTables, textFilesIn } from '../../trainer/text-folder'
import { byteOf } from '../../model/byte-labels'
import { gapRules, type GapRule } from '../../model/table'
import { printable, printableJson } from '../printable'
import { whileReading } from '../progress-line'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

/** What a file is read as. */
export const dataKinds = ['table', 'text', 'bytes'] as const
type DataKind = (typeof dataKinds)[number]

export const gapsOption = {
  choices: gapRules,
  requiresArg: true,
  describe: 'What becomes of the gaps of a table. keep also says which columns get a flag, one more input'
} as const

interface Options {
  files: string[]
  as: DataKind | undefined
  gaps: GapRule | undefined
  json: boolean
  vocabulary: boolean
}

/** Throws a DataError when the file cannot be read as the chosen kind, and BadInput for a rule for gaps of a text. */
export function describeData({ files, as, gaps, json, vocabulary }: Options, terminal: Terminal): ExitCode {
  const [file] = files
  const found = whileReading(terminal, (hear) =>
    files.length > 1 || isFolder(file)
      ? understandSeveral(files, as, { hear, anyBytes: as === 'bytes' })
      : withDataFile(file, (bytes) => understand(bytes, basename(file), { as, gaps }), {
          hear,
          anyBytes: as === 'bytes'
        })
  )
  if (gaps !== undefined && !('rows' in found))
    throw new BadInput(
      `--gaps is for tables, and "${basename(file)}" is read as a text. Leave it out, or add --as table.`
    )
  if ('rows' in found) terminal.out(json ? `${printableJson(tableJson(found), 2)}\n` : printable(describeTable(found)))
  else terminal.out(json ? `${printableJson(textJson(found), 2)}\n` : printable(describeText(found, vocabulary)))
  return 0
}

function understandSeveral(files: readonly string[], as: Options['as'], how: HowToRead): UnderstoodText {
  const all = files.map((file) => resolve(file))
  const { path, files: inside } = all.length === 1 ? { path: all[0], files: undefined } : inOneFolder(all)
  if (as === 'table') throw severalTables(path)
  return understandTexts(textFilesIn(path, inside, how), as === 'bytes' ? { unit: 'bytes' } : {})
}

function understand(
  bytes: Bytes,
  name: string,
  { as, gaps }: Pick<Options, 'as' | 'gaps'>
): Understanding | UnderstoodText {
  const isTable =
    as === undefined ? looksLikeTable(bytes, name, extname(name.replace(/\.gz$/i, '')).toLowerCase()) : as === 'table'
  return isTable
    ? understandTable(bytes, { name, labels: 'find', ...(gaps && { given: { gaps } }) })
    : understandText(bytes, name, as === 'bytes' ? { unit: 'bytes' } : {})
}

type Remark = { code: string; message: string; line: number | null }
/** The remarks, with the reason for which training would refuse the table first. */
const remarksOf = ({ refusal, warnings }: Understanding): Remark[] => [
  ...(refusal
    ? [{ code: refusal.code, message: refusal.message, line: Number(refusal.values.line ?? 0) || null }]
    : []),
  ...warnings
]

const warningsJson = (warnings: readonly Remark[]) =>
  warnings.map(({ code, message, line }) => ({ code, message, line }))

/** The columns that get a flag, where gaps are kept. */
const flaggedOf = (table: Understanding): string[] => (table.labels ? [] : flaggedColumns(table))

function tableJson(table: Understanding) {
  const { decisions, skipped, rows, columns, labels } = table
  const { encoding, delimiter, decimal, thousands, header } = decisions
  return {
    encoding,
    delimiter,
    decimal,
    thousands,
    header,
    skipped,
    rows,
    gaps: decisions.gaps,
    ...(decisions.gaps === 'keep' && { flags: flaggedOf(table) }),
    // Only where the target is one label a sequence.
    ...(labels && { labels: { column: labels.name, kind: labels.kind, classes: labels.classes } }),
    columns: columns.map(({ name, role, type, first, last, gaps, constant, reason }) => ({
      name,
      role,
      type,
      first,
      last,
      gaps,
      constant,
      reason: reason.message
    })),
    warnings: warningsJson(remarksOf(table))
  }
}

function textJson(text: UnderstoodText) {
  const { reading, encoding, characters, symbols, normalised, lineEnds, vocabulary, warnings } = text
  return {
    unit: reading.unit,
    encoding,
    characters,
    symbols,
    normalised,
    lineEnds,
    ...(text.files && { files: text.files.read, leftOut: text.files.left }),
    vocabulary: vocabulary.map(({ symbol, count }) => ({
      symbol,
      ...(reading.unit === 'bytes' ? { byte: byteOf(symbol) } : { codePoint: codePointOf(symbol) }),
      count,
      share: count / characters
    })),
    warnings: warningsJson(warnings)
  }
}

const signNames: Record<string, string> = { '\t': 'tab', ' ': 'blanks' }
const sign = (text: string | null): string => (text === null ? 'none' : (signNames[text] ?? text))

function describeTable(table: Understanding): string {
  const { decisions, skipped, rows, columns, time, labels, sequences } = table
  const { encoding, delimiter, decimal, thousands, header } = decisions
  const facts = [
    ['encoding', encoding],
    ['between columns', sign(delimiter)],
    ['decimal sign', decimal],
    ['between thousands', sign(thousands)],
    ['header', header ? 'yes' : 'no'],
    ['rows', String(rows)],
    ['lines skipped', String(skipped)],
    ...(decisions.gaps === 'keep' ? [['flags of gaps', flaggedOf(table).join(', ') || 'none']] : []),
    ...(labels
      ? [
          [
            'labels',
            `one a sequence, ${sequences.length} sequences: ${labels.kind === 'numbers' ? 'numbers' : labels.classes.slice(0, 20).join(', ')}`
          ]
        ]
      : []),
    ...(time && time.rhythm.every > 0
      ? [['rhythm', `${Number(time.rhythm.every.toPrecision(6))} ${time.rhythm.unit}`]]
      : [])
  ]
  const cells = [
    ['column', 'role', 'type', 'first', 'last', 'gaps', 'why'],
    ...columns.map(({ name, role, type, first, last, gaps, reason }) =>
      [name, role, type, first ?? '', last ?? '', gaps, reason.message].map((cell) => String(cell).replace(/\s+/g, ' '))
    )
  ]
  const widths = cells[0].map((_, j) => Math.max(...cells.map((row) => row[j].length)))
  const lines = cells.map((row) =>
    row
      .map((cell, j) => cell.padEnd(widths[j]))
      .join('  ')
      .trimEnd()
  )
  return [
    ...facts.map(([what, value]) => `${what.padEnd(18)}${value}`),
    '',
    ...lines,
    ...warningLines(remarksOf(table)),
    ''
  ].join('\n')
}

/** A symbol that can be seen, or its escape. */
const escaped = (symbol: string): string =>
  symbol.startsWith('0x') || /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(symbol) ? symbol : JSON.stringify(symbol).slice(1, -1)

const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`

const vocabularyLines = ({ reading, vocabulary, characters }: UnderstoodText): string[] => [
  '',
  `symbol    ${reading.unit === 'bytes' ? 'byte      ' : 'code point'}       count     share`,
  ...vocabulary.map(
    ({ symbol, count }) =>
      `${escaped(symbol).padEnd(10)}${(reading.unit === 'bytes' ? hex(byteOf(symbol)) : codePointOf(symbol)).padEnd(10)}${String(count).padStart(12)}${`${((100 * count) / characters).toFixed(3)}%`.padStart(10)}`
  )
]

function describeText(text: UnderstoodText, withVocabulary: boolean): string {
  const { encoding, characters, symbols, normalised, lineEnds, warnings } = text
  const facts: [string, string | number][] =
    text.reading.unit === 'bytes'
      ? [
          ['bytes', characters],
          ['symbols', symbols]
        ]
      : [
          ['encoding', encoding],
          ['characters', characters],
          ['symbols', symbols],
          ['normalised', normalised],
          ['line ends', lineEnds]
        ]
  return [
    ...facts.map(([what, value]) => `${what.padEnd(18)}${value}`),
    ...fileLines(text),
    ...warningLines(warnings),
    ...(withVocabulary ? vocabularyLines(text) : []),
    ''
  ].join('\n')
}

function fileLines({ files, reading }: UnderstoodText): string[] {
  if (files === null) return []
  return [
    '',
    `${reading.unit === 'bytes' ? '     bytes' : 'characters'}  file`,
    ...files.read.map(({ name, characters }) => `${String(characters).padStart(10)}  ${name}`),
    ...(files.left.length > 0 ? ['', 'left out', ...files.left.map(({ name, why }) => `${name}: ${why}`)] : [])
  ]
}

const warningLines = (warnings: readonly Remark[]): string[] =>
  warnings.length === 0
    ? []
    : ['', ...warnings.map(({ message, line }) => (line === null ? message : `line ${line}: ${message}`))]
