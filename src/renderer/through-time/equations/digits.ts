// Chooses the digits of the numbers in an equation. When a person computes a line from its shown numbers, the result
// has the digits that are shown.

import { usualDigits } from '../../charts/format'
import type { Amount, SumRow } from './rows'

/** The number of digits that distinguish a float64 from every other one. */
const allDigits = 17

const shown = (value: number, digits: number): number => Number(value.toPrecision(digits))
/** A number that a few digits write exactly gets no more. */
const atMost = (value: number, digits: number): number => (shown(value, usualDigits) === value ? usualDigits : digits)

/** True where a result rounds to the shown number with so many digits, and not merely by a tie. */
function roundsTo(result: number, value: number, digits: number): boolean {
  const said = shown(value, digits)
  if (said === 0 || !Number.isFinite(said)) return Object.is(result + 0, said + 0)
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(said))) - digits + 1)
  return Math.abs(result - said) < (0.5 - 1e-6) * unit
}

/** The fewest digits of the operands from which `value` follows to `digits` digits. */
function enough(
  operands: readonly number[],
  work: (numbers: number[]) => number,
  value: number,
  digits: number
): number {
  let each = usualDigits
  while (each < allDigits && !roundsTo(work(operands.map((one) => shown(one, atMost(one, each)))), value, digits))
    each++
  return each
}

const add = (numbers: number[]): number => numbers.reduce((sum, value) => sum + value, 0)
const amountsOf = ({ pieces }: SumRow): Amount[] => pieces.filter((piece) => typeof piece !== 'string')

/** Goes from the result, which has the usual digits, to its parts, and to their parts. */
export function giveDigits(rows: readonly SumRow[]): void {
  function settle(row: SumRow, digits: number): void {
    row.digits = atMost(row.value, digits)
    const amounts = amountsOf(row)
    if (!row.work) return
    const each = enough(
      amounts.map(({ value }) => value),
      row.work,
      row.value,
      row.digits
    )
    for (const amount of amounts) amount.digits = atMost(amount.value, each)
  }
  function settleAll(parts: readonly SumRow[], { value, digits }: SumRow): void {
    const each = enough(
      parts.map((part) => part.value),
      add,
      value,
      digits
    )
    for (const part of parts) settle(part, each)
  }
  const of = (...kinds: SumRow['kind'][]): SumRow[] => rows.filter(({ kind }) => kinds.includes(kind))

  const [result] = of('result')
  settle(result, usualDigits)
  if (!result.work) settleAll(of('addend'), result)
  // Elsewhere in the equation a part is shown as one number; only that number has no equation of its own.
  for (const part of of('part'))
    settle(
      part,
      Math.max(
        ...rows
          .flatMap(amountsOf)
          .filter(({ to }) => to === null)
          .map(({ digits }) => digits)
      )
    )
  for (const head of of('addend', 'part')) {
    const first = rows.indexOf(head) + 1
    const end = rows.findIndex(({ kind }, i) => i >= first && kind !== 'term' && kind !== 'rest')
    if (end > first) settleAll(rows.slice(first, end), head)
  }
}
