// Rows straight from the bytes of a file (UTF-8), where they are written plainly: as many cells as columns, numbers and
// dates as plain-cells.ts reads them, no quotation mark inside a cell. Every other row is left to rows.ts and values.ts,
// which read any row, some ten times slower. Both ways give the same values.

import type { Column } from './column'
import type { TablePlan } from './columns'
import { isMissing } from './numbers'
import { plainMoment, plainNumber } from './plain-cells'
import { tidy, type Splitting } from './rows'

const [lf, cr, tab, blank, quote] = [0x0a, 0x0d, 0x09, 0x20, 0x22]
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A cell that is neither a plain number nor a plain date. */
interface OddCell {
  text: string
  missing: boolean
  /** NaN for a missing value, and until a text has a number. */
  value: number
}

export class PlainRows {
  private readonly width: number
  private readonly delimiter: number
  private readonly comment: number
  /** For each column, the codes of its decimal sign and of its sign between thousands. */
  private readonly signs: readonly (readonly [decimal: number, thousands: number])[]
  private readonly known: readonly KnownCells[]
  private readonly hasDates: boolean
  /** Whether a row with the same cells as the header could be plain. Then no row is. */
  private readonly never: boolean

  private bytes = new Uint8Array(0)
  private end = 0
  /** Where the cells of the row begin and end, and what they hold. */
  private starts: Int32Array
  private ends: Int32Array
  private readonly values: Float64Array
  private readonly odd: (OddCell | null)[]
  /** Where the cells of the row that was added last begin and end. */
  private lastStarts: Int32Array
  private lastEnds: Int32Array
  /** Whether the last row of the columns was added here, and its cells still lie in `bytes`. */
  private endsPlain = false

  constructor(
    private readonly columns: readonly Column[],
    { delimiter, comment }: Splitting,
    { headerCells }: TablePlan
  ) {
    this.width = columns.length
    this.delimiter = delimiter === null ? -1 : delimiter.charCodeAt(0)
    this.comment = comment === null ? -1 : comment.charCodeAt(0)
    this.signs = columns.map(({ plan: { format } }) => [
      format.decimal.charCodeAt(0),
      format.thousands === null ? -1 : format.thousands.charCodeAt(0)
    ])
    this.known = columns.map(() => new KnownCells())
    this.hasDates = columns.some(({ plan: { type } }) => type === 'date')
    this.never =
      columns.length === 0 ||
      (delimiter !== null && !(delimiter.length === 1 && this.delimiter < 0x80)) ||
      (headerCells !== null &&
        !columns.some((column, j) => {
          const cell = headerCells[j] ?? ''
          return column.typed && !isMissing(cell) && !column.fits(cell)
        }))
    this.starts = new Int32Array(this.width)
    this.ends = new Int32Array(this.width)
    this.lastStarts = new Int32Array(this.width)
    this.lastEnds = new Int32Array(this.width)
    this.values = new Float64Array(this.width)
    this.odd = Array.from(columns, () => null)
  }

  /** From now on rows are taken from `bytes`, whose first `end` bytes are whole lines. */
  hold(bytes: Uint8Array<ArrayBuffer>, end: number): void {
    this.settle()
    this.bytes = bytes
    this.end = end
  }

  /**
   * Reads the row that begins at `at`; add() adds it to the columns. Returns where the next line begins; −1 where the row
   * is not plain.
   */
  read(at: number): number {
    const next = this.never ? -1 : this.delimiter === blank ? this.splitBlanks(at) : this.split(at)
    if (next >= 0 && this.readCells()) return next
    this.settle()
    return -1
  }

  /** Adds the row that was read last, on the line with this number. */
  add(line: number): void {
    const { columns, values, odd } = this
    for (let j = 0; j < this.width; j++) {
      const column = columns[j]
      const cell = odd[j]
      if (cell !== null) column.addRead(cell, line)
      else column.addValue(values[j])
      if (column.isNew) column.begin(this.textOf(this.starts[j], this.ends[j]))
    }
    ;[this.starts, this.lastStarts] = [this.lastStarts, this.starts]
    ;[this.ends, this.lastEnds] = [this.lastEnds, this.ends]
    this.endsPlain = true
  }

  /** Gives the columns the last cells as texts. Call it after the last row. */
  settle(): void {
    if (this.endsPlain)
      for (let j = 0; j < this.width; j++) this.columns[j].lastCell = this.textOf(this.lastStarts[j], this.lastEnds[j])
    this.endsPlain = false
  }

  private textOf(from: number, to: number): string {
    return tidy(decoder.decode(this.bytes.subarray(from, to)))
  }

