// Dates in the forms and languages that people use.

import { lines, v, dated, date, type TableCase } from './case'

const written: TableCase[] = [
  ['ISO dates', ['2020-01-01', '2020-01-02', '2020-01-03']],
  ['ISO moments', ['2020-01-01T00:00:00Z', '2020-01-01T01:00:00Z', '2020-01-01T02:00:00Z']],
  ['ISO moments with zones', ['2020-03-29T01:00:00+01:00', '2020-03-29T03:00:00+02:00', '2020-03-29T04:00:00+02:00']],
  ['moments with blanks', ['2020-01-01 23:58', '2020-01-01 23:59', '2020-01-02 00:00']],
  ['fractions of seconds', ['2020-01-01 00:00:00.000', '2020-01-01 00:00:00.250', '2020-01-01 00:00:00.500']],
  ['slashes, year first', ['2020/1/1', '2020/1/2', '2020/1/3']],
  ['full stops, year first', ['2020.01.30', '2020.01.31', '2020.02.01']],
  ['German dates', ['30.01.2020', '31.01.2020', '01.02.2020']],
  ['German dates with times', ['31.12.2020 23:00', '01.01.2021 00:00', '01.01.2021 01:00']],
  ['British dates', ['30/01/2020', '31/01/2020', '01/02/2020']],
  ['American dates', ['01/30/2020', '01/31/2020', '02/01/2020']],
  ['American dates, short', ['1/30/20', '1/31/20', '2/1/20']],
  ['days up to 12, day first', ['01/02/2020', '02/02/2020', '03/02/2020', '04/02/2020']],
  ['days up to 12, month first', ['02/01/2020', '02/02/2020', '02/03/2020', '02/04/2020']],
  ['dates with dashes, day first', ['30-01-2020', '31-01-2020', '01-02-2020']],
  ['morning and afternoon', ['1/30/2020 11:00 AM', '1/30/2020 12:00 PM', '1/30/2020 1:00 PM']],
  ['English months', ['30 January 2020', '31 January 2020', '1 February 2020']],
  ['English months, American', ['Jan 30, 2020', 'Jan 31, 2020', 'Feb 1, 2020']],
  ['months between dashes', ['30-Jan-2020', '31-Jan-2020', '01-Feb-2020']],
  ['months between dashes, short', ['30-Jan-20', '31-Jan-20', '01-Feb-20']],
  ['months and years', ['Jan 2020', 'Feb 2020', 'Mar 2020', 'Apr 2020']],
  ['months and short years', ['Jan-20', 'Feb-20', 'Mar-20', 'Apr-20']],
  ['German months', ['30. Januar 2020', '31. Januar 2020', '1. Februar 2020', '1. März 2020']],
  ['German short months', ['Jan. 2020', 'Feb. 2020', 'März 2020', 'Apr. 2020', 'Mai 2020']],
  ['French months', ['30 janvier 2020', '31 janvier 2020', '1 février 2020', '1 août 2020']],
  ['Spanish months', ['30 de enero de 2020', '31 de enero de 2020', '1 de febrero de 2020']],
  ['Italian months', ['gennaio 2020', 'febbraio 2020', 'marzo 2020']],
  ['Portuguese months', ['janeiro 2020', 'fevereiro 2020', 'março 2020']],
  ['Dutch months', ['30 mrt 2020', '31 mrt 2020', '1 apr 2020', '1 mei 2020']],
  ['Polish months', ['30 stycznia 2020', '31 stycznia 2020', '1 lutego 2020']],
  ['Russian months', ['30 января 2020', '31 января 2020', '1 февраля 2020']],
  ['Swedish months', ['30 januari 2020', '31 januari 2020', '1 februari 2020', '1 maj 2020']],
  ['Turkish months', ['30 Ocak 2020', '31 Ocak 2020', '1 Şubat 2020']],
  ['Korean dates', ['2020년 1월 30일', '2020년 1월 31일', '2020년 2월 1일']],
  ['Korean dates with full stops', ['2020. 1. 30.', '2020. 1. 31.', '2020. 2. 1.']],
  ['Korean months', ['2020년 1월', '2020년 2월', '2020년 3월']],
  ['Korean times', ['2020-01-30 오전 11:00', '2020-01-30 오후 12:00', '2020-01-30 오후 1:00']],
  ['Japanese dates', ['2020年1月30日', '2020年1月31日', '2020年2月1日']],
  ['weekdays', ['Thu, 30 Jan 2020', 'Fri, 31 Jan 2020', 'Sat, 01 Feb 2020']],
  ['months', ['2020-01', '2020-02', '2020-03']],
  ['months, month first', ['01/2020', '02/2020', '03/2020']],
  ['months of Eurostat', ['2020M01', '2020M02', '2020M03']],
  ['quarters', ['2020-Q1', '2020-Q2', '2020-Q3', '2020-Q4']],
  ['quarters, quarter first', ['Q1 2020', 'Q2 2020', 'Q3 2020', 'Q4 2020']],
  ['weeks', ['2020-W05', '2020-W06', '2020-W07']],
  ['days of the year', ['2020-030', '2020-031', '2020-032']],
  ['hours of a day', ['10:58', '10:59', '11:00']]
].map(([title, all]): TableCase => {
  const list = all as string[]
  return {
    title: `dates: ${title as string}`,
    text: dated(list),
    columns: [date(list[0], list.at(-1)!), v(5, [5, 4, 6, 3, 7][list.length - 1])]
  }
})

