// What a model file says. Each format has a reader that returns this, and complete.ts makes a run from it.

import type { Experiment } from '../../shared/experiment'
import type { Reason } from '../../shared/reasons'
import type { Tensor, TensorFile } from '../../run-folder/safetensors'
import type { Scaling, TrainingState } from '../checkpoint-file'
import type { Description } from '../model-file'

export interface Found {
  /** The path of the file or folder. */
  file: string
  /** The tensors, under the names of model-file.ts. */
  contents: TensorFile
  /** What the file says about the model besides its tensors. */
  stated: Partial<Description>
  /** Null where the file says nothing about the training. */
  experiment: Experiment | null
  inputLabels: readonly string[] | null
  outputLabels: readonly string[] | null
  scaling: Scaling | null
  step: number
  /** Seconds of training. */
  seconds: number
  validationLoss: number | null
  /** The state from which training continues exactly; null where the file has none. */
  training: Training | null
}

/** The state of training, as in a checkpoint. */
export interface Training extends Pick<TrainingState, 'updates' | 'position' | 'inForce' | 'data'> {
  /** The slots of the optimizer [parameters]. */
  slots: Tensor[]
  /** The state that is carried to the next batch: h [batch, nh] and z [batch, ny]. */
  carried: { h: Tensor; z: Tensor | null } | null
}

/** A file or folder that cannot become a run. */
export class UnfitModel extends Error {
  readonly code = 'model-unfit'
  readonly values: { file: string; reason: string }

  constructor(file: string, reason: Reason) {
    const words = reason.replace(/\.$/, '')
    super(`${file} cannot be imported: ${words}.`)
    this.values = { file, reason: words }
  }
}
