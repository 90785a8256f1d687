// Networks of every recurrence, readout, output and way of feeding back, with what the engine says of them: what every
// exported file is held against.

import type { Batch } from '../../../src/engine/batch'
import { Evaluator } from '../../../src/engine/evaluate'
import { newParameters, viewParameters } from '../../../src/engine/parameters'
import { portableKernels } from '../../../src/engine/portable'
import { Random } from '../../../src/engine/random'
import { forward } from '../../../src/engine/reference/forward'
import { Weights } from '../../../src/engine/weights'
import { outputs, readouts, recurrences, type Method, type Model, type Output } from '../../../src/model/model'
import { parameterCount } from '../../../src/model/tensors'
import { experimentSchema } from '../../../src/shared/experiment'
import type { StoredNetwork } from '../../../src/trainer/exports/stored-network'

type Feeding = StoredNetwork['feeding']

/** Signs that end strings, comments, lines and pages of one language or another. */
const hostile = [
  '"',
  '\\',
  '\n',
  "'",
  '*/',
  '</script>',
  '\ud800',
  '\0',
  '가',
  '??/',
  '\u2028',
  '${x}',
  '`',
  '/*',
  '%s'
]

const feedingsOf = (recurrence: Model['recurrence'], output: Output): Feeding[] => {
  if (recurrence === 'hidden') return ['nothing']
  if (output === 'linear') return ['input', 'output']
  return output === 'softmax' ? ['input', 'output', 'argmax', 'sample'] : ['output', 'argmax', 'sample']
}

/** Texts and series feed back their inputs where a teacher trained them; everything else is a task. */
function networkOf(model: Omit<Model, 'nx' | 'nh' | 'ny' | 'feedback'>, feeding: Feeding, seed: number): StoredNetwork {
  const { recurrence, output } = model
  const kind =
    output === 'sigmoid' || ['argmax', 'sample'].includes(feeding) ? 'task' : output === 'softmax' ? 'text' : 'series'
  const [nx, nh, ny] = kind === 'task' ? [3, 5, 2] : [4, 5, 4]
  const feedback = feeding === 'argmax' || feeding === 'sample' ? feeding : 'probabilities'
  const whole: Model = { ...model, nx, nh, ny, feedback }
  const random = new Random(seed)
  const flat = Float64Array.from({ length: parameterCount(whole) }, () => Math.fround(1.4 * random.next() - 0.7))
  const signs = (n: number): string[] => hostile.slice(seed % 8).slice(0, n)
  return {
    model: whole,
    parameters: viewParameters(whole, flat),
    input: kind === 'text' || (kind === 'task' && output === 'softmax') ? 'index' : 'dense',
    feeding,
    inputLabels: signs(nx),
    outputLabels: signs(ny),
    scaling: kind === 'series' ? { mean: [100, -3, 0, 1e-3], deviation: [12, 0.5, 1, 1e-4] } : null,
    experiment: experimentSchema.parse({
      name: `${recurrence} ${hostile.join(' ')}`,
      data: kind === 'task' ? { kind, task: 'running-parity' } : { kind, source: 'file', path: 'my "data"*/.csv' },
      model: { recurrence, readout: model.readout, feedback, hiddenSize: nh },
      learning: { method: recurrence === 'hidden' ? 'bptt' : 'teacher-forcing' }
    }),
    step: 1000,
    seconds: 12.5,
    validationLoss: 0.5
  }
}

export const networks: { name: string; network: StoredNetwork }[] = recurrences.flatMap((recurrence, i) =>
  readouts.flatMap((readout, j) =>
    outputs.flatMap((output, k) =>
      feedingsOf(recurrence, output).map((feeding, l) => ({
        name: `${recurrence}, ${readout}, ${output}, z: ${feeding}`,
        network: networkOf({ recurrence, readout, output }, feeding, 100 * i + 10 * j + 3 * k + l)
      }))
    )
  )
)

