// While a run trains, the machine does not fall asleep.

import { powerSaveBlocker } from 'electron'

export class Awake {
  #blocker: number | null = null

  /** Keeps the machine awake, or lets it sleep. The screen may turn off in both cases. */
  keep(wanted: boolean): void {
    if (wanted === (this.#blocker !== null)) return
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker)
    this.#blocker = wanted ? powerSaveBlocker.start('prevent-app-suspension') : null
  }
}
