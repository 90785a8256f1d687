// The whole state of a run is written to checkpoints and read again.

import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { SafetensorsError } from '../../src/run-folder/safetensors'
import { NotFinite } from '../../src/trainer/not-finite'
import type { Session } from '../../src/trainer/session'
import { drive, eventsOf, experiment, open, temporaryFolder } from './support'

let folder: string
let session: Session
beforeEach(() => {
  folder = temporaryFolder()
  session = drive(open(experiment(), { folder }), 25)
})
const files = (): string[] => readdirSync(join(folder, 'checkpoints')).sort()

const isLate = (): boolean =>
  session.saving.isDue({ ...experiment().watching, checkpointEvery: 1_000_000, checkpointSeconds: 1e-9 })

it('knows what is saved: the step, and the training that it holds', () => {
  expect([session.saving.unsaved, session.saving.saved?.step]).toEqual([true, 20])
  expect(isLate()).toBe(true)
  expect(session.saving.save(session.carried)).toBe('checkpoints/step-000000025.safetensors')
  expect([session.saving.unsaved, session.saving.saved?.step]).toEqual([false, 25])
  expect(session.saving.saved!.seconds).toBeLessThanOrEqual(session.seconds)
})

it('gives back the state that it took, clock and changes by hand included', () => {
  session.setLearningRate(0.007)
  session.pause()
  expect(session.seconds).toBeGreaterThanOrEqual(session.saving.saved!.seconds)
  const { seconds } = session.saving.saved!
  const resumed = open(experiment(), { folder, resume: true, startPaused: true })
  expect([resumed.learner.step, resumed.seconds, resumed.learner.optimizer.options.learningRate]).toEqual([
    25,
    seconds,
    0.007
  ])
  expect(resumed.saving.saved).toEqual({ step: 25, seconds })
  expect(resumed.learner.parameters.flat).toEqual(session.learner.parameters.flat)
})

it('does not turn the clock back with a rewind', () => {
  session.pause()
  const { seconds } = session
  session.rewind(0.01, 10)
  session.pause()
  expect(session.seconds).toBeGreaterThanOrEqual(seconds)
  expect(session.saving.saved?.step).toBe(10)
  expect(files().at(-1)).toBe('step-000000010.safetensors')
})

describe('saves nothing that is no longer good', () => {
  it('and names the tensor', () => {
    const before = files()
    session.learner.parameters.V[3] = NaN
    expect(() => session.saving.save(session.carried)).toThrow(
      expect.objectContaining({ tensor: 'V', step: 25 }) as NotFinite
    )
    expect([files(), session.saving.unsaved, session.saving.saved?.step]).toEqual([before, true, 20])
    session.pause()
    expect([session.state, eventsOf(session, 'failure')]).toEqual([
      'failed',
      [expect.objectContaining({ reason: 'not-finite', tensor: 'V', checkpointStep: 20 })]
    ])
  })
})

it.each([
  ['gone', (file: string) => rmSync(file)],
  ['damaged', (file: string) => writeFileSync(file, 'damaged')]
])('a checkpoint that is %s changes nothing', (_how, harm) => {
  harm(join(folder, 'checkpoints/step-000000010.safetensors'))
  const before = session.learner.parameters.flat.slice()
  expect(() => session.saving.restore(10)).toThrow(SafetensorsError)
  expect([session.learner.parameters.flat, session.learner.step, session.saving.saved?.step]).toEqual([before, 25, 20])
  expect(drive(session).learner.parameters.flat).toEqual(drive(open(experiment())).learner.parameters.flat)
})
