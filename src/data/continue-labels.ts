// The labels of the rows that follow a table, in the rhythm and the form of those before: years, counters, Unix times,
// dates and times of day.

/** How many of the last labels decide the rhythm. */
const looked = 60
const [second, day] = [1000, 86_400_000]

/**
 * The next `count` labels after `labels`, in rising order of time; null where the labels have no rhythm. A rhythm is a
 * constant difference, months, or working days.
 */
export function continueLabels(labels: readonly string[], count: number): string[] | null {
  const last = labels.slice(-looked).map((label) => label.trim())
  if (last.length < 3) return null
  const found = shapes.map((shape) => readAll(shape, last)).find((way) => way !== null)
  if (!found) return continueNumbers(last, count)
  const next = nextTimes(found.times, count)
  return next && next.map(found.write)
}

/** Numbers with the same difference, written with as many decimals. */
function continueNumbers(labels: readonly string[], count: number): string[] | null {
  if (!labels.every((label) => /^[+-]?\d+(\.\d+)?$/.test(label))) return null
  const values = labels.map(Number)
  const step = values[1] - values[0]
  const decimals = Math.max(...labels.map((label) => label.split('.')[1]?.length ?? 0))
  const even = values.every((value, i) => i === 0 || Math.abs(value - values[i - 1] - step) <= 1e-6 * Math.abs(step))
  if (step === 0 || !even) return null
  const last = values.at(-1)!
  return Array.from({ length: count }, (_, i) => (last + (i + 1) * step).toFixed(decimals))
}

interface Shape {
  pattern: RegExp
  /** Milliseconds since 1970 of the groups; NaN where the groups are no date. */
  read: (groups: string[]) => number
  write: (time: number, example: string[]) => string
}

const two = (value: number): string => String(value).padStart(2, '0')
const parts = (time: number): { y: string; m: string; d: string } => {
  const date = new Date(time)
  return { y: String(date.getUTCFullYear()), m: two(date.getUTCMonth() + 1), d: two(date.getUTCDate()) }
}

/** A day that exists; 31 April does not. */
function utc(y: string, m: string, d: string): number {
  const time = Date.UTC(Number(y), Number(m) - 1, Number(d))
  const date = new Date(time)
  return date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d) ? time : NaN
}

/** A number with a leading zero keeps it; one without keeps none. */
const like = (value: string, padded: boolean): string => (padded ? value : String(Number(value)))
const clock = String.raw`(?:([T ])(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?`
/** The place of the sign before the clock, among the groups of three numbers with a clock. */
const clockSign = 4
const clockOf = ([, h = '0', m = '0', s = '0']: string[]): number =>
  ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * second
function writeClock(time: number, [sign, , , s, fraction, zone]: (string | undefined)[]): string {
  if (sign === undefined) return ''
  const date = new Date(time)
  const seconds = s === undefined ? '' : `:${two(date.getUTCSeconds())}${fraction ?? ''}`
  return `${sign}${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds}${zone ?? ''}`
}

/** Three numbers with signs between them, in the given order. */
const threeNumbers = (order: 'ymd' | 'dmy' | 'mdy', pattern: string): Shape => ({
  pattern: new RegExp(`^${pattern}${clock}$`),
  read: ([a, , b, c, ...rest]) => {
    const of = { [order[0]]: a, [order[1]]: b, [order[2]]: c }
    return utc(of.y, of.m, of.d) + clockOf(rest)
  },
  write: (time, [a, sign, b, c, ...rest]) => {
    const date = parts(time)
    const [x, y, z] = Array.from(order, (key) => date[key as keyof typeof date])
    return `${like(x, zeroed(a))}${sign}${like(y, zeroed(b))}${sign}${like(z, zeroed(c))}${writeClock(time, rest)}`
  }
})
/** Whether a number in a label is written with a leading zero. A number from 10 on shows nothing about that. */
const zeroed = (text: string): boolean => text.length !== 1

