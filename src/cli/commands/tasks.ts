// unroll tasks: lists the tasks with their known losses.

import { TaskDataSet } from '../../data/task-data-set'
import { taskNames, tasks } from '../../data/tasks'
import { unitOf } from '../../data/traits'
import { taskDataSchema } from '../../shared/experiment'
import { nameOfBaseline } from '../baseline-names'
import type { ExitCode, Terminal } from '../terminal'

/**
 * Prints the tasks with their losses on sequences of `tau` steps. Losses that depend on the validation sequences are
 * computed for the default number of sequences.
 */
export function listTasks({ tau }: { tau: number }, terminal: Terminal): ExitCode {
  terminal.out(
    `Losses on sequences of τ = ${tau} steps (--length chooses another), without training. ` +
      '"Best possible" is the lowest\nmean loss that any network can have; the others are simple answers.\n\n'
  )
  for (const task of taskNames) {
    const { validationSequences } = taskDataSchema.parse({ kind: 'task', task })
    const data = new TaskDataSet(task, validationSequences)
    const unit = { nats: 'nats', 'squared-error': 'mean squared error' }[unitOf(data.output)]
    terminal.out(`${task}\n${inLines(tasks[task].rule)}\n  ${data.nx} → ${data.ny}, ${data.output}\n`)
    for (const line of data.baselines({ tau })) {
      terminal.out(`  ${nameOfBaseline(line)} (${line.key}): ${Number(line.loss.toFixed(4))} ${unit}\n`)
    }
  }
  return 0
}

/** Breaks a text into indented lines of at most 100 characters. */
function inLines(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    if (lines.at(-1)!.length + 1 + word.length > 98) lines.push('')
    lines[lines.length - 1] += lines.at(-1) === '' ? word : ` ${word}`
  }
  return lines.map((line) => `  ${line}`).join('\n')
}
