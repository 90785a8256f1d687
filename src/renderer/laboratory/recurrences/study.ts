// What hidden recurrence can and output recurrence cannot: two tasks, learned by both, with several seeds each.

import type { Experiment } from '../../../shared/experiment'
import { presets } from '../../../shared/presets'
import type { QueueEntry } from '../../../shared/queue'
import { isLive, type ListedRun } from '../../../shared/run'

const tasks = ['parity', 'addition'] as const
const ways = ['hidden', 'output'] as const

/** The presets whose experiments stand in the four cells. */
const presetOf = {
  parity: { hidden: 'parity-bptt', output: 'parity-teacher-forcing' },
  addition: { hidden: 'addition', output: 'addition-output' }
} as const
const seeds = [1, 2, 3]

export interface Cell {
  task: (typeof tasks)[number]
  way: (typeof ways)[number]
  /** One experiment for each seed. */
  experiments: readonly Experiment[]
}

/** Its runs are known by their names, which are the same in every language. */
export const cells: readonly Cell[] = tasks.flatMap((task) =>
  ways.map((way): Cell => {
    const { experiment } = presets.find(({ key }) => key === presetOf[task][way])!
    return {
      task,
      way,
      experiments: seeds.map((seed) => ({ ...experiment, seed, name: `Recurrences: ${task}, ${way}, seed ${seed}` }))
    }
  })
)
export const all: readonly Experiment[] = cells.flatMap(({ experiments }) => experiments)

/** The newest run of that name that is trained, or is to be. One that was ended before its time is made anew. */
export const runOf = ({ name }: Experiment, list: readonly ListedRun[]): ListedRun | undefined =>
  list.find((run) => run.name === name && !run.damage && (run.state === 'finished' || isLive(run.state)))

/** Whether a run of that name is of this very experiment: a newer version may ask for another. */
export const isSame = (one: Experiment, other: Experiment): boolean =>
  JSON.stringify({ ...one, name: '' }) === JSON.stringify({ ...other, name: '' })

/** Whether it waits in the queue. */
export const isQueued = ({ name }: Experiment, entries: readonly QueueEntry[]): boolean =>
  entries.some(({ experiment, failure }) => failure === null && experiment.name === name)
