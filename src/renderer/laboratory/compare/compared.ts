// What the parts of the page Compare need to know about a run.

import { withoutTeacherIn, type WithoutTeacher } from '../../../data/traits'
import type { ListedRun } from '../../../shared/run'
import type { Trainer } from '../../composables/use-trainer'

export interface Compared {
  run: ListedRun
  /** The number of its colour and line (charts/run-style.ts). */
  slot: number
  trainer: Trainer
}

/** What these networks are fed where they are measured without a teacher; `both` where the runs differ in it. */
export function withoutTeacherOf(runs: readonly Compared[]): WithoutTeacher | 'both' {
  const ways = new Set(
    runs.flatMap(({ trainer }) => (trainer.experiment.value ? [withoutTeacherIn(trainer.experiment.value.data)] : []))
  )
  return ways.size > 1 ? 'both' : ([...ways][0] ?? 'free')
}

/** Whether two of them trained at the same time, judged by their start and their time of training. */
export function trainedTogether(runs: readonly Pick<ListedRun, 'createdAt' | 'seconds' | 'state'>[]): boolean {
  const spans = runs
    .map(({ createdAt, seconds }) => [createdAt, createdAt + 1000 * seconds] as const)
    .sort(([a], [b]) => a - b)
  return spans.some(([, end], i) => i + 1 < spans.length && spans[i + 1][0] < end)
}
