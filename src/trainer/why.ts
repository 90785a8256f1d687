// What went wrong, as messages carry it.

import { DataError } from '../data/data-error'
import { RunHeld, RunTaken } from '../run-folder/lock'
import type { Why } from '../shared/messages'
import { Differs } from './going-on'
import { DataAbsent } from './known-data'

export function whyOf(problem: unknown): Why {
  const isCoded = problem instanceof RunHeld || problem instanceof RunTaken || problem instanceof DataError || problem instanceof Differs || problem instanceof DataAbsent
  if (isCoded) return { message: problem.message, code: problem.code, values: problem.values }
  return { message: problem instanceof Error ? problem.message : String(problem) }
}
