// unroll tasks

import { tasks } from '../../data/tasks'
import type { ExitCode, Terminal } from '../terminal'

export function listTasks(terminal: Terminal): ExitCode {
  for (const [key, { nx, ny, output, baselines }] of Object.entries(tasks)) {
    const unit = output === 'linear' ? 'mean squared error' : 'nats'
    terminal.out(`${key}\n  ${nx} → ${ny}, ${output}\n`)
    for (const { kind, key: name, loss } of baselines) {
      terminal.out(`  ${kind === 'floor' ? 'floor' : `baseline "${name}"`}: ${Number(loss.toFixed(4))} ${unit}\n`)
    }
  }
  return 0
}
