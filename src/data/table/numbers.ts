// Numbers as people and programs write them: decimal and thousands signs of every country, per cent, currencies,
// brackets for negative amounts, digits of other scripts. The meaning of each sign is decided for a whole column.

export interface NumberFormat {
  decimal: '.' | ','
  thousands: string | null
  /** Whether 12 % is read as 0.12 instead of 12. */
  percentAsFraction?: boolean
}

const missing =
  /^(|n\/?a|#n\/?a|<na>|n\.\s?a\.|-?nan|nat|null|\(null\)|#null!|none|nil|missing|nd|n\.d\.|n\.v\.|k\.\s?a\.|s\/d|void|empty|#value!|#div\/0!|#ref!|#name\?|#num!|-?1\.#(ind|qnan)0*|없음|결측|결측치|[-?.:*_–—…\\]|-{2,}|\.{2,}|\*{2,}|\\n)$/i
/** Whether a cell says that there is no value. */
export const isMissing = (cell: string): boolean =>
  // Most cells begin with a digit, and then hold a value.
  cell === '' || (cell.length < 12 && !(cell >= '0' && cell < ':' && !cell.includes('#')) && missing.test(cell))

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const currency =
  /^(?:[$€£¥₩₹₽₺₴₫฿]|[a-z]{1,2}\$|usd|eur|gbp|chf|jpy|krw|cny|inr|sek|nok|dkk|pln|czk|kr\.?|zł|kč|ft|원|\u5186|\u5143)$/i
/** Units that may follow a number. A letter that could also be a part of a code, as in 12A, stands after a blank. */
const measure =
  /^(?:\s+[ackfjnt]|\s*°[cf]?|\s*(?:[dhsglvw]|[kmcdµn]?m|[kmc]?m[23²³]|[kmµ]g|ms|µs|min|hrs?|days?|[kmg]?hz|[kmh]?pa|m?bar|psi|atm|[kmgt]wh?|wh|[kmg]?va|[mk]v|ma|[kmgt]b|kbit|mbit|gbit|ml|[kmg]j|kn|m\/s|km\/h|mph|ppm|ppb|[µu]g\/m[3³]|mm\/h|m[3³]\/[hs]|l\/(?:h|min|s)|w\/m[2²]|dba?|lx|bpm|rpm|ft|mi|lbs?|oz|kcal))$/i
const dressed =
  /^([+-])?\s*([^\d\s.,+-]{1,3})?\s*([+-])?\s*([\d.,'’_\s]*\d[.,'’_]?(?:e[+-]?\d+)?)([^\d-][^-]*?)?\s*(-)?$/i
/** Digits, in groups or not, and a fraction. */
const wellFormed = /^(?:\d+|\d{1,3}(?:([.,'’ ])\d{2,3})(?:\1\d{2,3})*|\d+(?:_\d+)+)?(?:[.,]\d*)?(?:e[+-]?\d+)?$/i
/** Short for thousands, millions, billions, as in lists of prices. */
const multiples: Record<string, string> = { k: 'e3', K: 'e3', M: 'e6', B: 'e9' }
const otherDigit = /[^\x20-\x7e]/
const blanks = /[\s\u00a0\u2007\u2009\u202f]+/g

export interface Bare {
  /** Sign, digits, their signs between, exponent; blanks of any kind are one blank. */
  text: string
  /** The sign or unit that stood beside the number. */
  unit: '' | '%' | '‰' | 'currency' | 'measure'
}

/** A cell without what may stand around a number; null when it cannot be a number in any format. */
export function bareNumber(cell: string): Bare | null {
  if (plain.test(cell)) return { text: cell, unit: '' }
  if (!/\p{Nd}/u.test(cell) || cell.length > 60) return null
  const ascii = (otherDigit.test(cell) ? asciiDigits(cell) : cell).replace(blanks, ' ').trim()
  const bracketed = /^\((.*)\)$/.exec(ascii)
  const found = dressed.exec(bracketed ? bracketed[1] : ascii)
  if (!found) return null
  const [, first, before, second, digits, after = '', last] = found
  if (before !== undefined && !currency.test(before)) return null
  const signs = [first, second, last].filter((sign) => sign !== undefined)
  if (signs.length > 1 || (bracketed && signs.length > 0) || !wellFormed.test(digits.trim())) return null
  const power = Object.hasOwn(multiples, after) ? multiples[after] : ''
  const unit = power !== '' || after === '' ? '' : unitOf(after)
  if (unit === null) return null
  const negative = bracketed !== null || signs[0] === '-'
  return {
    text: `${negative ? '-' : ''}${digits.trim()}${power}`,
    unit: unit === '' && before !== undefined ? 'currency' : unit
  }
}

function unitOf(after: string): Bare['unit'] | null {
  const sign = after.trim()
  if (sign === '%' || sign === '‰') return sign
  if (currency.test(sign)) return 'currency'
  return measure.test(after) ? 'measure' : null
}

/** Digits of other scripts, and signs of other keyboards, as ASCII. */
function asciiDigits(cell: string): string {
  return cell
    .replace(/[\u2212\uff0d]/g, '-')
    .replace(/\u066b/g, '.')
    .replace(/\u066c/g, ',')
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0)!
      // The digits of every script stand in a row, from 0 to 9.
      let zero = code
      while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--
      return code < 0x80 ? digit : String(code - zero)
    })
    .replace(/\uff0e/g, '.')
    .replace(/\uff0c/g, ',')
    .replace(/\uff05/g, '%')
}

/** The number in a cell; NaN when it is none in this format. */
export function parseNumber(cell: string, { decimal, thousands, percentAsFraction = false }: NumberFormat): number {
  if (decimal === '.' && plain.test(cell)) {
    // 1.234 with points between thousands cannot come here: then the decimal sign is the comma.
    return Number(cell)
  }
  const bare = bareNumber(cell)
  if (bare === null) return NaN
  const [, sign, digits, exponent = ''] = /^([+-]?)(.*?)(e[+-]?\d+)?$/i.exec(bare.text)!
  const parts = digits.split(decimal)
  if (parts.length > 2) return NaN
  const [whole, fraction = ''] = parts
  if (!/^\d*$/.test(fraction)) return NaN
  const ungrouped = /^\d*$/.test(whole) ? whole : thousands === null ? null : withoutGroups(whole, thousands)
  if (ungrouped === null || ungrouped + fraction === '') return NaN
  const value = Number(`${sign}${ungrouped}.${fraction}${exponent}`.replace(/^([+-]?)\./, '$10.'))
  return percentAsFraction && bare.unit === '%' ? value / 100 : value
}

/** Groups of three digits (or, as in India, of two before the last three); null when they are not. */
function withoutGroups(whole: string, thousands: string): string | null {
  const sign = thousands === '’' ? "'" : thousands
  const groups = whole.replaceAll('’', "'").split(sign)
  const [first, ...rest] = groups
  const last = rest.at(-1)
  if (!/^\d{1,3}$/.test(first) && sign !== '_') return null
  const western = rest.every((group) => /^\d{3}$/.test(group))
  const indian =
    sign === ',' && last?.length === 3 && first.length <= 2 && rest.slice(0, -1).every((group) => /^\d{2}$/.test(group))
  const free = sign === '_' && groups.every((group) => /^\d+$/.test(group))
  return (western || indian || free) && groups.every((group) => /^\d+$/.test(group)) ? groups.join('') : null
}

/** What the cells of a column say about the two signs. */
export interface Evidence {
  /** Cells in which the sign can only be the decimal sign, or only the sign between thousands. */
  decimals: { '.': number; ',': number }
  groups: Record<string, number>
  /** Cells such as 1.234 and 1,234, which can be either. */
  either: { '.': number; ',': number }
  /** Numbers without a sign: those below 1000, and the others. */
  small: number
  large: number
  numbers: number
}

const groupSigns = ['.', ',', ' ', "'", '_'] as const

export function evidenceOf(cells: Iterable<string>): Evidence {
  const evidence: Evidence = {
    decimals: { '.': 0, ',': 0 },
    groups: {},
    either: { '.': 0, ',': 0 },
    small: 0,
    large: 0,
    numbers: 0
  }
  for (const cell of cells) {
    const bare = bareNumber(cell)
    if (bare) weigh(bare.text.replace(/^[+-]/, '').replaceAll('’', "'"), evidence)
  }
  return evidence
}

function weigh(text: string, evidence: Evidence): void {
  evidence.numbers++
  const [digits, exponent] = text.split(/e/i)
  const signs = groupSigns.filter((sign) => digits.includes(sign))
  const group = (sign: string): void => void (evidence.groups[sign] = (evidence.groups[sign] ?? 0) + 1)
  if (signs.length === 0) {
    if (exponent === undefined) evidence[digits.length > 3 ? 'large' : 'small']++
    return
  }
  for (const sign of [' ', "'", '_'] as const) if (signs.includes(sign)) group(sign)
  const [dot, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')]
  if (dot < 0 && comma < 0) return
  const last = dot > comma ? '.' : ','
  const other = last === '.' ? ',' : '.'
  if (signs.includes(other)) {
    group(other)
    evidence.decimals[last]++
    return
  }
  const parts = digits.split(last)
  if (parts.length > 2) return group(last)
  const [whole, fraction] = parts
  const either = exponent === undefined && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  if (either) evidence.either[last]++
  else evidence.decimals[last]++
}

export interface Hints {
  delimiter: string | null
  /** Dates in the table are written as in 31.12.2020. */
  dottedDates: boolean
}

/** The format of a column, and whether it is a guess: its cells can be read in two ways. */
export function formatOf(column: Evidence, table: Evidence, hints: Hints): NumberFormat & { guess: boolean } {
  const own = clearDecimal(column)
  const known = own ?? clearDecimal(table)
  const other = (['_', "'", ' '] as const).find((sign) => (column.groups[sign] ?? 0) > 0) ?? null
  const grouped = (decimal: '.' | ','): string | null => {
    const sign = decimal === '.' ? ',' : '.'
    const used = (column.groups[sign] ?? 0) + column.either[sign] > 0
    return used ? sign : other
  }
  if (known !== null) return { decimal: known, thousands: grouped(known), guess: false }
  for (const sign of [',', '.'] as const) {
    if (column.either[sign] === 0) continue
    const opposite = sign === '.' ? ',' : '.'
    // A comma inside quotation marks in a table with commas stands between thousands; so does a full stop beside dates
    // with full stops.
    const local = sign === ',' ? hints.delimiter === ',' : hints.dottedDates
    const rest = restGrouped(column, sign)
    return rest || local
      ? // Dates with full stops alone do not tell that 10.067 is no decimal.
        { decimal: opposite, thousands: sign, guess: !local || (sign === '.' && !rest) }
      : // A table of commas has decimal points.
        { decimal: sign, thousands: other, guess: !(sign === '.' && hints.delimiter === ',') }
  }
  return { decimal: known ?? '.', thousands: other, guess: false }
}

/**
 * Whether there are numbers without the sign, and all of them are below 1000. Then the sign stands between thousands.
 */
const restGrouped = (column: Evidence, sign: '.' | ','): boolean =>
  column.either[sign] > 0 && column.small > 0 && column.large === 0 && column.decimals[sign] === 0

function clearDecimal({ decimals, groups }: Evidence): '.' | ',' | null {
  const point = decimals['.'] + (groups[','] ?? 0)
  const comma = decimals[','] + (groups['.'] ?? 0)
  return point === comma ? null : point > comma ? '.' : ','
}

export function sumEvidence(all: readonly Evidence[]): Evidence {
  const sum = evidenceOf([])
  for (const { decimals, groups, either, small, large, numbers } of all) {
    for (const sign of ['.', ','] as const) {
      sum.decimals[sign] += decimals[sign]
      sum.either[sign] += either[sign]
    }
    for (const [sign, count] of Object.entries(groups)) sum.groups[sign] = (sum.groups[sign] ?? 0) + count
    sum.small += small
    sum.large += large
    sum.numbers += numbers
  }
  return sum
}