export interface Answers {
  /** Inputs as a file takes them, [T × N × nx] or numbers of categories [T × N]. */
  x: number[]
  /** z(t), [T × N × ny], for a file that draws z by chance. */
  z: number[]
  /** ŷ in the units of the data, [T × N × ny], by the reference in float64. */
  yhat: number[]
  /** The largest distance of the engine in float32 from it, relative to the spread of ŷ. */
  float32: number
  spread: number
}

/** What the engine says of T steps of N sequences. */
export function answersOf(network: StoredNetwork, T: number, N: number): Answers {
  const { model, parameters, input, feeding, scaling } = network
  const { nx, ny, output } = model
  const random = new Random(7 * T + N)
  const draw = (n: number): number[] => Array.from({ length: n }, () => Math.fround(random.normal()))
  const categories = (n: number, of: number): Int32Array => Int32Array.from({ length: n }, () => random.integer(of))
  const x: Batch['x'] =
    input === 'index'
      ? { kind: 'index', index: categories(T * N, nx) }
      : { kind: 'dense', values: Float32Array.from(draw(T * N * nx)) }
  // Where z(t−1) is x(t), the truth of step t−1 is x(t); where z is drawn, any truth will do.
  const shift = <Values extends Int32Array | Float32Array>(values: Values, n: number): Values => {
    const shifted = values.slice() as Values
    shifted.copyWithin(0, N * n)
    return shifted
  }
  const y: Batch['y'] =
    feeding === 'input'
      ? x.kind === 'index'
        ? { kind: 'index', index: shift(x.index, 1) }
        : { kind: 'dense', values: shift(x.values as Float32Array, nx) }
      : output === 'softmax'
        ? { kind: 'index', index: categories(T * N, ny) }
        : { kind: 'dense', values: Float32Array.from({ length: T * N * ny }, () => random.integer(2)) }
  const method: Method =
    feeding === 'nothing' ? 'bptt' : feeding === 'input' || feeding === 'sample' ? 'teacher-forcing' : 'free-running'
  const batch: Batch = { tau: T, batch: N, x, y, mask: null, h0: null, z0: null }

  const trace = forward(model, parameters, batch, { method })
  const steps = (values: Float64Array, n: number): number[] => Array.from(values.subarray(N * n, (T + 1) * N * n))
  const exact = steps(trace.yhat.values, ny)
  const most = (numbers: Iterable<number>): number => {
    let largest = -Infinity
    for (const number of numbers) largest = Math.max(largest, number)
    return largest
  }
  const spread = most(exact) + most(exact.map((value) => -value))

  const single = newParameters(model)
  single.flat.set(parameters.flat)
  const everyStep: Model = { ...model, readout: 'every-step' }
  const evaluator = new Evaluator(
    portableKernels,
    everyStep,
    new Weights(portableKernels, everyStep, single, input, null)
  )
  evaluator.refresh()
  const { values } = evaluator.outputs(batch, method, random)
  // By chance it may be exact; the rounding of the largest value is no smaller.
  const rounding = most(exact.map(Math.abs)) * 2 ** -24
  const distance = Math.max(rounding, most(exact.map((value, i) => Math.abs(value - values[i]))))

  const unscale = (value: number, i: number): number =>
    scaling ? value * scaling.deviation[i % nx] + scaling.mean[i % nx] : value
  return {
    x: x.kind === 'index' ? Array.from(x.index) : Array.from(x.values, unscale),
    z: steps(trace.z.values, ny),
    yhat: exact.map((value, i) => (scaling ? unscale(value, i) : value)),
    float32: distance / spread,
    spread
  }
}

/** The largest distance from what the engine says, relative to the spread of ŷ; `at` is where in it the answers stand. */
export function distanceOf(
  { scaling, model: { ny } }: StoredNetwork,
  answers: Answers,
  found: ArrayLike<number>,
  at = 0
): number {
  let largest = 0
  for (let i = 0; i < found.length; i++) {
    const unit = scaling ? scaling.deviation[(at + i) % ny] : 1
    const distance = Math.abs(found[i] - answers.yhat[at + i]) / unit / answers.spread
    largest = Number.isNaN(distance) ? Infinity : Math.max(largest, distance)
  }
  return largest
}
