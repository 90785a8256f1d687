// Dates of spreadsheets: numbers of days, which only the format of their cell tells from other numbers.

const dateFormats = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]
const isEastAsian = (id: number): boolean => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** Whether a format shows dates or times: by its number, or by the letters of its code. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return dateFormats.includes(id) || isEastAsian(id)
  const [positive] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')
  // Elapsed hours stand in brackets, as colours and languages do.
  const plain = positive.replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
  return /[dyhs]|m/i.test(plain.replace(/general/gi, ''))
}

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
