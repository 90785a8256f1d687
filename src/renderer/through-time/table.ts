// The graph as a table: the same norms, the same words.

import type { Unrolled } from '../../shared/inspection'
import { feedsBack, oneHot, stepNorms, vector, wordFor } from './unrolled'
import { nodesAt } from './layout'

type TableColumn =
  'x' | 'y' | 'yhat' | 'probability' | 'L' | 'h' | 'dh' | 'dhFromNext' | 'dhFromOutput' | 'dO' | 'dOFromNext'
export interface Table {
  columns: TableColumn[]
  rows: { t: number; cells: { column: TableColumn; value: number | string | null }[] }[]
}

export function tableOf(
  unrolled: Unrolled,
  labels: { inputLabels: readonly string[]; outputLabels: readonly string[] },
  format: (value: number) => string
): Table {
  const free = feedsBack(unrolled) && unrolled.method === 'free-running'
  const columns: TableColumn[] = [
    'x',
    'y',
    unrolled.output === 'softmax' ? 'probability' : 'yhat',
    'L',
    'h',
    'dh',
    'dhFromNext',
    'dhFromOutput',
    'dO',
    ...(free ? ['dOFromNext' as const] : [])
  ]
  const norms = stepNorms(unrolled)
  function value(column: TableColumn, t: number): number | string | null {
    const nodes = nodesAt(unrolled, t)
    switch (column) {
      case 'x':
        return wordFor(vector(unrolled, 'x', t), labels.inputLabels, format)
      case 'y':
        return nodes.has('y') ? wordFor(vector(unrolled, 'y', t), labels.outputLabels, format) : null
      case 'yhat':
        return nodes.has('yhat') ? wordFor(vector(unrolled, 'yhat', t), labels.outputLabels, format) : null
      case 'probability': {
        const truth = oneHot(vector(unrolled, 'y', t))
        return nodes.has('y') && truth !== null ? vector(unrolled, 'yhat', t)[truth] : null
      }
      case 'L':
        return unrolled.mask[t - 1] ? unrolled.L[t - 1] : null
      default:
        return norms[t - 1][column]
    }
  }
  return {
    columns,
    rows: norms.map(({ t }) => ({ t, cells: columns.map((column) => ({ column, value: value(column, t) })) }))
  }
}
