// @vitest-environment happy-dom
// The dialog that shows how a table was understood and what was decided about it.

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { reasonCodes, warning, warningCodes } from '../../src/data/table/warnings'
import { i18n } from '../../src/renderer/i18n'
import ko from '../../src/renderer/locales/ko'
import { understandTable } from '../../src/data/table/understand'
import type { TableReading } from '../../src/data/table/decisions'
import { whyOf, type Why } from '../../src/shared/why'
import { remarkText, whyText } from '../../src/renderer/model/why-text'
import { bytesOf, tableCases } from '../data/tables'
import { app, bridge, buttonNamed, field, openApp } from './open-app'
import { understood } from './understood-table'

/** The dialog opens with the file. */
async function openDialog(): Promise<void> {
  await openApp()
  bridge.opens({ data: { kind: 'series', path: '/home/me/prices.csv' } })
  await flushPromises()
}
const dialog = () => app.get('dialog.data-dialog')
/** The decisions in the last question. */
const asked = (): unknown => (bridge.called('understandData').at(-1)![0] as { data: { reading: unknown } }).data.reading
const select = (label: string) =>
  dialog()
    .findAll('label')
    .find((one) => one.text().startsWith(label))!
    .get('select')

it('shows what was understood of a dropped table beside its first lines, worst remarks first', async () => {
  await openDialog()
  const text = dialog().text()
  expect(text).toContain('4 rows; 1 line left out.')
  expect(text).toContain('2003;1.234')
  expect(
    dialog()
      .findAll('.remarks li')
      .map((one) => one.text())[0]
  ).toContain('1 value is missing (line 4)')
  expect((select('Thousands sign').element as HTMLSelectElement).value).toBe('.')
  expect(asked()).toEqual({})
})

it('marks what is a guess, takes an encoding, and opens again from its field', async () => {
  await openDialog()
  expect(select('Encoding').element.parentElement!.textContent).toContain('guess')
  expect(select('Encoding').findAll('option')[0].text()).toBe('Found: UTF-8')
  await select('Encoding').setValue('Shift_JIS')
  await flushPromises()
  expect(asked()).toEqual({ encoding: 'Shift_JIS' })
  await select('Encoding').setValue('')
  await flushPromises()
  expect(asked()).toEqual({})
  await buttonNamed('Done').trigger('click')
  expect(dialog().find('.body').exists()).toBe(false)
  await field('data.series.reading').get('.button').trigger('click')
  await flushPromises()
  expect(dialog().text()).toContain('4 rows')
})

it('takes decisions, remedies and roles into the experiment, and finds everything again', async () => {
  await openDialog()
  await buttonNamed('Interpolate').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({ gaps: 'interpolate' })
  await select('Delimiter').setValue('\t')
  await dialog().get('select[aria-label="Role of Wert"]').setValue('ignored')
  await flushPromises()
  expect(asked()).toEqual({ gaps: 'interpolate', delimiter: '\t', roles: { Jahr: 'time', Wert: 'ignored' } })
  await buttonNamed('Find everything again').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({})
})

it('keeps gaps, and says what the network reads in their place', async () => {
  await openDialog()
  expect(dialog().text()).not.toContain('missing(name)')
  bridge.understood = { ...understood, reading: { ...understood.reading, gaps: 'keep' } }
  await buttonNamed('Keep as gaps').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({ gaps: 'keep' })
  expect(dialog().text()).toContain('the last known value')
  i18n.global.locale.value = 'ko'
  await flushPromises()
  expect(select('빈 값').findAll('option').at(-1)!.text()).toBe('빈 값으로 두기')
  expect(dialog().text()).toContain('missing(이름)')
  i18n.global.locale.value = 'en'
})

it('takes the scaling of single columns, of those that a network reads', async () => {
  await openDialog()
  expect(dialog().find('select[aria-label="Scaling of Jahr"]').exists()).toBe(false)
  await dialog().get('select[aria-label="Scaling of Wert"]').setValue('min-max')
  await flushPromises()
  expect(asked()).toEqual({ scaling: { Wert: 'min-max' } })
})

