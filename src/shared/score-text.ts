// The score of a table's rows as a table for other programs.

import { csvCell } from './forecast-text'
import type { RowScore } from './reading'

/** One line a row: its number from 1, its label, nats, and for each column the true and the foreseen value. */
export function scoreCsv({ rows, labels, columns, truth, predicted, nats }: RowScore): string {
  const n = columns.length
  const number = (value: number): string => (Number.isNaN(value) ? '' : String(value))
  const header = [
    'row',
    ...(labels ? [labels.name] : []),
    'nats',
    ...columns.flatMap(({ column }) => [column, `${column} foreseen`, `${column} error`])
  ]
  const lines = Array.from({ length: rows }, (_, r) => [
    String(r + 1),
    ...(labels ? [labels.cells[r]] : []),
    number(nats[r]),
    ...columns.flatMap((_, j) => {
      const [right, foreseen] = [truth[r * n + j], predicted[r * n + j]]
      return [right, foreseen, foreseen - right].map(number)
    })
  ])
  return `${[header, ...lines].map((line) => line.map(csvCell).join()).join('\n')}\n`
}