  /** Finds the cells of the line at `at`. Returns where the next line begins; −1 where the row is not plain. */
  private split(at: number): number {
    const { bytes, end, width, delimiter, starts, ends } = this
    let j = 0
    let from = at
    let i = at
    for (;;) {
      let code = i < end ? bytes[i] : lf
      let to: number
      if (code === quote) {
        if (delimiter < 0) return -1
        from = ++i
        while (i < end && bytes[i] !== quote && bytes[i] !== lf && bytes[i] !== cr) i++
        if (i >= end || bytes[i] !== quote) return -1
        to = i++
        code = i < end ? bytes[i] : lf
        if (code !== delimiter && code !== lf && code !== cr) return -1
      } else {
        while (code !== delimiter && code !== lf && code !== cr) {
          if (code === quote) return -1
          i++
          code = i < end ? bytes[i] : lf
        }
        to = i
      }
      if (j === width) return -1
      while (from < to && (bytes[from] === blank || bytes[from] === tab)) from++
      while (to > from && (bytes[to - 1] === blank || bytes[to - 1] === tab)) to--
      starts[j] = from
      ends[j++] = to
      i++
      if (code !== delimiter) return j < width ? -1 : code === cr && i < end && bytes[i] === lf ? i + 1 : i
      from = i
    }
  }

  /** As split(), where any number of blanks stands between two cells. */
  private splitBlanks(at: number): number {
    const { bytes, end, width, starts, ends } = this
    let j = 0
    for (let i = at; ;) {
      while (i < end && (bytes[i] === blank || bytes[i] === tab)) i++
      const from = i
      while (i < end && bytes[i] > blank && bytes[i] !== quote && bytes[i] < 0x80) i++
      if (i > from) {
        if (j === width) return -1
        starts[j] = from
        ends[j++] = i
      }
      const code = i < end ? bytes[i] : lf
      if (code === blank || code === tab) continue
      if (code !== lf && code !== cr) return -1
      i++
      return j < width ? -1 : code === cr && i < end && bytes[i] === lf ? i + 1 : i
    }
  }

  /** Reads the cells. False where the row is not plain, or might be no row of data. */
  private readCells(): boolean {
    const { bytes, columns, starts, ends, values, odd, width } = this
    if (starts[0] < ends[0] && bytes[starts[0]] === this.comment) return false
    /** The first column with a cell that is not empty. */
    let filled = -1
    let dateMissing = false
    for (let j = 0; j < width; j++) {
      const column = columns[j]
      const { type } = column.plan
      const [from, to] = [starts[j], ends[j]]
      odd[j] = null
      if (type === 'number') {
        const value = plainNumber(bytes, from, to, this.signs[j][0], this.signs[j][1])
        if (!Number.isNaN(value)) {
          values[j] = value
          if (filled < 0) filled = j
          continue
        }
      } else if (type === 'date') {
        const value = plainMoment(bytes, from, to, column.dayFirst)
        if (!Number.isNaN(value)) {
          values[j] = value
          if (filled < 0) filled = j
          continue
        }
      }
      const cell = this.oddCell(j)
      if (column.typed && !cell.missing) {
        if (!Number.isFinite(cell.value)) return false
        values[j] = cell.value
      } else odd[j] = cell
      if (j === 0 && this.comment >= 0 && cell.text.charCodeAt(0) === this.comment) return false
      if (type === 'date' && cell.missing) dateMissing = true
      if (filled < 0 && cell.text !== '') filled = j
    }
    // After a column of words, a missing date may show a total.
    return filled >= 0 && (columns[filled].typed || !(this.hasDates && dateMissing))
  }

  private oddCell(j: number): OddCell {
    const [from, to] = [this.starts[j], this.ends[j]]
    const column = this.columns[j]
    const known = this.known[j].find(this.bytes, from, to)
    if (known) return known
    const text = this.textOf(from, to)
    const missing = isMissing(text)
    const cell = { text, missing, value: column.typed && !missing ? column.read(text) : NaN }
    if (!column.typed || missing) this.known[j].add(this.bytes, from, to, cell)
    return cell
  }
}

/** Cells that have been read, by their bytes. */
class KnownCells {
  private readonly heads = new Int32Array(4096).fill(-1)
  private readonly entries: { bytes: Uint8Array; cell: OddCell; next: number }[] = []

  find(bytes: Uint8Array, from: number, to: number): OddCell | undefined {
    const length = to - from
    for (let at = this.heads[hashOf(bytes, from, to)]; at >= 0; at = this.entries[at].next) {
      const { bytes: own, cell } = this.entries[at]
      let i = own.length === length ? 0 : length + 1
      while (i < length && own[i] === bytes[from + i]) i++
      if (i === length) return cell
    }
    return undefined
  }

  add(bytes: Uint8Array, from: number, to: number, cell: OddCell): void {
    if (this.entries.length >= 4096) return
    const hash = hashOf(bytes, from, to)
    this.heads[hash] = this.entries.push({ bytes: bytes.slice(from, to), cell, next: this.heads[hash] }) - 1
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]) | 0
  return (hash ^ (hash >>> 12)) & 4095
}