it('says it in Korean', async () => {
  await openDialog()
  i18n.global.locale.value = 'ko'
  await flushPromises()
  expect(dialog().text()).toContain('“Wert” 열: 빈 값이 1개 있습니다(4번째 줄).')
  expect(dialog().text()).toContain('숫자가 들어 있음')
  i18n.global.locale.value = 'en'
  expect(Object.keys(ko.remarks.warnings).sort()).toEqual([...warningCodes].sort())
  expect(Object.keys(ko.remarks.reasons).sort()).toEqual([...reasonCodes].sort())
})

it('shows how far a large file is read, in the dialog and below the view, and stops it', async () => {
  await openDialog()
  bridge.reads({ run: null, read: 250e6, size: 1e9 })
  await flushPromises()
  const bars = app.findAll('.reading [role=progressbar]')
  expect(bars.map((bar) => bar.attributes('aria-valuenow'))).toEqual(['25', '25'])
  expect(dialog().get('.reading').text()).toMatch(/Reading the data file: .+ of .+/)
  await dialog().get('.reading button').trigger('click')
  expect(bridge.called('stopReading')).toEqual([[null]])
  bridge.reads({ run: 'other', read: 1, size: 2 })
  await flushPromises()
  await buttonNamed('Stop reading').trigger('click')
  expect(bridge.called('stopReading').at(-1)).toEqual(['other'])
  bridge.reads(null)
  await flushPromises()
  expect(app.find('.reading').exists()).toBe(false)
})

