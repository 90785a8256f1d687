// The process in which a stored run is looked at: one at most, beside the trainers. It starts when a view needs the
// model of a run that no trainer holds, and ends when the window lets go of it. It only reads, so that it may be
// ended at any moment.

import type { Experiment } from '../shared/experiment'
import { Refusal } from './refusal'
import type { RunStore } from './runs'
import { startTrainer, type TrainerProcess } from './trainer-process'
import type { MainWindow } from './window'
import { words } from './words'

interface House {
  runs: RunStore
  window: MainWindow
  /** Folder of bundled data, for the process. */
  resources: string
}

export class Viewing {
  readonly #house: House
  #shown: { id: string; process: TrainerProcess } | null = null
  /** Number of the newest request: an older one that still waits for its turn gives up. */
  #turn = 0

  constructor(house: House) {
    this.#house = house
  }

  /**
   * Starts a process that shows this run, in the place of one that shows another. Resolves when the model is there and
   * the window's port is on its way; throws a Refusal when it cannot be shown.
   */
  async open(id: string): Promise<void> {
    const turn = ++this.#turn
    const experiment = await this.#house.runs.experiment(id)
    while (this.#shown && turn === this.#turn) await this.close(this.#shown.id)
    if (turn !== this.#turn) throw new Refusal(words('viewerGone'))
    await this.#start(id, experiment)
  }

  /** Ends the process if it shows this run. */
  async close(id: string): Promise<void> {
    if (this.#shown?.id !== id) return
    const { process } = this.#shown
    process.kill()
    await process.ended
  }

  #start(id: string, experiment: Experiment): Promise<void> {
    const { runs, window, resources } = this.#house
    return new Promise((resolve, reject) => {
      let ready = false
      const process = startTrainer('Unroll viewer', (report) => {
        if (report.type === 'failed') {
          reject(new Refusal(report.message, report))
          process.kill()
        } else if (report.type === 'looking' && !ready) {
          ready = true
          process.send({ type: 'attach' }, [window.openPort(id, 'viewer')])
          resolve()
        }
      })
      this.#shown = { id, process }
      void process.ended.then(() => {
        this.#shown = null
        reject(new Refusal(words('viewerGone')))
      })
      process.send({ type: 'look', folder: runs.folder(id), experiment, resources })
    })
  }
}
