// The values of a column while the rows of a table are read.

import type { DayFirst } from '../../model/table'
import type { ColumnPlan } from './columns'
import { digitMoment, parseMoment } from './dates'
import { isMissing, parseNumber } from './numbers'
import { truthOf } from './truths'

/** How many places of a fault are kept. All are counted. */
const placesKept = 5

export class Places {
  count = 0
  readonly lines: number[] = []
  /** The cell at the first place. */
  cell = ''

  add(line: number, cell = ''): void {
    if (this.count++ === 0) this.cell = cell.slice(0, 40)
    if (this.lines.length < placesKept) this.lines.push(line)
  }
}

/** The places of two faults as those of one. */
export function mergedPlaces(a: Places, b: Places): Places {
  const both = new Places()
  for (const line of [...a.lines, ...b.lines].sort((one, other) => one - other)) both.add(line)
  both.count = a.count + b.count
  return both
}

export interface ColumnValues {
  plan: ColumnPlan
  /** Numbers; times in milliseconds; for texts, the place of each in `texts`. NaN where there is no value. */
  values: Float64Array
  /** Different texts, in order of appearance: at most `mostTexts`. Of truths: the words for false and for true. */
  texts: string[]
  /** The places of missing values, then of cells that are no numbers. */
  missing: Places
  unreadable: Places
  firstCell: string
  lastCell: string
}

/** The values that are there. Where none is missing, it is the same array, since a copy of many rows takes long. */
export function present({ values }: Pick<ColumnValues, 'values'>): Float64Array {
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) count++
  if (count === values.length) return values
  const there = new Float64Array(count)
  for (let i = 0, k = 0; i < values.length; i++) if (values[i] === values[i]) there[k++] = values[i]
  return there
}

/** The number of different values. All NaN count as one. */
export function distinct(values: Float64Array): number {
  const sorted = values.slice().sort()
  let count = sorted.length > 0 ? 1 : 0
  for (let i = 1; i < sorted.length && sorted[i - 1] === sorted[i - 1]; i++) if (sorted[i] !== sorted[i - 1]) count++
  return count
}
/** Later texts of a column all have the same number, so such a column tells nothing apart. */
export const mostTexts = 100_000

export class Column {
  /** Whether the column holds numbers or dates. */
  readonly typed: boolean
  lastCell = ''
  private readonly values: Growing<Float64Array>
  private readonly texts = new Map<string, number>()
  /** The first word for false, and the first for true. */
  private readonly words: string[] = []
  private readonly missing = new Places()
  private readonly unreadable = new Places()
  private firstCell: string | null = null

  constructor(
    readonly plan: ColumnPlan,
    readonly dayFirst: DayFirst,
    expectedRows: number
  ) {
    this.typed = plan.type === 'number' || plan.type === 'date'
    this.values = new Growing(Float64Array, expectedRows)
  }

  fits(cell: string): boolean {
    return !Number.isNaN(this.read(cell))
  }

  /** Whether no row has been added, or begin() has not been called. */
  get isNew(): boolean {
    return this.firstCell === null
  }
  begin(cell: string): void {
    this.firstCell = cell
  }

  add(cell: string, line: number): void {
    this.firstCell ??= cell
    this.lastCell = cell
    if (isMissing(cell)) {
      this.missing.add(line)
      this.values.push(NaN)
      return
    }
    const value = this.read(cell)
    if (!Number.isFinite(value)) this.unreadable.add(line, cell)
    this.values.push(Number.isFinite(value) ? value : NaN)
  }

  addValue(value: number): void {
    this.values.push(value)
  }

  /** Adds a cell that is not a plain number or date. A text gets its number here. */
  addRead(cell: { text: string; missing: boolean; value: number }, line: number): void {
    if (cell.missing) this.missing.add(line)
    else if (Number.isNaN(cell.value)) cell.value = this.read(cell.text)
    this.values.push(cell.value)
  }

  /** The value of a cell; NaN where it has none of the column's kind. */
  read(cell: string): number {
    switch (this.plan.type) {
      case 'number':
        return parseNumber(cell, this.plan.format)
      case 'date':
        if (this.plan.digits && /^\d{6}$/.test(cell)) return digitMoment(cell, this.plan.digits) ?? NaN
        return parseMoment(cell, this.dayFirst)?.time ?? NaN
      case 'boolean':
        return this.truth(cell)
      default:
        return this.textCode(cell)
    }
  }

  private truth(cell: string): number {
    const truth = truthOf(cell)
    if (!Number.isNaN(truth)) this.words[truth] ??= cell
    return truth
  }

  private textCode(cell: string): number {
    const known = this.texts.get(cell)
    if (known !== undefined) return known
    const code = this.texts.size
    if (code < mostTexts) this.texts.set(cell, code)
    return code
  }

  done(): ColumnValues {
    return {
      plan: this.plan,
      values: this.values.done(),
      texts: this.plan.type === 'boolean' ? this.words : [...this.texts.keys()],
      missing: this.missing,
      unreadable: this.unreadable,
      firstCell: this.firstCell ?? '',
      lastCell: this.lastCell
    }
  }
}

/** An array of numbers that grows. Room that is reserved takes memory only where it is used. */
export class Growing<Kind extends Float64Array | Uint32Array> {
  length = 0
  private room: Kind

  constructor(
    private readonly kind: new (length: number) => Kind,
    reserved: number
  ) {
    this.room = new kind(Math.max(64, reserved))
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new this.kind(this.room.length + (this.room.length >> 1))
      larger.set(this.room)
      this.room = larger
    }
    this.room[this.length++] = value
  }

  done(): Kind {
    return this.room.subarray(0, this.length) as Kind
  }
}
