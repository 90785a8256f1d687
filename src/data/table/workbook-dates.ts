// Dates and durations of spreadsheets: numbers of days, which only the format of their cell tells from other numbers.

const dateFormats = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47]
/** Elapsed hours, minutes and seconds. */
const durationFormat = 46
const isEastAsian = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

export type CellFormat = 'number' | 'date' | 'duration'

/** What a format shows, by its number or by the letters of its code: dates and times of day, durations, or numbers. */
export function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined)
    return id === durationFormat ? 'duration' : dateFormats.includes(id) || isEastAsian(id) ? 'date' : 'number'
  const [positive] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')
  // Elapsed hours stand in brackets, as colours and languages do.
  if (/\[(h+|m+|s+)\]/i.test(positive)) return 'duration'
  const plain = positive.replace(/\[[^\]]*\]/g, '')
  return /[dyhs]|m/i.test(plain.replace(/general/gi, '')) ? 'date' : 'number'
}

/** A duration in hours. A workbook counts it in days. */
export const hoursOf = (days: number): string =>
  Number.isFinite(days) ? String(Number((24 * days).toPrecision(14))) : ''

const day = 86_400_000

/** The date (and the time of day, where there is one) as ISO writes it; a time alone where there is no day. */
export function dateOf(serial: number, since1904: boolean): string {
  if (!Number.isFinite(serial)) return ''
  // Spreadsheets count a 29 February 1900, which was none.
  const days = since1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const moment = new Date(Math.round((days - 25_569) * day))
  if (Number.isNaN(moment.getTime())) return ''
  const [date, clock] = moment.toISOString().replace('Z', '').replace('.000', '').split('T')
  if (serial >= 0 && serial < 1) return clock
  return Number.isInteger(serial) ? date : `${date} ${clock}`
}