/** The forms of labels, by falling priority. */
const shapes: readonly Shape[] = [
  threeNumbers('ymd', String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})`),
  threeNumbers('dmy', String.raw`(\d{1,2})([-/.])(\d{1,2})\2(\d{4})`),
  threeNumbers('mdy', String.raw`(\d{1,2})([-/.])(\d{1,2})\2(\d{4})`),
  {
    pattern: /^((?:1[5-9]|2[0-2])\d{2})(\d{2})(\d{2})$/,
    read: ([y, m, d]) => utc(y, m, d),
    write: (time) => Object.values(parts(time)).join('')
  },
  {
    pattern: /^((?:1[5-9]|2[0-2])\d{2})(\d{2})$/,
    read: ([y, m]) => utc(y, m, '1'),
    write: (time) => `${parts(time).y}${parts(time).m}`
  },
  {
    pattern: /^(\d{4})([-/.])(\d{1,2})$/,
    read: ([y, , m]) => utc(y, m, '1'),
    write: (time, [, sign, m]) => `${parts(time).y}${sign}${like(parts(time).m, zeroed(m))}`
  },
  {
    pattern: /^(\d{1,2})([-/.])(\d{4})$/,
    read: ([m, , y]) => utc(y, m, '1'),
    write: (time, [m, sign]) => `${like(parts(time).m, zeroed(m))}${sign}${parts(time).y}`
  },
  {
    pattern: /^(\d{4})(-?\s?)Q([1-4])$/,
    read: ([y, , q]) => utc(y, String(3 * Number(q) - 2), '1'),
    write: (time, [, sign]) => `${parts(time).y}${sign}Q${Math.ceil(Number(parts(time).m) / 3)}`
  }
]

/** All labels in one shape, rising; null where one does not fit, or where they have no rhythm in it. */
function readAll(shape: Shape, labels: readonly string[]): { times: number[]; write: (time: number) => string } | null {
  const groups = labels.map((label) => shape.pattern.exec(label)?.slice(1))
  if (!groups.every((one) => one !== undefined)) return null
  const times = groups.map(shape.read)
  if (times.some(Number.isNaN) || nextTimes(times, 1) === null) return null
  // A label with a single digit shows whether zeros are written before it. A midnight may stand without its clock.
  const shortest = groups.toSorted((a, b) => lengthOf(a) - lengthOf(b))[0]
  const longest = groups.findLast((one) => one.at(clockSign) !== undefined) ?? groups.at(-1)!
  const example = longest.map((text, i) => (isShortNumber(shortest[i]) ? shortest[i] : text))
  return { times, write: (time) => shape.write(time, example) }
}

const lengthOf = (groups: readonly (string | undefined)[]): number => groups.join('').length
const isShortNumber = (text: string | undefined): text is string => text !== undefined && /^\d$/.test(text)

/** The times that follow: by the same difference, by months, or by working days. */
function nextTimes(times: readonly number[], count: number): number[] | null {
  const last = times.at(-1)!
  const steps = times.slice(1).map((time, i) => time - times[i])
  if (steps.some((step) => step <= 0)) return null
  const ahead = Array.from({ length: count }, (_, i) => i + 1)
  if (steps.every((step) => step === steps[0]) && steps[0] < 28 * day) return ahead.map((i) => last + i * steps[0])
  return byMonths(times, ahead) ?? byWorkingDays(times, steps, ahead)
}

/** The same day of each month, or always the last day. */
function byMonths(times: readonly number[], ahead: readonly number[]): number[] | null {
  const dates = times.map((time) => new Date(time))
  const months = dates.map((date) => 12 * date.getUTCFullYear() + date.getUTCMonth())
  const step = months[1] - months[0]
  if (step < 1 || months.some((month, i) => i > 0 && month - months[i - 1] !== step)) return null
  const daysIn = (month: number): number => dateOf(month + 1, 0).getUTCDate()
  const days = dates.map((date) => date.getUTCDate())
  const ends = days.every((day, i) => day === daysIn(months[i]))
  const usual = Math.max(...days)
  // In February the 30th of every month becomes the 28th or 29th.
  if (!ends && days.some((day, i) => day !== Math.min(usual, daysIn(months[i])))) return null
  const timeOfDay = times.at(-1)! % day
  return ahead.map((i) => {
    const month = months.at(-1)! + i * step
    return dateOf(month, ends ? daysIn(month) : Math.min(usual, daysIn(month))).getTime() + timeOfDay
  })
}

/** A day of a month that is counted from January of the year 0; day 0 is the last of the month before. */
function dateOf(month: number, day: number): Date {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(month / 12), month % 12, day)
  return date
}

/** One day after the other, without Saturdays and Sundays. Missing holidays do not break the rhythm. */
function byWorkingDays(times: readonly number[], steps: readonly number[], ahead: readonly number[]): number[] | null {
  const weekday = (time: number): number => new Date(time).getUTCDay()
  const works = (time: number): boolean => weekday(time) % 6 !== 0
  const usual = steps.filter((step) => step === day).length >= 0.5 * steps.length
  if (!usual || !times.every(works) || steps.some((step) => step % day !== 0 || step > 6 * day)) return null
  const next: number[] = []
  let time = times.at(-1)!
  while (next.length < ahead.length) {
    time += day
    if (works(time)) next.push(time)
  }
  return next
}
