// Reads a sheet of an Excel workbook (.xlsx) as the text of a table: a line for each row of the sheet, so that the
// numbers of lines are those of rows. Dates become ISO dates, and formulas their stored results.

import { strFromU8, strToU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import type { Bytes } from '../bytes'
import { DataError } from '../data-error'
import { splitLine } from './dialect'
import { bareNumber } from './numbers'
import { dateOf, formatOf, hoursOf, type CellFormat } from './workbook-dates'

export interface Sheet {
  name: string
  /** All visible sheets of the workbook. */
  sheets: string[]
  /** The table in UTF-8, with commas between cells. */
  bytes: Uint8Array
  /** Formulas without a stored result. */
  withoutResult: number
  /** Cells with a duration; they are read in hours. */
  durations: number
  /** Bytes of the files of the workbook, unpacked. */
  unpacked: number
}

/** The most bytes that are unpacked: a small file can hold endless zeros. */
const mostUnpacked = 1 << 29
const tooLarge = (name: string): DataError =>
  new DataError(
    'workbook-too-large',
    `"${name}" has more than 0.5 GB when it is unpacked. Save the sheet as CSV, and choose that file.`,
    { name }
  )
const damaged = (name: string): DataError =>
  new DataError('workbook-damaged', `"${name}" is an Excel file that is damaged. Save it again as .xlsx or CSV.`, {
    name
  })

const starts = (bytes: Uint8Array, ...mark: number[]): boolean => mark.every((byte, i) => bytes[i] === byte)

/**
 * The sheet with this name, or the first one that looks like a table; null for what is no workbook. The numbers of its
 * cells are written with the sign `decimal`, as those in its texts are. Throws a DataError for a
 * workbook that is damaged, encrypted or too large, and for a name that no sheet has.
 */
export function readSheet(
  bytes: Bytes,
  name: string,
  wanted: string | undefined,
  decimal: '.' | ',' = '.'
): Sheet | null {
  const head = bytes.subarray(0, Math.min(8, bytes.length))
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) refuseEncrypted(bytes, name)
  if (!starts(head, 0x50, 0x4b, 0x03, 0x04)) return null
  if (bytes.length > mostUnpacked) throw tooLarge(name)
  const files = unpack(bytes.subarray(0, bytes.length), name)
  if (files === null) return null
  const book = new Workbook(files, name, decimal)
  const sheets = book.sheets.map((sheet) => sheet.name)
  const chosen = wanted === undefined ? book.sheets : book.sheets.filter((sheet) => sheet.name === wanted)
  if (chosen.length === 0)
    throw new DataError('sheet-unknown', `"${name}" has no sheet "${wanted}". Its sheets: ${sheets.join(', ')}.`, {
      name,
      sheet: wanted ?? '',
      sheets: sheets.join(', ')
    })
  const unpacked = Object.values(files).reduce((sum, { length }) => sum + length, 0)
  let first: Sheet | null = null
  for (const { name: title, path } of chosen) {
    const sheet = { name: title, sheets, unpacked, ...book.read(path) }
    if (wanted !== undefined || isLikeTable(sheet.bytes)) return sheet
    if (first === null || first.bytes.length === 0) first = sheet
  }
  return first
}

/** Whether at least two of the first lines hold a number. */
function isLikeTable(bytes: Uint8Array): boolean {
  const rows = strFromU8(bytes.subarray(0, 100_000))
    .split('\n')
    .map((line) => splitLine(line, ',').filter((cell) => cell !== ''))
  const withNumber = rows.filter((cells) => cells.some((cell) => bareNumber(cell) !== null))
  return withNumber.length >= 2
}

/** An encrypted workbook is no ZIP: a file of the old form holds it as a stream with this name. */
function refuseEncrypted(bytes: Bytes, name: string): void {
  const mark = strFromU8(strToU8(Array.from('EncryptedPackage').join('\0')), true)
  const most = Math.min(bytes.length, 1 << 20)
  const text =
    strFromU8(bytes.subarray(0, most), true) +
    strFromU8(bytes.subarray(Math.max(0, bytes.length - most), bytes.length), true)
  if (!text.includes(mark)) return
  throw new DataError(
    'workbook-encrypted',
    `"${name}" is protected by a password. Open it in its program, save it without the password, and choose that file.`,
    { name }
  )
}

