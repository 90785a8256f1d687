// The decisions about a table before it is read. What a person leaves open is found from the file. What was found has
// the same form, so that it can be stored and the file is read in the same way again.

import type { DayFirst, GapRule, Order, PercentRule, Role } from '../../model/table'
import type { ColumnScaling } from '../../model/training'
import type { HeldOut } from '../row-sequences'

export interface TableDecisions {
  /** As shown to a person: `UTF-8`, `CP949`, … */
  encoding: string
  /** Null where the table has one column; a blank stands for any number of blanks. */
  delimiter: string | null
  decimal: '.' | ','
  /** The sign between groups of three digits; null where there is none. A blank stands for any blank. */
  thousands: string | null
  header: boolean
  /** What 12 % is read as: 12, or 0.12. */
  percent: PercentRule
  /** Whether time runs across the columns, and each cell gets a row of its own. */
  across: boolean
  /** Lines of the file above the header, or above the first row where there is no header. */
  top: number
  /** Lines that begin with this sign are no rows. */
  comment: string | null
  dayFirst: DayFirst
  order: Order
  gaps: GapRule
  /**
   * Numbers that stand for a missing value: in all columns, or by the name of the column. They are found for a column
   * that is not named.
   */
  sentinels: number[] | Record<string, number[]>
  /** Role by the name of the column. */
  roles: Record<string, Role>
  /** How single columns are scaled, by name. The others are scaled as the whole series (`data.transform`). */
  scaling: Record<string, ColumnScaling>
  /** What is held out: rows from a time on, or whole groups; null: a fraction at the end of every sequence. */
  heldOut: HeldOut
  /** The sheet of a workbook that is read; left out for other files. */
  sheet?: string
}

/** The decisions of a person or of an earlier reading. The rest is found from the file. */
export type TableReading = { [Key in keyof TableDecisions]?: TableDecisions[Key] | undefined }
