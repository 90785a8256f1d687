// A PyTorch folder and a checkpoint hold the whole state of training. An imported run continues with the same losses,
// to the last bit, as the run that it comes from. From other formats training continues with a new optimizer.

import { join } from 'node:path'
import { expect, it } from 'vitest'
import { untrained } from '../../../src/shared/run'
import { RunFolder } from '../../../src/run-folder/folder'
import { exportRun } from '../../../src/trainer/exports'
import { readImport, writeImported } from '../../../src/trainer/imports'
import { drive, open, pointsIn, resources, temporaryFolder } from '../support'
import { cases, trained } from './runs'

const lossesFrom = (folder: string, experiment: (typeof cases)[number]['experiment']): number[] => {
  drive(open({ ...experiment, stop: { ...experiment.stop, steps: 8 } }, { folder, resume: true })).save()
  return pointsIn(folder)
    .filter(({ step }) => step > 3)
    .map(({ loss }) => loss)
}

it.each(cases.filter((_, i) => i % 4 === 1))('$name', ({ experiment }) => {
  const run = trained(experiment)
  const sources = ['pytorch', 'weights'].map((format) => {
    const out = join(temporaryFolder(), 'out')
    exportRun(format as 'pytorch', { folder: run, resources, checkpoint: 3 }, out)
    return out
  })
  const said = 'path' in experiment.data ? { data: experiment.data.path! } : {}
  const [folder, checkpoint, weights] = [
    sources[0],
    join(run, 'checkpoints/step-000000003.safetensors'),
    sources[1]
  ].map((file) => {
    const found = readImport(file, said, resources)
    const made = new RunFolder(temporaryFolder())
    const record = { id: 'run', name: 'Run', createdAt: 1, updatedAt: 1, ...untrained }
    made.begin(found.experiment, record, () => writeImported(made.path, found))
    return lossesFrom(made.path, found.experiment)
  })
  const losses = lossesFrom(run, experiment)
  expect(losses).toHaveLength(5)
  expect([folder, checkpoint]).toEqual([losses, losses])
  // Without the optimizer's state and the place in the data, the same network is trained in another way.
  expect(weights).toHaveLength(5)
  expect(weights.every(Number.isFinite)).toBe(true)
})