type Files = Record<string, Uint8Array>

/** The files of a workbook that are needed; null where the archive is no workbook. */
function unpack(bytes: Uint8Array, name: string): Files | null {
  let total = 0
  try {
    const files = unzipSync(bytes, {
      filter({ name: path, originalSize }) {
        const needed = /^xl\/(workbook|styles|sharedStrings|_rels\/workbook|worksheets\/[^/]+)\.xml(\.rels)?$/.test(
          path
        )
        if (needed) total += originalSize
        if (total > mostUnpacked) throw tooLarge(name)
        return needed
      }
    })
    return files['xl/workbook.xml'] ? files : null
  } catch (error) {
    if (error instanceof DataError) throw error
    // Another archive is told by its own kind.
    if (/xl\/|\[Content_Types\]/.test(strFromU8(bytes.subarray(0, 4000), true))) throw damaged(name)
    return null
  }
}

type Attributes = Record<string, string>
interface Handlers {
  open?: (tag: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (tag: string) => void
}

/** Goes through XML. Tags and attributes come without their prefixes. */
function walk(bytes: Uint8Array, { open, text, close }: Handlers): void {
  const parser = new SaxesParser()
  const plain = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) =>
    open?.(
      plain(tag.name),
      Object.fromEntries(Object.entries(tag.attributes).map(([key, value]) => [plain(key), value]))
    )
  )
  parser.on('text', (piece) => text?.(piece))
  parser.on('cdata', (piece) => text?.(piece))
  parser.on('closetag', (tag) => close?.(plain(tag.name)))
  const step = 1 << 20
  const decoder = new TextDecoder()
  for (let at = 0; at < bytes.length; at += step)
    parser.write(decoder.decode(bytes.subarray(at, at + step), { stream: true }))
  parser.close()
}

class Workbook {
  readonly sheets: { name: string; path: string }[] = []
  private readonly strings: string[] = []
  /** What the numbers in the cells of each style are. */
  private readonly styles: CellFormat[] = []
  private since1904 = false

  constructor(
    private readonly files: Files,
    private readonly name: string,
    private readonly decimal: '.' | ','
  ) {
    this.careful(() => {
      this.readBook()
      this.readStyles()
      this.readStrings()
    })
    if (this.sheets.length === 0) throw damaged(name)
  }

  private careful<Result>(work: () => Result): Result {
    try {
      return work()
    } catch (error) {
      throw error instanceof DataError ? error : damaged(this.name)
    }
  }

