// Reads a written file and runs it with different code than the code that wrote it, to compare it with the checkpoint.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { viewParameters, type Parameters } from '../../engine/parameters'
import { isBias, parameterCount, tensorShapes } from '../../model/tensors'
import type { ExportFormat } from '../../shared/exports'
import { readModel } from '../model-file'
import { Refusal } from '../refusal'
import { answersOf, distanceOf, type Answers } from './answers'
import type { StoredNetwork } from './stored-network'

const steps = 20

/** The answers of a file to the inputs of `answers`; null where nothing here can run the format. */
const runners: Record<ExportFormat, ((network: StoredNetwork, file: string, answers: Answers) => number[]) | null> = {
  weights: (network, file) => withParameters(network, readModel(file).parameters),
  pytorch: (network, folder) => withParameters(network, readModel(join(folder, 'model.safetensors')).parameters),
  // The app has no runtime of ONNX; the tests run these files.
  onnx: null,
  'onnx-step': null,
  c: (network, file) => withParameters(network, parametersInC(network, readFileSync(file, 'utf8'))),
  javascript: (network, file, answers) => runJavaScript(network, readFileSync(file, 'utf8'), answers),
  curves: null
}

export const canBeRun = (format: ExportFormat): boolean => runners[format] !== null

/**
 * The largest distance between the answers of a file and those of its checkpoint, relative to the spread of the
 * answers. Null where nothing here can run the format. Throws a Refusal when it is more than ten times the error of
 * float32.
 */
export function differenceOf(format: ExportFormat, network: StoredNetwork, file: string): number | null {
  const run = runners[format]
  if (!run) return null
  const answers = answersOf(network, steps, 1)
  const difference = distanceOf(network, answers, run(network, file, answers))
  if (difference <= 10 * answers.float32) return difference
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

interface Module {
  begin(): { z?: Float64Array }
  step(state: object, x: number | number[]): ArrayLike<number>
}

/** Runs a module in a context of its own, which is removed afterwards. */
function runJavaScript({ model: { nx, ny }, input, feeding }: StoredNetwork, text: string, answers: Answers): number[] {
  const script = `${text.replace(/^export /gm, '')}\n;({ begin, step })`
  const { begin, step } = runInNewContext(script, { atob }) as Module
  const state = begin()
  const found: number[] = []
  for (let t = 0; t < steps; t++) {
    const x = input === 'index' ? answers.x[t] : answers.x.slice(t * nx, (t + 1) * nx)
    found.push(...Array.from(step(state, x)))
    // Its random draws are replaced by those of the answers.
    if (feeding === 'sample') state.z = Float64Array.from(answers.z.slice(t * ny, (t + 1) * ny))
  }
  return found
}
