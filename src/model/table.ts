// The vocabulary of tables: what columns are for, the order of the rows, and what happens at a gap.

/** `known-ahead` is an input that is also known in the future, such as a calendar. */
export const roles = ['target', 'input', 'known-ahead', 'time', 'group', 'ignored'] as const
export type Role = (typeof roles)[number]

/** How the rows of the file become rows in time order. */
export const orders = ['as-is', 'reversed', 'sorted'] as const
export type Order = (typeof orders)[number]

/**
 * What happens at a missing value: reading stops with an error; a straight line fills the gap; the value before it
 * fills the gap; the row is left out.
 */
export const gapRules = ['refuse', 'interpolate', 'carry', 'leave-out'] as const
export type GapRule = (typeof gapRules)[number]
