// Which of a person's files the app may read: those that the person chose in a dialog or opened with the app, and those
// that a stored run already uses. Any other path is refused. The page shows files of other people, so it must not be
// able to make the app read every file on the disk.

import { dirname, resolve } from 'node:path'
import { pathsOf } from '../run-folder/stored-run'
import type { Experiment } from '../shared/experiment'
import { RequestRefused } from './request-refused'
import type { RunStore } from './runs'
import { words } from './words'

export class AllowedFiles {
  readonly #paths = new Set<string>()
  readonly #runs: Pick<RunStore, 'usesData'>

  constructor(runs: Pick<RunStore, 'usesData'>) {
    this.#runs = runs
  }

  allow(path: string): void {
    this.#paths.add(resolve(path))
  }

  /** A folder that a person chose allows everything in it. */
  isAllowed(path: string): boolean {
    if (this.#runs.usesData(path)) return true
    for (let above = resolve(path); ; above = dirname(above)) {
      if (this.#paths.has(above)) return true
      if (above === dirname(above)) return false
    }
  }

  /** Throws RequestRefused where the person has not chosen this file. */
  expectAllowed(path: string): void {
    if (!this.isAllowed(path)) throw new RequestRefused(words('fileNotChosen', { path }))
  }

  async check(experiment: Experiment): Promise<void> {
    for (const path of pathsOf(experiment)) this.expectAllowed(path)
  }
}
