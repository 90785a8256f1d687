// What a model file says. Each format has a reader that returns this; complete.ts makes a run of it.

import type { Experiment } from '../../shared/experiment'
import type { Reason } from '../../shared/reasons'
import type { TensorFile } from '../../run-folder/safetensors'
import type { Scaling } from '../checkpoint-file'
import type { Description } from '../model-file'

export interface Found {
  /** The path of the file or folder. */
  file: string
  /** The tensors, under the names of model-file.ts. */
  contents: TensorFile
  /** What is said of the model besides its tensors. */
  stated: Partial<Description>
  /** Null where nothing is said of the training. */
  experiment: Experiment | null
  inputLabels: readonly string[] | null
  outputLabels: readonly string[] | null
  scaling: Scaling | null
  step: number
  /** Seconds of training. */
  seconds: number
  validationLoss: number | null
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
