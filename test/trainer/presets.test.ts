// The presets' networks learn what the presets promise to teach.

import { expect, it } from 'vitest'
import type { Experiment } from '../../src/shared/experiment'
import { presets } from '../../src/shared/presets'
import type { Validation } from '../../src/shared/run'
import { machine } from '../machine'
import { openEngine } from '../../src/trainer/engine'
import { drive, eventsOf, open, resources } from './support'

const preset = (key: string): Experiment => presets.find((preset) => preset.key === key)!.experiment

/** The validations of the first `steps` steps. */
function validations(experiment: Experiment, steps: number): Validation[] {
  const session = drive(
    open(
      { ...experiment, stop: { ...experiment.stop, steps } },
      {
        openEngine: (work) => openEngine({ kernels: 'auto', threads: 1, resources, machine }, work)
      }
    )
  )
  return eventsOf(session, 'validation')
}

const learned = ({ doubleLengthAccuracy }: Validation): boolean => doubleLengthAccuracy === 1

it('parity is learned by teacher forcing and by BPTT, for twice the length and without a teacher', () => {
  const forced = validations(preset('parity-teacher-forcing'), 1000).findIndex(learned)
  const throughTime = validations(preset('parity-bptt'), 1000).findIndex(learned)
  expect(forced).toBeGreaterThanOrEqual(0)
  // BPTT has this plateau; teacher forcing does not.
  expect(throughTime).toBeGreaterThan(forced)
})

it('addition is learned by hidden recurrence, and cannot be by output recurrence', () => {
  expect(validations(preset('addition'), 1000).at(-1)!.doubleLengthAccuracy).toBe(1)
  // Many sequences, so that chance matters little.
  const withoutMemory = {
    ...preset('addition-output'),
    data: { kind: 'task', task: 'binary-addition', validationSequences: 4000 } as const
  }
  const last = validations(withoutMemory, 1000).at(-1)!
  expect(last.accuracy).toBeLessThan(0.8)
  // The loss of a network that knows only the output before and the inputs.
  const floor = open(withoutMemory).baselines.found.find(({ key }) => key === 'previous-output')!.loss
  expect(Math.abs(last.loss / floor - 1)).toBeLessThan(0.02)
})

it('scheduled sampling costs little with the truth and gains much without it, with three seeds of three', () => {
  const last = (key: string, seed: number): Validation => {
    const experiment = preset(key)
    const watching = { ...experiment.watching, validateEvery: experiment.stop.steps! }
    return validations({ ...experiment, seed, watching }, experiment.stop.steps!).at(-1)!
  }
  for (const seed of [1, 2, 3]) {
    const [truth, scheduled] = [last('mackey-glass-truth', seed), last('mackey-glass-scheduled', seed)]
    // In measurements the factor was 4 to 11.
    expect(scheduled.freeLoss!).toBeLessThan(truth.freeLoss! / 2)
    expect(scheduled.loss).toBeLessThan(truth.freeLoss!)
  }
})

it('sunspots are foretold as well as by AR(9), in the mean of three seeds and at the end of the run', () => {
  const sunspots = preset('sunspots')
  const losses = [1, 2, 3].map((seed) => validations({ ...sunspots, seed }, sunspots.stop.steps!).at(-1)!.loss)
  const linear = open(sunspots).baselines.found.find(({ key }) => key === 'autoregression')!.loss
  // Six seeds reached 0.257 ± 0.003, and AR(9) has 0.260. Other kernels give other last bits.
  expect(losses.reduce((sum, loss) => sum + loss) / losses.length).toBeLessThan(1.01 * linear)
})
