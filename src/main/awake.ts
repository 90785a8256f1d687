// While a run trains, the machine does not fall asleep.

import { powerSaveBlocker } from 'electron'

export class Awake {
  #blocker: number | null = null

  /** Holds the machine awake, or lets it sleep; the screen may go dark in either case. */
  keep(wanted: boolean): void {
    if (wanted === (this.#blocker !== null)) return
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker)
    this.#blocker = wanted ? powerSaveBlocker.start('prevent-app-suspension') : null
  }
}
