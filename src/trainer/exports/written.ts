// Reads a written file and runs it with different code than the code that wrote it, to compare it with the checkpoint.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { viewParameters, type Parameters } from '../../engine/parameters'
import { isBias, parameterCount, tensorShapes } from '../../model/tensors'
import type { RunAgainAnswer, WrittenFile } from '../../runtime/run-again'
import type { ExportFormat } from '../../shared/exports'
import { whyOf } from '../../shared/why'
import { readModel } from '../model-file'
import { Refusal } from '../refusal'
import { answersOf, distanceOf, roundingOfData, type Answers } from './answers'
import { runJavaScript } from './javascript-run'
import { readStoredNetwork, type StoredNetwork } from './stored-network'

const steps = 20

interface Runner {
  /** How many sequences the file gets at once. */
  sequences: number
  /** Whether the file reads and answers in the units of the data in float32, which rounds data that are far from 0. */
  roundsData?: boolean
  /** The answers of the file to the inputs of `answers`, and where among all answers they begin. */
  run(
    network: StoredNetwork,
    file: string,
    answers: Answers
  ): Promise<{ found: ArrayLike<number>; at: number }> | { found: ArrayLike<number>; at: number }
}

const ofParameters = (read: (network: StoredNetwork, file: string) => Parameters<Float64Array>): Runner => ({
  sequences: 1,
  run: (network, file) => ({ found: withParameters(network, read(network, file)), at: 0 })
})
const ofOnnx = (kind: 'runSequence' | 'runSteps'): Runner => ({
  sequences: 3,
  roundsData: true,
  // ONNX Runtime has 14 MB, so it is loaded only here.
  run: async (network, file, answers) =>
    (await import('./onnx-run'))[kind](network, readFileSync(file), answers, steps, 3)
})

/** Null for formats that are no network. */
const runners: Record<ExportFormat, Runner | null> = {
  weights: ofParameters((_, file) => readModel(file).parameters),
  pytorch: ofParameters((_, folder) => readModel(join(folder, 'model.safetensors')).parameters),
  onnx: ofOnnx('runSequence'),
  'onnx-step': ofOnnx('runSteps'),
  c: ofParameters((network, file) => parametersInC(network, readFileSync(file, 'utf8'))),
  javascript: {
    sequences: 1,
    run: (network, file, answers) => ({
      found: runJavaScript(network, readFileSync(file, 'utf8'), answers, steps),
      at: 0
    })
  },
  curves: null,
  'curves-json': null,
  tensorboard: null
}

/** The answer of the program run-again.ts. Never throws. */
export async function answerFor({ format, folder, step, file }: WrittenFile): Promise<RunAgainAnswer> {
  try {
    return { difference: await differenceOf(format, readStoredNetwork(folder, step!), file) }
  } catch (problem) {
    return whyOf(problem)
  }
}

/**
 * The largest distance between the answers of a file and those of its checkpoint, relative to the spread of the
 * answers. Throws a Refusal when it is more than ten times the error of float32.
 */
export async function differenceOf(format: ExportFormat, network: StoredNetwork, file: string): Promise<number> {
  const { sequences, roundsData, run } = runners[format]!
  const answers = answersOf(network, steps, sequences)
  const { found, at } = await run(network, file, answers)
  const difference = found.length > 0 ? distanceOf(network, answers, found, at) : Infinity
  const rounding = answers.float32 + (roundsData ? roundingOfData(network, answers) : 0)
  if (difference <= 10 * rounding) return difference
  throw new Refusal(
    'export-differs',
    `"${file}" was written, but its answers are not those of the checkpoint: the largest difference is ` +
      `${difference.toExponential(1)} of the spread. Do not use the file, and report this.`,
    { path: file, difference: difference.toExponential(1) }
  )
}

const withParameters = (network: StoredNetwork, parameters: Parameters<Float64Array>): number[] =>
  answersOf({ ...network, parameters }, steps, 1).yhat

/** Reads the numbers of a header of C. Its matrices are stored column by column. */
function parametersInC({ model }: StoredNetwork, text: string): Parameters<Float64Array> {
  const parameters = viewParameters(model, new Float64Array(parameterCount(model)).fill(NaN))
  for (const { name, rows, cols } of tensorShapes(model)) {
    const start = text.indexOf(`static const float unroll_${name}[`)
    const body = text.slice(text.indexOf('= {', start), text.indexOf('};', start))
    const numbers = Array.from(body.matchAll(/(-?[\d.]+(?:e[-+]?\d+)?)f/g), ([, number]) => Math.fround(Number(number)))
    numbers.forEach((number, at) => {
      const [j, i] = isBias(name) ? [0, at] : [Math.floor(at / rows), at % rows]
      parameters[name][i * cols + j] = number
    })
  }
  return parameters
}
