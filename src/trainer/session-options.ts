// What a session is opened with, and whom it tells.

import type { AnyDataSet } from '../data/load'
import type { Experiment } from '../shared/experiment'
import type { RunLock } from '../run-folder/lock'
import type { EngineIdentity } from '../shared/machine'
import type { Baseline, RunEvent, RunState } from '../shared/run'
import type { Engine } from './engine'
import type { workOf } from './network'

export interface SessionOptions {
  experiment: Experiment
  data: AnyDataSet
  /** Opens the kernels, for such steps; those that a run was trained with before, where it goes on. */
  openEngine: (work: ReturnType<typeof workOf>, before: EngineIdentity | null) => Engine
  /** Path of the run folder. */
  folder: string
  /** Goes on from the last checkpoint of the folder, where it has one. The folder must be that of a run. */
  resume: boolean
  startPaused: boolean
  /** Says before everything that is written whether the run is still ours. */
  lock?: Pick<RunLock, 'taken'> | null
  /** Called after each, when its consequences hold already. */
  onEvent?: (event: RunEvent) => void
  onState?: (state: RunState) => void
  onBaselines?: (all: readonly Baseline[]) => void
}
