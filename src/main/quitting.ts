// Quitting waits until every trainer has finished its step and saved it. When that takes long, the window says what it
// waits for, and what would be lost if the app ended now. A person can end the app at once, or stay. Where experiments
// wait in the queue, the window says so first.

import { channels, type Ending, type Waiting } from '../shared/bridge'
import type { Laboratory } from './laboratory'
import type { TrainingQueue } from './queue'
import type { RunStore } from './runs'
import type { Trainers } from './trainers'
import type { MainWindow } from './window'

/** Milliseconds until the window says why it is still open, and between two updates of this message. */
const tellEvery = 1000
/** The most milliseconds for which a system that shuts down must wait for the app. No person can be asked then. */
const systemPatience = 60_000

interface House {
  trainers: Pick<Trainers, 'anyLive' | 'closeAll' | 'killAll' | 'endings'>
  runs: Pick<RunStore, 'anyLeaving' | 'leaveNow'>
  queue: Pick<TrainingQueue, 'left' | 'rest' | 'start'>
  laboratory: Pick<Laboratory, 'measures'>
  window: Pick<MainWindow, 'open' | 'send'>
  /** Asks again to quit. */
  quit(): void
  onError(error: Error): void
}

export class Quitting {
  readonly #house: House
  /** The current attempt. A cancelled attempt still ends the trainers, but does not quit. */
  #attempt: { timer: NodeJS.Timeout } | null = null
  /** A person has seen the message about the queue, so the next request to quit is final. */
  #toldOfQueue = false

  constructor(house: House) {
    this.#house = house
  }

  /** Whether quitting must wait for trainers, or for runs on their way to the trash. */
  get #mustWait(): boolean {
    const { trainers, runs } = this.#house
    return trainers.anyLive || runs.anyLeaving
  }

  /** Whether quitting must wait. When the wait is over, this class asks to quit again. */
  waits(): boolean {
    const { trainers, window } = this.#house
    if (!this.#attempt) {
      if ((this.#house.queue.left > 0 || this.#house.laboratory.measures !== null) && !this.#toldOfQueue) {
        this.#toldOfQueue = true
        this.#house.window.open()
        this.#tell([])
        return true
      }
      this.#house.queue.rest()
      if (!this.#mustWait) return false
      let isFirst = true
      this.#begin(() => {
        const endings = trainers.endings()
        if (endings.length === 0) return
        // The window may be closed or hidden.
        if (isFirst) window.open()
        isFirst = false
        // This is sent again and again, because a page that loads in the meantime must get it too.
        this.#tell(endings)
      })
    }
    return true
  }

  /** The system shuts down, or ends the app: everything is saved, and no person is asked. */
  bySystem(): void {
    const { trainers, queue, quit } = this.#house
    this.#giveUp()
    queue.rest()
    if (!this.#mustWait) return quit()
    const begun = Date.now()
    this.#begin(() => {
      // A disk that cannot be written now will not be writable before the shutdown.
      const inVain = trainers.endings().every(({ problem }) => problem !== null)
      if (inVain || Date.now() - begun > systemPatience) this.endNow()
    })
  }

  endNow(): void {
    // Then a person has only seen the message about the queue, and no trainer is waited for.
    if (!this.#attempt) return this.#house.quit()
    const lost = this.#house.trainers.endings().filter((ending) => ending.lost)
    console.warn(`Ended before they could save: ${lost.map(({ name }) => name).join(', ')}.`)
    this.#house.trainers.killAll()
  }

  /** Does not quit. Trainers that were told to end do so when they have saved their work. */
  stay(): void {
    const { window, queue } = this.#house
    this.#toldOfQueue = false
    window.send(channels.quitting, null)
    if (this.#attempt) queue.start()
    this.#giveUp()
  }

  #begin(everySecond: () => void): void {
    const { trainers, runs, quit, onError } = this.#house
    const attempt = (this.#attempt = { timer: setInterval(everySecond, tellEvery) })
    void trainers
      .closeAll()
      .then(() => runs.leaveNow())
      .catch(onError)
      .finally(() => {
        if (this.#attempt !== attempt) return
        this.#giveUp()
        quit()
      })
  }

  #giveUp(): void {
    if (this.#attempt) clearInterval(this.#attempt.timer)
    this.#attempt = null
  }

  #tell(endings: Ending[]): void {
    const { queue, laboratory, window } = this.#house
    window.send(channels.quitting, {
      endings,
      queued: queue.left,
      measuring: laboratory.measures
    } satisfies Waiting)
  }
}
