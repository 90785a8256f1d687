// The vocabulary of tables: what columns are for, the order of the rows, and what happens at a gap.

/** `known-ahead` is an input that is also known in the future, such as a calendar. */
export const roles = ['target', 'input', 'known-ahead', 'time', 'group', 'ignored'] as const
export type Role = (typeof roles)[number]
/** The roles of the columns that a network reads, in the order of its inputs. A target is an input too. */
export const readRoles = ['target', 'input', 'known-ahead'] as const satisfies readonly Role[]

/**
 * The inputs of a network, in their order. A flag is 1 where the value of its column is missing, else 0; there is one for
 * each column with gaps that are kept. That of a column known ahead is as far ahead.
 */
export const inputRoles = ['target', 'input', 'flag', 'known-ahead', 'flag-ahead'] as const
export type InputRole = (typeof inputRoles)[number]

export const isFlag = (role: InputRole): boolean => role === 'flag' || role === 'flag-ahead'
const isAhead = (role: InputRole): boolean => role === 'known-ahead' || role === 'flag-ahead'

/**
 * The name of an input: the column, and for a column known ahead the step of its value, because x(t) holds the value of
 * step t + 1.
 */
export const inputLabel = (column: string, role: InputRole): string => (isAhead(role) ? `${column}(t+1)` : column)
/** The column of such a name. */
export const columnOf = (label: string, role: InputRole): string =>
  isAhead(role) ? label.slice(0, -'(t+1)'.length) : label

/** The name of the flag of a column: another one than those of the columns that are read. */
export function flagOf(column: string, read: readonly string[]): string {
  let name = `missing(${column})`
  while (read.includes(name)) name += "'"
  return name
}

/** The place of the flag of each of these inputs, whose names are those of columns; −1 where it has none. */
export function flagPlaces(names: readonly string[], roles: readonly InputRole[]): number[] {
  const read = names.filter((_, j) => !isFlag(roles[j]))
  return names.map((name, j) => (isFlag(roles[j]) ? -1 : names.indexOf(flagOf(name, read))))
}

/** How dates such as 3/4/20 are written: day before month (true), month before day (false), or year, month, day. */
export type DayFirst = boolean | 'ymd'

/** What a number in per cent is read as: 12 % as 12, or as 0.12. */
export const percentRules = ['as-is', 'fraction'] as const
export type PercentRule = (typeof percentRules)[number]

/** What one label a sequence is: one of some classes, or a number. */
export const labelKinds = ['classes', 'numbers'] as const
export type LabelKind = (typeof labelKinds)[number]

/** How the rows of the file become rows in time order. */
export const orders = ['as-is', 'reversed', 'sorted'] as const
export type Order = (typeof orders)[number]

/**
 * What happens at a missing value: reading stops with an error; a straight line fills the gap; the value before it
 * fills the gap; the row is left out; or it stays missing: as a target it has no loss, and as an input the last known
 * value and a flag stand for it.
 */
export const gapRules = ['refuse', 'interpolate', 'carry', 'leave-out', 'keep'] as const
export type GapRule = (typeof gapRules)[number]
