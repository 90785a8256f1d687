// unroll tasks: lists the tasks with their known losses.

import { TaskDataSet } from '../../data/task-data-set'
import { taskNames } from '../../data/tasks'
import { unitOf } from '../../data/traits'
import { taskDataSchema } from '../../shared/experiment'
import type { ExitCode, Terminal } from '../terminal'

/**
 * Prints the tasks with their losses on sequences of `tau` steps. Losses that depend on the validation sequences are
 * computed for the default number of sequences.
 */
export function listTasks({ tau }: { tau: number }, terminal: Terminal): ExitCode {
  for (const task of taskNames) {
    const { validationSequences } = taskDataSchema.parse({ kind: 'task', task })
    const data = new TaskDataSet(task, validationSequences)
    const unit = { nats: 'nats', 'squared-error': 'mean squared error' }[unitOf(data.output)]
    terminal.out(`${task}\n  ${data.nx} → ${data.ny}, ${data.output}\n`)
    for (const { kind, key, loss } of data.baselines({ tau })) {
      terminal.out(`  ${kind === 'floor' ? 'floor' : `baseline "${key}"`}: ${Number(loss.toFixed(4))} ${unit}\n`)
    }
  }
  return 0
}
