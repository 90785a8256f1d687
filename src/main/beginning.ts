// The only way from an experiment to a run, for the window and for the queue.

import type { CheckpointChoice } from '../shared/checkpoint-choice'
import type { Experiment } from '../shared/experiment'
import type { RunRecord } from '../shared/run'
import type { OrderProcess } from './order-process'
import type { AllowedFiles } from './allowed-files'
import { RequestRefused } from './request-refused'
import type { RunStore } from './runs'
import type { Trainers } from './trainers'

interface House {
  runs: Pick<RunStore, 'folder'>
  trainers: Pick<Trainers, 'create'>
  orders: Pick<OrderProcess, 'request'>
  files: Pick<AllowedFiles, 'check'>
  /** The folder of the bundled data. */
  resources: string
}

export interface How {
  startPaused: boolean
  /** The run from which the first weights come. */
  weightsOf: string | null
  /** The checkpoint of that run; absent means the newest. */
  weightsAt?: CheckpointChoice | undefined
}

export class Beginning {
  constructor(private readonly house: House) {}

  /**
   * Checks the data before the run is made. Returns the experiment with all decisions about its table, or the files of its text. Throws
   * RequestRefused.
   */
  async check(experiment: Experiment): Promise<Experiment> {
    const { files, orders, resources } = this.house
    await files.check(experiment)
    const preview = await orders.request({ type: 'preview', experiment, resources }).then(
      ({ preview }) => preview,
      (error) => {
        if (error instanceof RequestRefused && error.why.code !== undefined) throw error
        // When the check itself fails, training can still be tried.
        return null
      }
    )
    if (preview?.unfit) throw new RequestRefused(preview.unfit.message, preview.unfit)
    const { data } = experiment
    if (preview?.kind === 'text' && preview.files && data.kind === 'text')
      return { ...experiment, data: { ...data, reading: { ...data.reading, files: preview.files } } }
    const isTable = (kind: string | undefined): boolean => kind === 'series' || kind === 'labelled'
    return preview && 'reading' in preview && preview.reading && isTable(data.kind) && preview.kind === data.kind
      ? { ...experiment, data: { ...data, reading: preview.reading } as Experiment['data'] }
      : experiment
  }

  /** Makes a run and trains it. Throws RequestRefused; then there is no run. */
  async create(asked: Experiment, { startPaused, weightsOf, weightsAt }: How): Promise<RunRecord> {
    const { runs, trainers, orders, resources } = this.house
    const experiment = await this.check(asked)
    if (weightsOf === null) return trainers.create(experiment, { startPaused })
    const from = runs.folder(weightsOf)
    return trainers.create(experiment, { startPaused }, (folder) =>
      orders.request({ type: 'take-weights', from, folder, experiment, resources, checkpoint: weightsAt ?? 'newest' })
    )
  }
}
