// unroll sample

import { traitsOf } from '../../data/traits'
import { Evaluator } from '../../engine/evaluate'
import { newParameters } from '../../engine/parameters'
import { portableKernels } from '../../engine/portable'
import { Random } from '../../engine/random'
import { Weights } from '../../engine/weights'
import { experimentSchema, watchingSchema } from '../../shared/experiment'
import { isRun, NotARun } from '../../run-folder/record'
import { Checkpoints } from '../../trainer/checkpoint'
import { flatten } from '../../shared/issues'
import { readModel } from '../../trainer/model-file'
import { dataOfStored, knownData } from '../../trainer/known-data'
import { withoutTeacher } from '../../trainer/network'
import { Sampler } from '../../trainer/samples'
import { readJson } from '../../run-folder/read-json'
import { printable } from '../printable'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options {
  run: string
  prime: string | undefined
  temperature: number | undefined
  length: number | undefined
  seed: number
}

export function sample({ run, seed, ...options }: Options, terminal: Terminal): ExitCode {
  if (!isRun(run)) throw new NotARun(run)
  const experiment = readJson(`${run}/experiment.json`, experimentSchema)
  const { watching } = experiment
  const asked = watchingSchema.shape.prime.unwrap().safeParse(options.prime ?? watching.prime)
  if (!asked.success) throw new BadInput(`--prime: ${flatten(asked.error)}.`)
  const { data: prime } = asked
  const { temperature = watching.temperature, length = watching.sampleLength } = options

  const checkpoints = new Checkpoints(run)
  for (const { message } of checkpoints.damaged) terminal.error(`${message} It is passed over.\n`)
  if (checkpoints.newest === null) throw new BadInput(`${run} has no checkpoint to sample from.`)
  const stored = readModel(checkpoints.fileOf(checkpoints.newest))
  const about = checkpoints.about(checkpoints.newest)
  // A text is written from the symbols in the checkpoint; a series goes on from its rows, if they are there.
  const known = experiment.data.kind === 'text' ? knownData(about, experiment) : null
  const { data, absent } = known ? { data: known, absent: null } : dataOfStored(about, experiment, terminal.resources)
  if (absent)
    terminal.error(
      `${printable(absent.message)} The series runs free from its mean instead, without the truth beside it.\n`
    )
  const parameters = newParameters(stored.model)
  parameters.flat.set(stored.parameters.flat)

  const weights = new Weights(portableKernels, stored.model, parameters, traitsOf(experiment.data).input, null)
  const sampler = new Sampler(
    experiment,
    data,
    new Evaluator(portableKernels, withoutTeacher(stored.model, experiment), weights)
  )
  const request = { prime, temperature, length, fresh: false, random: new Random(seed) }
  sampler.check(request)
  const work = sampler.run(request)
  let made = work.next()
  while (!made.done) made = work.next()
  terminal.out(
    made.value.kind === 'text'
      ? `${printable(made.value.prime + made.value.text)}\n`
      : `${JSON.stringify(made.value)}\n`
  )
  return 0
}