  private readBook(): void {
    const targets = new Map<string, string>()
    const links = this.files['xl/_rels/workbook.xml.rels']
    if (links)
      walk(links, {
        open: (_, { Id, Target }) => Id && Target && targets.set(Id, Target.replace(/^\/xl\/|^\.\//, ''))
      })
    walk(this.files['xl/workbook.xml'], {
      open: (tag, { name, id, state, date1904 }) => {
        if (tag === 'workbookPr') this.since1904 = date1904 === '1' || date1904 === 'true'
        const path = `xl/${targets.get(id)}`
        if (tag === 'sheet' && (state ?? 'visible') === 'visible' && this.files[path]) this.sheets.push({ name, path })
      }
    })
  }

  private readStyles(): void {
    const file = this.files['xl/styles.xml']
    if (!file) return
    const codes = new Map<number, string>()
    let inside = false
    walk(file, {
      open: (tag, { numFmtId, formatCode }) => {
        if (tag === 'numFmt') codes.set(Number(numFmtId), formatCode)
        if (tag === 'cellXfs') inside = true
        if (tag === 'xf' && inside) this.styles.push(formatOf(Number(numFmtId), codes.get(Number(numFmtId))))
      },
      close: (tag) => {
        if (tag === 'cellXfs') inside = false
      }
    })
  }

  private readStrings(): void {
    const file = this.files['xl/sharedStrings.xml']
    if (!file) return
    let [text, reads, spoken] = ['', false, false]
    walk(file, {
      open: (tag) => {
        if (tag === 'si') text = ''
        // A reading aid for Japanese and Chinese is no part of the cell.
        if (tag === 'rPh') spoken = true
        reads = tag === 't' && !spoken
      },
      text: (piece) => {
        if (reads) text += piece
      },
      close: (tag) => {
        reads = false
        if (tag === 'rPh') spoken = false
        if (tag === 'si') this.strings.push(text)
      }
    })
  }

  /** The cells of a sheet as the text of a table. */
  read(path: string): Pick<Sheet, 'bytes' | 'withoutResult' | 'durations'> {
    return this.careful(() => {
      const lines: string[] = []
      const merged: string[] = []
      let [row, column, withoutResult, durations] = [0, 0, 0, 0]
      let cells: string[] = []
      let [type, style, value, reads, formula] = ['', 0, '', false, false]
      walk(this.files[path], {
        open: (tag, { r, t, s, ref }) => {
          if (tag === 'mergeCell') merged.push(ref)
          if (tag === 'row') {
            row = r === undefined ? row + 1 : Number(r)
            ;[column, cells] = [0, []]
          } else if (tag === 'c') {
            column = r === undefined ? column + 1 : columnOf(r)
            ;[type, style, value, formula] = [t ?? 'n', Number(s ?? 0), '', false]
          } else if (tag === 'f') formula = true
          reads = tag === 'v' || tag === 't'
        },
        text: (piece) => {
          if (reads) value += piece
        },
        close: (tag) => {
          reads = false
          if (tag === 'c') {
            if (value !== '' && type === 'n' && this.styles[style] === 'duration') durations++
            if (formula && value === '') withoutResult++
            cells[column - 1] = this.cell(type, style, value)
          } else if (tag === 'row' && cells.some((cell) => cell)) {
            while (lines.length < row - 1) lines.push('')
            lines[row - 1] = Array.from(cells, (cell) => quoted(cell ?? '')).join()
          }
        }
      })
      for (const range of merged) fillDown(lines, range)
      return { bytes: strToU8(lines.length === 0 ? '' : `${lines.join('\n')}\n`), withoutResult, durations }
    })
  }

  private cell(type: string, style: number, value: string): string {
    switch (type) {
      case 's':
        return this.strings[Number(value)] ?? ''
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE'
      case 'n':
        if (value === '') return ''
        if (this.styles[style] === 'date') return dateOf(Number(value), this.since1904)
        return (this.styles[style] === 'duration' ? hoursOf(Number(value)) : value).replace('.', this.decimal)
      // An error such as #N/A is a gap.
      case 'e':
        return ''
      case 'd':
        return value.replace('T', ' ')
      default:
        return value
    }
  }
}

/** Gives each row of cells that are merged, such as "A2:A6", the value of the first. */
function fillDown(lines: string[], range: string): void {
  const [from, to = from] = range.split(':')
  const [begin, end] = [from, to].map((place) => Number(place.replace(/^\D+/, '')))
  const column = columnOf(from) - 1
  const value = splitLine(lines[begin - 1] ?? '', ',')[column] ?? ''
  if (value === '') return
  for (let row = begin; row < Math.min(end, lines.length); row++) {
    const cells = splitLine(lines[row], ',')
    // A row without other cells is none.
    if (cells.every((cell) => cell === '')) continue
    cells[column] = value
    lines[row] = Array.from(cells, (cell) => quoted(cell ?? '')).join()
  }
}

/** The number of the column in "BC12", from 1. */
const columnOf = (place: string): number =>
  Array.from(place.replace(/\d+$/, '')).reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0)

/** A cell on one line, in quotation marks where it needs them. */
function quoted(cell: string): string {
  const line = cell.replace(/\s*[\r\n]+\s*/g, ' ')
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
}
