// The vocabulary of tables: what columns are for, how rows stand, and what becomes of gaps.

/** `known-ahead` is an input that is also known in the future, such as a calendar. */
export const roles = ['target', 'input', 'known-ahead', 'time', 'group', 'ignored'] as const
export type Role = (typeof roles)[number]

/** How the rows of the file become rows in time order. */
export const orders = ['as-is', 'reversed', 'sorted'] as const
export type Order = (typeof orders)[number]

/** How missing values are treated: they stop the reading; a straight line; the value before; the row is left out. */
export const gapRules = ['refuse', 'interpolate', 'carry', 'leave-out'] as const
export type GapRule = (typeof gapRules)[number]
