// Workbooks of Excel: each test writes one with the parts that it is about.

import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { understandTable } from '../../src/data/table/understand'
import { describeTable } from '../../src/data/table/describe'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
interface Book {
  /** The rows of each sheet as XML. */
  sheets: Record<string, string>
  hidden?: string
  strings?: string[]
  since1904?: boolean
  prefix?: string
  /** Ranges of cells that are merged, in every sheet. */
  merged?: string[]
}
/** Style 1 is a date, 2 a date with a time, 3 a number with words in its format, 4 and 5 are durations. */
const styles = `${head}<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="0.0&quot; days&quot;;[Red]-0.0"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="46"/></cellXfs></styleSheet>`
function workbook({ sheets, hidden, strings = [], since1904 = false, prefix = '', merged = [] }: Book): Uint8Array {
  const names = Object.keys(sheets)
  const p = prefix && `${prefix}:`
  const wrap = (rows: string): string =>
    `${head}<${p}worksheet xmlns${prefix && `:${prefix}`}="${main}"><${p}sheetData>${rows}</${p}sheetData>${merged.map((ref) => `<mergeCells><mergeCell ref="${ref}"/></mergeCells>`).join('')}</${p}worksheet>`
  return zipSync({
    '[Content_Types].xml': strToU8(head),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="r"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${name === hidden ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships>${names.map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`
    ),
    'xl/styles.xml': strToU8(styles),
    'xl/sharedStrings.xml': strToU8(
      `${head}<sst xmlns="${main}">${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`
    ),
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, strToU8(wrap(sheets[name]))]))
  })
}
const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`
const n = (value: number | string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const understand = (bytes: Uint8Array, given: object = {}) => understandTable(bytes, { name: 'book.xlsx', given })
const columnsOf = (bytes: Uint8Array, given: object = {}): unknown =>
  understand(bytes, given).columns.map(({ name, role, first, last, gaps }) => [name, role, first, last, gaps])

describe('a workbook', () => {
  test('has its dates by their format, its strings, results of formulas, and errors as gaps', () => {
    const bytes = workbook({
      strings: ['<t>day</t>', '<r><t>va</t></r><r><t>lue</t></r><rPh><t>x</t></rPh>', '<t>a "b", c</t>'],
      sheets: {
        Data: [
          row('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', text('open')),
          row(n(43831, 1), n('1.234'), '<c t="b"><v>1</v></c>'),
          row(n(43832, 1), '<c><f>A1+1</f><v>999</v></c>', '<c t="b"><v>0</v></c>'),
          row(n(43833, 1), '<c t="e"><v>#N/A</v></c>', '<c t="b"><v>1</v></c>'),
          row(n(43834, 1), n('5E-1'), '<c t="b"><v>1</v></c>')
        ].join('')
      }
    })
    expect(columnsOf(bytes)).toEqual([
      ['day', 'time', '2020-01-01', '2020-01-04', 0],
      ['value', 'target', 1.234, 0.5, 1],
      ['open', 'target', 'TRUE', 'TRUE', 0]
    ])
    const { decisions, sheets, time } = understand(bytes)
    expect([decisions.sheet, decisions.encoding, sheets, time!.rhythm]).toEqual([
      'Data',
      'UTF-8',
      ['Data'],
      { every: 1, unit: 'day' }
    ])
    expect(
      describeTable(bytes, { name: 'b', validationFraction: 0.2, delimiter: 'auto', header: 'auto', columns: [] }, {})
        .lines[1]
    ).toBe('2020-01-01,1.234,TRUE')
  })

  test('counts days from 1900 or 1904, with hours, and tells numbers with words in their format from dates', () => {
    const rows = [
      row(text('t'), text('v')),
      ...[0.25, 0.5, 0.75, 1].map((at, i) => row(n(43831 + at, 2), n(i * i, 3)))
    ].join('')
    expect(columnsOf(workbook({ sheets: { S: rows } }))).toEqual([
      ['t', 'time', '2020-01-01 06:00:00', '2020-01-02', 0],
      ['v', 'target', 0, 9, 0]
    ])
    expect(columnsOf(workbook({ sheets: { S: rows }, since1904: true }))).toMatchObject([
      ['t', 'time', '2024-01-02 06:00:00', '2024-01-03', 0],
      ['v', 'target', 0, 9, 0]
    ])
  })

  test('has its durations in hours', () => {
    const rows = [1.5, 0.1, 2].map((took, i) => row(n(i), n(took, 4), n(took / 2, 5))).join('')
    const bytes = workbook({ sheets: { S: row(text('t'), text('a'), text('b')) + rows } })
    const { columns, warnings } = understand(bytes)
    expect(columns.slice(1).map(({ values }) => Array.from(values))).toEqual([
      [36, 2.4, 48],
      [18, 1.2, 24]
    ])
    expect(warnings.find(({ code }) => code === 'durations')).toMatchObject({ values: { count: 6 } })
  })

  test('has numbers in its texts, with the signs that a person chooses', () => {
    const rows = ['1.000,5', '2,25', '3,5'].map((v, i) => row(n(i), text(v), n(1.125 * i))).join('')
    const bytes = workbook({ sheets: { S: row(text('t'), text('v'), text('w')) + rows } })
    const { columns } = understand(bytes, { decimal: ',', thousands: '.' })
    expect(columns.slice(1).map(({ values }) => Array.from(values))).toEqual([
      [1000.5, 2.25, 3.5],
      [0, 1.125, 2.25]
    ])
  })

  test('is read sheet by sheet, without hidden ones, with places of cells, prefixes, and lines that are rows', () => {
    const sheets = {
      Empty: '',
      Secret: row(text('a')),
      One: '<row r="3"><c r="B3" t="str"><v>v</v></c></row><row r="5"><c r="B5"><v>3</v></c></row><row r="6"><c r="B6"><v>8</v></c></row><row r="7"><c r="B7"><v>x</v></c></row><row r="8"><c r="B8"><v>5</v></c></row>',
      Two: row(text('w')) + [4, 2, 7].map((value) => row(n(value))).join('')
    }
    const bytes = workbook({ sheets, hidden: 'Secret' })
    const one = understand(bytes)
    expect([one.sheets, one.decisions.sheet]).toEqual([['Empty', 'One', 'Two'], 'One'])
    expect(one.columns.at(-1)).toMatchObject({ name: 'v', first: 3, last: 5, gaps: 0 })
    expect(one.warnings.find(({ code }) => code === 'rows-total')).toMatchObject({ line: 7 })
    expect(columnsOf(bytes, { sheet: 'Two' })).toEqual([['w', 'target', 4, 7, 0]])
    expect(() => understand(bytes, { sheet: 'Three' })).toThrow(/has no sheet "Three".*Empty, One, Two/)
    const prefixed = sheets.Two.replace(/<(\/?)(\w)/g, '<$1x:$2')
    expect(columnsOf(workbook({ sheets: { S: prefixed }, prefix: 'x' }))).toEqual([['w', 'target', 4, 7, 0]])
  })

  test('gives every row of merged cells their value, and no cell of a merged title', () => {
    const station = (name: string, first: number): string =>
      [0, 1, 2].map((t) => row(t === 0 ? text(name) : '<c/>', n(t), n(first + ((t * 5) % 3)))).join('')
    const rows =
      row(text('Two stations')) + row(text('station'), text('t'), text('v')) + station('A', 5) + station('B', 7)
    const bytes = workbook({ sheets: { S: rows }, merged: ['A1:C1', 'A3:A5', 'A6:A8'] })
    expect(columnsOf(bytes)).toEqual([
      ['station', 'group', 'A', 'B', 0],
      ['t', 'time', 0, 2, 0],
      ['v', 'target', 5, 8, 0]
    ])
  })

  test('is read from the first sheet that looks like a table, a guess', () => {
    const table = row(text('t'), text('v')) + [5, 4, 6].map((value, i) => row(n(i), n(value))).join('')
    const notes = row(text('Measured by hand, 2 times')) + row(text('in spring, 2020'))
    const { decisions, guesses, warnings } = understand(
      workbook({ sheets: { Notes: notes, Data: table, More: table } })
    )
    expect([decisions.sheet, guesses]).toEqual(['Data', ['sheet']])
    expect(warnings.map(({ code }) => code)).toEqual(['sheet-guessed'])
    expect(understand(workbook({ sheets: { Data: table } })).guesses).toEqual([])
  })

  test('says how many formulas have no result', () => {
    const rows = row(text('v')) + [1, 5, 2].map((value) => row(n(value))).join('') + row('<c><f>SUM(A2:A4)</f></c>')
    const { warnings } = understand(workbook({ sheets: { S: rows } }))
    expect(warnings.find(({ code }) => code === 'formulas-open')).toMatchObject({ values: { count: 1 } })
  })

  test('that is damaged, encrypted, too large or none ends with its sentence', () => {
    const whole = workbook({ sheets: { S: row(text('v')) + row(n(1)) } })
    expect(() => understand(whole.subarray(0, whole.length - 40))).toThrow(/Excel file that is damaged/)
    const words = zipSync({ 'word/document.xml': strToU8('<w/>') })
    expect(() => understand(words.subarray(0, words.length - 30))).toThrow(/is a file of ZIP/)
    const broken = zipSync({ 'xl/workbook.xml': strToU8('<workbook><sheets>') })
    expect(() => understand(broken)).toThrow(/Excel file that is damaged/)
    const encrypted = new Uint8Array(2048)
    encrypted.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    Array.from('EncryptedPackage').forEach((sign, i) => (encrypted[1024 + 2 * i] = sign.charCodeAt(0)))
    expect(() => understand(encrypted)).toThrow(/protected by a password/)
    // The directory at the end of the archive says how large each file becomes.
    const bomb = workbook({ sheets: { S: row(text('v')) } })
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    for (let i = 0; i < bomb.length - 46; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 0x20000001, true)
    expect(() => understand(bomb)).toThrow(/more than 0\.5 GB/)
    expect(() => understand(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toThrow(/is a file of/)
  })
})
