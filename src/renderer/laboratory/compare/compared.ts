// What the parts of the page Compare need to know about a run.

import type { ListedRun } from '../../../shared/run'
import type { Trainer } from '../../composables/use-trainer'

export interface Compared {
  run: ListedRun
  /** The number of its colour and line (charts/run-style.ts). */
  slot: number
  trainer: Trainer
}

/** Whether two of them trained at the same time, judged by their start and their time of training. */
export function trainedTogether(runs: readonly Pick<ListedRun, 'createdAt' | 'seconds' | 'state'>[]): boolean {
  const spans = runs
    .map(({ createdAt, seconds }) => [createdAt, createdAt + 1000 * seconds] as const)
    .sort(([a], [b]) => a - b)
  return spans.some(([, end], i) => i + 1 < spans.length && spans[i + 1][0] < end)
}
