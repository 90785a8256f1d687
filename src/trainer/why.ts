// What went wrong, as messages carry it.

import { DataError } from '../data/data-error'
import { RunHeld } from '../run-folder/lock'
import type { Why } from '../shared/messages'
import { Differs } from './going-on'
import { DataAbsent } from './known-data'

export function whyOf(problem: unknown): Why {
  if (problem instanceof RunHeld) {
    const { pid, host, since } = problem.holder
    return { message: problem.message, code: 'run-held', values: { pid, host, since } }
  }
  const isCoded = problem instanceof DataError || problem instanceof Differs || problem instanceof DataAbsent
  if (isCoded) return { message: problem.message, code: problem.code, values: problem.values }
  return { message: problem instanceof Error ? problem.message : String(problem) }
}
