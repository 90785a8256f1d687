// What hidden recurrence can do and output recurrence cannot: both learn two tasks, with several seeds each.

import type { Experiment } from '../../../shared/experiment'
import { presets } from '../../../shared/presets'
import type { QueueEntry } from '../../../shared/queue'
import { isLive, type ListedRun } from '../../../shared/run'

const tasks = ['parity', 'addition'] as const
const ways = ['hidden', 'output'] as const

/** The presets with the experiments of the four cells. Parity is long: over 20 steps both recurrences learn it. */
const presetOf = {
  parity: { hidden: 'parity-long-bptt', output: 'parity-long-teacher-forcing' },
  addition: { hidden: 'addition', output: 'addition-output' }
} as const
const seeds = [1, 2, 3]

const titled = (word: string): string => word[0].toUpperCase() + word.slice(1)

export interface Cell {
  task: (typeof tasks)[number]
  way: (typeof ways)[number]
  /** One experiment for each seed. */
  experiments: readonly Experiment[]
}

/** The page finds its runs by their names, which are the same in every language and short enough for the list. */
export const cells: readonly Cell[] = tasks.flatMap((task) =>
  ways.map((way): Cell => {
    const { experiment } = presets.find(({ key }) => key === presetOf[task][way])!
    return {
      task,
      way,
      experiments: seeds.map((seed) => ({ ...experiment, seed, name: `${titled(task)}, ${way}, seed ${seed}` }))
    }
  })
)
export const all: readonly Experiment[] = cells.flatMap(({ experiments }) => experiments)

/**
 * The newest run of that name that is finished or is on its way. A run that was ended early does not count; it is made
 * again.
 */
export const runOf = ({ name }: Experiment, list: readonly ListedRun[]): ListedRun | undefined =>
  list.find((run) => run.name === name && !run.damage && (run.state === 'finished' || isLive(run.state)))

/** Whether a run of that name has exactly this experiment; a newer version of the app may have another one. */
export const isSame = (one: Experiment, other: Experiment): boolean =>
  JSON.stringify({ ...one, name: '' }) === JSON.stringify({ ...other, name: '' })

/** Whether the experiment waits in the queue. */
export const isQueued = ({ name }: Experiment, entries: readonly QueueEntry[]): boolean =>
  entries.some(({ experiment, failure }) => failure === null && experiment.name === name)
