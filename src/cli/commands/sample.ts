// unroll sample: a network writes a text, continues a series or answers a task.

import { newParameters } from '../../engine/parameters'
import { Random } from '../../engine/random'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { experimentSchema, watchingSchema } from '../../shared/experiment'
import { flatten } from '../../shared/issues'
import { readModel } from '../../trainer/model-file'
import { dataOfStored, knownData } from '../../trainer/known-data'
import { samplerOf } from '../../trainer/samples'
import { readJson } from '../../run-folder/read-json'
import { printable, printableJson } from '../printable'
import { checkpointsOf } from '../stored-run'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options {
  run: string | undefined
  checkpoint: CheckpointChoice | undefined
  prime: string | undefined
  temperature: number | undefined
  length: number | undefined
  seed: number
}

export function sample({ run, seed, checkpoint, ...options }: Options, terminal: Terminal): ExitCode {
  if (run === undefined) throw new BadInput('Name the folder of a run: unroll sample RUN, or unroll sample --run RUN.')
  const checkpoints = checkpointsOf(run, terminal)
  const experiment = readJson(`${run}/experiment.json`, experimentSchema)
  const { watching } = experiment
  const asked = watchingSchema.shape.prime.unwrap().safeParse(options.prime ?? watching.prime)
  if (!asked.success) throw new BadInput(`--prime: ${flatten(asked.error)}.`)
  const { data: prime } = asked
  const { temperature = watching.temperature, length = watching.sampleLength } = options

  const step = checkpoints.chosen(checkpoint ?? 'newest')
  const stored = readModel(checkpoints.fileOf(step))
  const about = checkpoints.about(step)
  // A text needs only the symbols in the checkpoint. A series is continued from its rows, if its file is there.
  const known = experiment.data.kind === 'text' ? knownData(about, experiment) : null
  const { data, absent } = known ? { data: known, absent: null } : dataOfStored(about, experiment, terminal.resources)
  if (absent)
    terminal.error(
      `${printable(absent.message)} So the series runs free from its mean, without the true values beside it.\n`
    )
  const parameters = newParameters(stored.model)
  parameters.flat.set(stored.parameters.flat)

  const sampler = samplerOf(experiment, data, stored.model, parameters)
  const request = { prime, temperature, length, fresh: false, random: new Random(seed) }
  sampler.check(request)
  const work = sampler.run(request)
  let made = work.next()
  while (!made.done) made = work.next()
  terminal.out(
    made.value.kind === 'text' ? `${printable(made.value.prime + made.value.text)}\n` : `${printableJson(made.value)}\n`
  )
  return 0
}
