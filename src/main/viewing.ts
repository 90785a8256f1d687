// The processes that show stored runs: a few at most, beside the trainers. A process starts when a view needs the model
// of a run that no trainer holds, and ends when the window closes its port. It only reads, so it may be ended at any
// moment.

import { mostCompared } from '../shared/compare'
import type { Experiment } from '../shared/experiment'
import { RequestRefused } from './request-refused'
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
  /** The process of each shown run, the oldest first. */
  readonly #shown = new Map<string, TrainerProcess>()
  /** Number of the newest request for each run: an older one that still waits for its turn gives up. */
  readonly #turns = new Map<string, number>()

  constructor(house: House) {
    this.#house = house
  }

  /**
   * Starts a process that shows this run. Where the most processes are running already, it replaces the oldest.
   * Resolves when the process has the model and the window's port is on its way. Throws RequestRefused when the run
   * cannot be shown.
   */
  async open(id: string): Promise<void> {
    const turn = (this.#turns.get(id) ?? 0) + 1
    this.#turns.set(id, turn)
    const experiment = await this.#house.runs.experiment(id)
    await this.close(id)
    while (this.#shown.size >= mostCompared) await this.close(this.#shown.keys().next().value!)
    if (this.#turns.get(id) !== turn || this.#shown.has(id)) throw new RequestRefused(words('viewerGone'))
    await this.#start(id, experiment)
  }

  /** Ends the process that shows this run, if there is one. */
  async close(id: string): Promise<void> {
    const process = this.#shown.get(id)
    process?.kill()
    await process?.ended
  }

  #start(id: string, experiment: Experiment): Promise<void> {
    const { runs, window, resources } = this.#house
    return new Promise((resolve, reject) => {
      let ready = false
      const process = startTrainer('Unroll viewer', (report) => {
        if (report.type === 'failed') {
          reject(new RequestRefused(report.message, report))
          process.kill()
        } else if (report.type === 'looking' && !ready) {
          ready = true
          process.send({ type: 'attach' }, [window.openPort(id, 'viewer')])
          resolve()
        }
      })
      this.#shown.set(id, process)
      void process.ended.then(() => {
        this.#shown.delete(id)
        reject(new RequestRefused(words('viewerGone')))
      })
      process.send({ type: 'look', folder: runs.folder(id), experiment, resources })
    })
  }
}
