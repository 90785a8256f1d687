// Which files of a person's the app may read: those chosen in its own dialogs or opened with it, and those that a stored
// run already uses. A path that only the page knows of is refused: the page shows other people's files, and must not be able to
// have any file on the disk read.

import { resolve } from 'node:path'
import { pathOf } from '../run-folder/stored-run'
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

  async check(experiment: Experiment): Promise<void> {
    const path = pathOf(experiment)
    if (path === null || this.#paths.has(resolve(path))) return
    if (this.#runs.usesData(path)) return this.allow(path)
    throw new RequestRefused(words('fileNotChosen', { path }))
  }
}
