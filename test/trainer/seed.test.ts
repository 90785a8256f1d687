// The same seed gives the same run bit for bit, on every kernel set that this machine can run.

import { expect, it } from 'vitest'
import type { Experiment } from '../../src/shared/experiment'
import { kernelSets } from '../../src/shared/machine'
import { openEngine } from '../../src/trainer/engine'
import { machine } from '../machine'
import { drive, eventsOf, experiment, open, resources } from './support'

const kinds: Record<string, Partial<Experiment['data']>> = {
  text: { kind: 'text', validationFraction: 0.01 },
  series: { kind: 'series' }
}

it.each(kernelSets.flatMap((name) => Object.keys(kinds).map((kind) => [name, kind] as const)))(
  '%s, %s',
  (name, kind) => {
    const run = (seed: number): unknown[] => {
      const session = drive(
        open(
          experiment({
            seed,
            data: kinds[kind] as Experiment['data'],
            model: { recurrence: 'hidden+output', hiddenSize: 17, feedback: 'sample' },
            learning: { method: 'teacher-forcing', sequenceLength: 9, batchSize: 5 },
            initialisation: { recurrent: 'orthogonal' },
            watching: { validateEvery: 10, sampleEvery: 10, checkpointEvery: 10, sampleLength: 20 },
            stop: { steps: 20 }
          }),
          { openEngine: (work) => openEngine({ kernels: name, threads: 1, resources, machine }, work) }
        )
      )
      expect(session.engine.name).toBe(name)
      const columns = session.points.slice(0, 20)
      return [
        session.learner.parameters.flat.slice(),
        columns.subarray(0, 5 * 20),
        eventsOf(session, 'validation'),
        eventsOf(session, 'sample')
      ]
    }
    const first = run(7)
    expect(run(7)).toEqual(first)
    expect(run(8)[0]).not.toEqual(first[0])
  }
)
