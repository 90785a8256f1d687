// unroll sample: a network writes a text, continues a series or answers a task.

import { newParameters } from '../../engine/parameters'
import { z } from 'zod'
import { namedSymbols } from '../../data/vocabulary'
import { Random } from '../../engine/random'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { drawingSchema, mostSamples } from '../../shared/drawing'
import { experimentSchema, watchingSchema } from '../../shared/experiment'
import { flatten } from '../../shared/issues'
import { readModel } from '../../trainer/model-file'
import { dataOfStored, knownData } from '../../trainer/known-data'
import { samplerOf, severalDrawings } from '../../trainer/samples'
import { readJson } from '../../run-folder/read-json'
import { numberOption } from '../number-option'
import { printable, printableJson } from '../printable'
import { checkpointsOf } from '../stored-run'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options {
  run: string | undefined
  checkpoint: CheckpointChoice | undefined
  prime: string | undefined
  temperature: number | undefined
  topK: number | undefined
  topP: number | undefined
  stop: string
  length: number | undefined
  seed: number
  count: number
  film: boolean
  leaveOutUnknown: boolean
}

export function sample({ run, seed, checkpoint, count, film, ...options }: Options, terminal: Terminal): ExitCode {
  if (run === undefined) throw new BadInput('Name the folder of a run: unroll sample RUN, or unroll sample --run RUN.')
  const checkpoints = checkpointsOf(run, terminal)
  const experiment = readJson(`${run}/experiment.json`, experimentSchema)
  const { watching } = experiment
  const asked = watchingSchema.shape.prime.unwrap().safeParse(options.prime ?? watching.prime)
  if (!asked.success) throw new BadInput(`--prime: ${flatten(asked.error)}.`)
  const { data: prime } = asked
  const { temperature = watching.temperature, length = watching.sampleLength } = options

  const step = checkpoints.chosen(checkpoint ?? 'newest')
  const about = checkpoints.about(step)
  // A text needs only the symbols in the checkpoint. A series is continued from its rows, if its file is there.
  const known = experiment.data.kind === 'text' ? knownData(about, experiment) : null
  const { data, absent } = known ? { data: known, absent: null } : dataOfStored(about, experiment, terminal.resources)
  if (absent)
    terminal.error(
      `${printable(absent.message)} So the series runs free from its mean, without the true values beside it.\n`
    )
  const { text: knownPrime, unknown } =
    options.leaveOutUnknown && data.kind === 'text'
      ? data.vocabulary.read(prime)
      : { text: prime, unknown: [] as string[] }
  if (unknown.length > 0) terminal.error(printable(`Left out: ${namedSymbols(unknown)}.\n`))
  const { topK = null, topP = null, stop } = options
  if (temperature === 0 && count > 1)
    terminal.error('At temperature 0 every draw is the likeliest, so these samples are all the same.\n')
  const drawings = severalDrawings({ temperature, topK, topP, seed, stop }, count)
  const steps = film ? evenly(checkpoints.steps, mostSamples) : [step]
  for (const at of steps) {
    const { model, parameters } = readModel(checkpoints.fileOf(at))
    const single = newParameters(model)
    single.flat.set(parameters.flat)
    const sampler = samplerOf(experiment, data, model, single)
    for (const drawing of drawings) {
      const request = { prime: knownPrime, drawing, length, fresh: false, random: new Random(drawing.seed!) }
      sampler.check(request)
      const work = sampler.run(request)
      let made = work.next()
      while (!made.done) made = work.next()
      if (steps.length * drawings.length > 1) terminal.out(`── step ${at}, seed ${drawing.seed} ──\n`)
      terminal.out(
        made.value.kind === 'text'
          ? `${printable(made.value.prime + made.value.text)}\n`
          : `${printableJson(made.value)}\n`
      )
    }
  }
  return 0
}

/** At most `most` of the steps, evenly spread, with the first and the last. */
const evenly = (steps: readonly number[], most: number): number[] =>
  steps.length <= most
    ? [...steps]
    : Array.from({ length: most }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (most - 1))])

const { temperature, topK, topP, seed, stop } = drawingSchema.shape
export const sampleOptions = {
  prime: { type: 'string', describe: 'The text that the sample begins with' },
  'leave-out-unknown': {
    type: 'boolean',
    default: false,
    describe: 'Leave out the symbols of the prime that the network does not know'
  },
  temperature: {
    ...numberOption('temperature', temperature),
    describe: 'Below 1 the sample has more of what is likely; above 1 it is wilder; 0 takes the likeliest every time'
  },
  'top-k': { ...numberOption('top-k', topK.unwrap().unwrap()), describe: 'Draw from the k likeliest symbols only' },
  'top-p': {
    ...numberOption('top-p', topP.unwrap().unwrap()),
    describe: 'Draw from the likeliest symbols that together have this probability'
  },
  stop: {
    type: 'string',
    default: stop.def.defaultValue as string,
    requiresArg: true,
    describe: 'End a text after these symbols'
  },
  length: {
    ...numberOption('length', watchingSchema.shape.sampleLength.unwrap()),
    describe: 'The number of characters to write, or of steps to run free'
  },
  seed: {
    ...numberOption('seed', seed.unwrap().unwrap()),
    default: 1,
    describe: 'The same seed gives the same sample'
  },
  count: {
    ...numberOption('count', z.int().min(1).max(mostSamples)),
    default: 1,
    describe: 'So many samples, each with the next seed'
  },
  film: {
    type: 'boolean',
    default: false,
    describe: `The same at each checkpoint (at most ${mostSamples}), to see how the network learns`
  }
} as const