/** A table of fifteen dates, `text(0)` the oldest, in which day and month could be exchanged. */
const either = (title: string, text: (i: number) => string, newestFirst = false): TableCase => {
  const rows = Array.from({ length: 15 }, (_, i) => `${text(i)},${5 + (i % 7)}`)
  return {
    title: `dates: ${title}`,
    text: lines('date,v', ...(newestFirst ? rows.toReversed() : rows)),
    columns: [date(text(0), text(14)), v(5, 5)],
    warnings: ['day-month-guessed']
  }
}
const two = (value: number): string => String(value).padStart(2, '0')
const month = (i: number): [month: string, year: number] => [two(1 + (i % 12)), 2005 + Math.floor(i / 12)]

export const dates: TableCase[] = [
  ...written,
  {
    title: 'dates: years of two digits come first where time then runs more evenly, a guess',
    text: dated(['10-11-28', '10-11-29', '10-11-30', '10-12-01', '10-12-02']),
    columns: [date('10-11-28', '10-12-02'), v(5, 7)],
    warnings: ['year-guessed']
  },
  {
    title: 'dates: years of two digits with a time of day, newest first',
    text: dated(['21/02/01 01:00', '21/02/01 00:00', '21/01/31 23:00', '21/01/31 22:00']),
    columns: [date('21/01/31 22:00', '21/02/01 01:00'), v(3, 5)],
    warnings: ['year-guessed', 'time-reversed']
  },
  {
    title: 'dates: years of two digits that can be no days come first for sure',
    text: dated(['98.12.30', '98.12.31', '99.01.01', '99.01.02']),
    columns: [date('98.12.30', '99.01.02'), v(5, 3)],
    noWarnings: ['year-guessed', 'day-month-guessed']
  },
  {
    title: 'dates: days of one month with years of two digits, the year last',
    text: dated(['08-01-23', '09-01-23', '10-01-23', '11-01-23']),
    columns: [date('08-01-23', '11-01-23'), v(5, 3)],
    warnings: ['year-guessed']
  },
  either('months, day first', (i) => `01/${month(i).join('/')}`),
  either('months, month first, all through the year', (i) => `${month(i)[0]}/01/${month(i)[1]}`),
  either('months, day first, newest first', (i) => `01/${month(i).join('/')}`, true),
  either('months on the fifth', (i) => `05.${month(i).join('.')}`),
  either('quarters, day first', (i) => `01/${two(1 + 3 * (i % 4))}/${2005 + Math.floor(i / 4)}`),
  ...(
    [
      ['yymmdd', '991228 991229 991230 991231 000101 000102'],
      ['ddmmyy', '281219 291219 301219 311219 010120 020120'],
      ['mmddyy', '122819 122919 123019 123119 010120 010220'],
      ['yyyymm', '201910 201911 201912 202001 202002 202003']
    ] as const
  ).map(([form, cells]): TableCase => {
    const all = cells.split(' ')
    const shown = (cell: string): string | number => (cell.startsWith('0') ? cell : Number(cell))
    return {
      title: `dates of six digits: ${form}`,
      text: dated(all),
      columns: [date(shown(all[0]), shown(all[5])), v(5, 5)],
      warnings: ['digits-dated'],
      noWarnings: ['time-unordered', 'time-jumps', 'time-guessed']
    }
  }),
  {
    title: 'numbers of six digits that count evenly are no dates',
    text: dated(['200101', '200102', '200103', '200104', '200105', '200106']),
    columns: [date(200101, 200106), v(5, 5)],
    noWarnings: ['digits-dated']
  }
]
