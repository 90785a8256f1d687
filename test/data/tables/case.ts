// The expected reading of a table of the corpus, and short functions that build it.

import type { TableReading } from '../../../src/data/table/decisions'
import type { Role } from '../../../src/model/table'

export type Column = [
  name: string,
  role: Role,
  first: number | string | null,
  last: number | string | null,
  gaps?: number
]

export interface TableCase {
  title: string
  text: string
  /** The encoding of the bytes; UTF-8 where it is left out. */
  encoding?: string
  /** Decisions of a person. */
  given?: TableReading
  columns?: Column[]
  header?: boolean
  delimiter?: string | null
  decimal?: string
  thousands?: string | null
  skipped?: number
  rows?: number
  /** Codes of warnings that must be there. */
  warnings?: string[]
  /** Codes of warnings that must not be there. */
  noWarnings?: string[]
  /** A warning and the line that it names. */
  lineOf?: [code: string, line: number]
  /** The classes, or the number of each sequence, where each sequence has one label. */
  labels?: (string | number)[]
  /** What the error must say, where the table cannot be read. */
  error?: RegExp
}

export const lines = (...all: string[]): string => all.join('\n') + '\n'
export const T = 'time'
export const V = 'target'
export const I = 'ignored'
export const G = 'group'
export const X = 'input'

/** A table with the years 2001, 2002 … and these values. */
export const years = (header: string, delimiter: string, values: string[]): string =>
  lines(header, ...values.map((value, i) => `${2001 + i}${delimiter}${value}`))
export const jahr = (first: number, last: number, rows: number): Column[] => [
  ['Jahr', T, 2001, 2000 + rows],
  ['Wert', V, first, last]
]

export const v = (first: number, last: number): Column => ['v', V, first, last]
/** A date column and its values 5, 4, 6, …. */
export const dated = (dates: string[], delimiter = ','): string =>
  lines(
    `date${delimiter}v`,
    ...dates.map(
      (date, i) => `${/[,"]/.test(date) && delimiter === ',' ? `"${date}"` : date}${delimiter}${[5, 4, 6, 3, 7][i % 5]}`
    )
  )
export const date = (first: string | number, last: string | number | null): Column => ['date', T, first, last]