it('shows no words of the JSON: they stand in brackets, which a window leaves out', async () => {
  const sentences = import.meta.glob('../../src/data/table/*.ts', { query: '?raw', import: 'default', eager: true })
  const told = Object.values(sentences as Record<string, string>).flatMap((source) =>
    [...source.matchAll(/['`].*\bdata\.(?:reading|kind|labels)\b.*['`]/g)].map(([sentence]) => sentence)
  )
  expect(told.length).toBeGreaterThan(5)
  for (const sentence of told) expect(whyText({ message: sentence })).not.toMatch(/\bdata\./)
})

it('has no English words in Korean sentences, whatever table they are about', () => {
  i18n.global.locale.value = 'ko'
  for (const one of tableCases) {
    const sentences: string[] = []
    try {
      const { warnings, columns, refusal } = understandTable(bytesOf(one), { name: 'file.csv', labels: 'find' })
      if (refusal) sentences.push(whyText(whyOf(refusal)))
      sentences.push(...warnings.map((remark) => remarkText('warnings', remark)))
      sentences.push(...columns.map(({ reason }) => remarkText('reasons', reason)))
    } catch (error) {
      sentences.push(whyText(whyOf(error)))
    }
    for (const sentence of sentences)
      expect(sentence).not.toMatch(
        /\b(lines?|rows?|columns?|and|or|of|more|is|are|it|between|before|counts)\b(?![^“]*”)/
      )
  }
  i18n.global.locale.value = 'en'
})

it('finds columns among many, gives all of them one role, and shows the first remarks of each kind', async () => {
  const [, value] = understood.columns
  const columns = Array.from({ length: 150 }, (_, j) => ({ ...value, name: `sensor ${j}` }))
  const [gap] = understood.warnings
  const warnings = columns.map(({ name }) => ({ ...gap, values: { ...gap.values, column: name } }))
  let question: unknown
  bridge.understandData = (experiment) => {
    question = experiment
    return Promise.resolve({ ok: true, value: { ...understood, columns, warnings } })
  }
  await openDialog()
  expect(dialog().findAll('.columns tbody tr')).toHaveLength(100)
  expect(dialog().findAll('.remarks li')).toHaveLength(4)
  await buttonNamed('147 more remarks of these kinds').trigger('click')
  expect(dialog().findAll('.remarks li')).toHaveLength(150)
  await dialog().get('input[type=search]').setValue('sensor 14')
  const names = ['sensor 14', ...Array.from({ length: 10 }, (_, i) => `sensor 14${i}`)]
  expect(
    dialog()
      .findAll('.columns tbody th .truncate')
      .map((cell) => cell.text())
  ).toEqual(names)
  await select('Role of the 11 columns found').setValue('ignored')
  await flushPromises()
  const { roles } = (question as { data: { reading: { roles: object } } }).data.reading
  expect(roles).toEqual({ ...understood.reading.roles, ...Object.fromEntries(names.map((name) => [name, 'ignored'])) })
})

it('takes one number of one column for a value, and leaves what is found for other columns open', async () => {
  const sentinel = (column: string, value: number) => ({
    code: 'sentinel',
    message: `Column "${column}": ${value} stands 1 time far from all other values (line 3).`,
    values: { column, value, count: 1, lines: 'line 3', places: '3', line: 3 },
    line: 3
  })
  const reading = { ...understood.reading, sentinels: { a: [-9999, 1e20], b: [-9999], c: [999] } }
  const warnings = [sentinel('a', -9999), sentinel('b', -9999), sentinel('c', 999)]
  bridge.understood = { ...understood, reading, warnings }
  await openDialog()
  await dialog().findAll('.remarks button')[0].trigger('click')
  await flushPromises()
  expect(asked()).toEqual({ sentinels: { a: [1e20] } })
  await dialog().findAll('.remarks button')[2].trigger('click')
  await flushPromises()
  expect(asked()).toEqual({ sentinels: { a: [1e20], c: [] } })
})

const labels = () =>
  dialog()
    .findAll('.decisions label > span:first-child')
    .map((label) => label.text().replace('guess', ''))
const problem = () => dialog().find('.content > [role=alert]')

function failsFor(why: (reading: TableReading) => Why | null): void {
  bridge.misunderstands = ({ data }) => (data.kind === 'series' ? why(data.reading ?? {}) : null)
}

it('keeps the decisions of a table that cannot be read, so that it is mended there', async () => {
  const message = '"prices.csv" has no rows. Choose a file with a table in it.'
  failsFor(({ header, delimiter }) =>
    header === false || delimiter === ';' ? null : { message, code: 'table-empty', values: { name: 'prices.csv' } }
  )
  await openDialog()
  expect(problem().text()).toBe(message)
  expect(dialog().get('pre').text()).toBe('The beginning of the file')
  expect(labels()).toEqual([
    'What is learned',
    'Encoding',
    'Delimiter',
    'Decimal sign',
    'Thousands sign',
    'Header',
    'Comment sign',
    'Order of rows',
    'Gaps',
    'Lines above the table'
  ])
  expect((select('Header').element as HTMLSelectElement).selectedOptions[0].text).toBe('Found from the file')
  const header = select('Header').element
  await select('Header').setValue('false')
  await flushPromises()
  expect(asked()).toEqual({ header: false })
  expect(problem().exists()).toBe(false)
  expect(dialog().text()).toContain('4 rows')
  // The field stays, and with it the focus.
  expect(select('Header').element).toBe(header)
  await select('Header').setValue('true')
  await flushPromises()
  expect(problem().exists()).toBe(true)
  await select('Header').setValue('')
  await select('Delimiter').setValue(';')
  await flushPromises()
  expect(asked()).toEqual({ delimiter: ';' })
})

it('drops the roles of columns that are no more, and says so', async () => {
  failsFor(({ delimiter, roles }) =>
    delimiter === ',' && roles?.Wert
      ? {
          message: 'no such column',
          code: 'column-unknown',
          values: { name: 'prices.csv', column: 'Wert', numeric: '—' }
        }
      : null
  )
  await openDialog()
  await dialog().get('select[aria-label="Role of Wert"]').setValue('input')
  await select('Delimiter').setValue(',')
  await flushPromises()
  expect(asked()).toEqual({ delimiter: ',' })
  expect(problem().exists()).toBe(false)
  expect(dialog().get('.content > [role=status]').text()).toContain('the table has no column "Wert"')
  await buttonNamed('Find everything again').trigger('click')
  expect(dialog().find('.content > [role=status]').exists()).toBe(false)
})

it('offers to find the roles again where the chosen ones cannot be kept', async () => {
  failsFor(({ roles }) => (roles ? { message: 'Column "Wert" does not hold numbers.' } : null))
  await openDialog()
  await dialog().get('select[aria-label="Role of Wert"]').setValue('input')
  await flushPromises()
  expect(problem().text()).toContain('does not hold numbers')
  await buttonNamed('Find the roles again').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({})
  expect(problem().exists()).toBe(false)
})

it('refuses one sign for decimals and thousands, with a sentence at the field', async () => {
  await openDialog()
  const before = bridge.called('understandData').length
  await select('Thousands sign').setValue(',')
  await flushPromises()
  const field = select('Thousands sign')
  expect(field.attributes('aria-invalid')).toBe('true')
  expect((field.element as HTMLSelectElement).value).toBe('.')
  expect(field.element.parentElement!.textContent).toContain('This sign is already chosen for the other of the two.')
  expect(bridge.called('understandData')).toHaveLength(before)
  await select('Thousands sign').setValue("'")
  await flushPromises()
  expect(asked()).toEqual({ thousands: "'" })
  expect(select('Thousands sign').attributes('aria-invalid')).toBe('false')
})

const fieldOf = (label: string) =>
  dialog()
    .findAll('label')
    .find((one) => one.text().startsWith(label))!
    .get('input')

it('takes what is held out: from a time on, or whole groups', async () => {
  const reading = () => (asked() as { heldOut?: TableReading['heldOut'] }).heldOut
  const [time, value] = understood.columns
  const told = (heldOut: NonNullable<TableReading['heldOut']> | null) => ({
    ...understood,
    reading: { ...understood.reading, heldOut },
    columns: [time, value, { ...value, name: 'Ort', role: 'group' as const }],
    groups: ['A', 'B']
  })
  bridge.understood = told(null)
  await openDialog()
  expect(select('Held out').findAll('option')).toHaveLength(3)
  await select('Held out').setValue('from')
  expect(dialog().text()).toContain('Nothing is chosen yet')
  bridge.understood = told({ from: '2002' })
  await fieldOf('Held out from').setValue('2002')
  await flushPromises()
  expect(reading()).toEqual({ from: '2002' })
  expect(dialog().text()).not.toContain('Nothing is chosen yet')
  const unread = warning('held-out-unread', { from: 'soon', example: '100' })
  bridge.understood = { ...told({ from: 'soon' }), warnings: [unread] }
  await fieldOf('Held out from').setValue('soon')
  await flushPromises()
  expect(dialog().get('.decisions [role=alert]').text()).toBe(unread.message)
  expect(fieldOf('Held out from').attributes('aria-invalid')).toBe('true')
  bridge.understood = told(null)
  await select('Held out').setValue('groups')
  await flushPromises()
  expect(reading()).toBe(null)
  bridge.understood = told({ groups: ['B'] })
  const boxes = dialog().findAll<HTMLInputElement>('fieldset label input')
  await boxes[1].setValue(true)
  await flushPromises()
  expect(reading()).toEqual({ groups: ['B'] })
  bridge.understood = told(null)
  await dialog().findAll('fieldset label input')[1].setValue(false)
  await flushPromises()
  expect(reading()).toBe(null)
  expect((select('Held out').element as HTMLSelectElement).value).toBe('groups')
  await buttonNamed('Find everything again').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({})
  expect((select('Held out').element as HTMLSelectElement).value).toBe('fraction')
})

it('offers no time and no groups to hold out where the table has none', async () => {
  bridge.understood = { ...understood, columns: [understood.columns[1]] }
  await openDialog()
  expect(dialog().text()).toContain('4 rows')
  expect(dialog().text()).not.toContain('Held out')
})

it('makes the column that tells sequences apart the group', async () => {
  const csv = 'day,place,v\n' + [1, 2, 3, 4, 5, 6].map((d) => `${d},A,${d % 4}\n${d},B,${d % 3}\n`).join('')
  const { warnings, decisions } = understandTable(new TextEncoder().encode(csv), {
    name: 'file.csv',
    given: { roles: { place: 'ignored' } }
  })
  const [worst] = warnings
  expect(worst.message).toContain('Column "place" tells 2 sequences apart')
  bridge.understood = { ...understood, warnings, reading: decisions }
  await openDialog()
  await buttonNamed('Make it the group').trigger('click')
  await flushPromises()
  const { roles } = asked() as TableReading
  expect(roles).toEqual({ day: 'time', place: 'group', v: 'target' })
  const again = understandTable(new TextEncoder().encode(csv), { name: 'file.csv', given: { roles } })
  expect([again.sequences.length, again.warnings.map(({ code }) => code)]).toEqual([2, ['rows-grouped']])
})
