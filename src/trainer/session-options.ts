// The options of a session, and its listeners.

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
  /** Opens the kernels for steps of this size. `before`: the engine of a run that continues. */
  openEngine: (work: ReturnType<typeof workOf>, before: EngineIdentity | null) => Engine
  /** Path of the run folder. */
  folder: string
  /** Whether to continue from the last checkpoint of the folder, if there is one. The folder must be a run. */
  resume: boolean
  startPaused: boolean
  /** Says before each write whether the run is still ours. */
  lock?: Pick<RunLock, 'taken'> | null
  /** Called after each event has taken effect. */
  onEvent?: (event: RunEvent) => void
  onState?: (state: RunState) => void
  onBaselines?: (all: readonly Baseline[]) => void
}
