// The answers of a stored network to a few random sequences, computed in float64 by the reference engine. Written files
// are compared with these answers.

import type { Batch } from '../../engine/batch'
import { Evaluator } from '../../engine/evaluate'
import { newParameters } from '../../engine/parameters'
import { portableKernels } from '../../engine/portable'
import { Random } from '../../engine/random'
import { forward } from '../../engine/reference/forward'
import { Weights } from '../../engine/weights'
import type { Method, Model } from '../../model/model'
import { takesDifference, takesLog, turnedBack } from '../../data/transform'
import { readsChanges, transformsOf, unitsOfAnswers, type StoredNetwork } from './stored-network'

export interface Answers {
  /** The inputs, as a file takes them: [T × N × nx] in the units of the data, or numbers of categories [T × N]. */
  x: number[]
  /** z(t) [T × N × ny], for a network that draws it at random. */
  z: number[]
  /** ŷ [T × N × ny], in the units of the data. */
  yhat: number[]
  /** x and ŷ in the scale of the network. */
  scaled: { x: number[]; yhat: number[] }
  /** The largest distance between the engine in float32 and `yhat`, relative to the spread of ŷ. */
  float32: number
  /** The spread of ŷ: its largest value minus its smallest, in the units of the network; 1 for a single answer. */
  spread: number
}

/** The answers to `T` steps of `N` sequences that begin with the zero state. Each call gives the same answers. */
export function answersOf(network: StoredNetwork, T: number, N: number): Answers {
  const { parameters, feeding } = network
  const model = onItsOwn(network)
  const { nx, ny } = model
  const random = new Random(7 * T + N)
  const batch = batchOf(network, T, N, random)
  // Where z(t−1) is x(t) or a random draw, it is passed in as the true output.
  const given = feeding === 'input' || feeding === 'sample'
  const method: Method = feeding === 'nothing' ? 'bptt' : given ? 'teacher-forcing' : 'free-running'
  const trace = forward(model, parameters, batch, { method })
  const steps = (values: Float64Array): number[] => Array.from(values.subarray(N * ny, (T + 1) * N * ny))
  const exact = steps(trace.yhat.values)
  const spread = largest(exact) + largest(exact.map((value) => -value)) || 1

  const inFloat32 = outputsInFloat32(network, batch, method)
  // float32 may be exact by chance, so the distance is at least the rounding of the largest value.
  const rounding = largest(exact.map(Math.abs)) * 2 ** -24
  const distance = Math.max(rounding, largest(exact.map((value, i) => Math.abs(value - inFloat32[i]))))

  const x = batch.x.kind === 'index' ? Array.from(batch.x.index) : inUnits(network, batch.x.values, N)
  return {
    x,
    z: steps(trace.z.values),
    // The outputs of a series are the first ny inputs of the row that follows.
    yhat: exact.map((value, i) =>
      inUnit(unitsOfAnswers(network), value, i % ny, x[Math.floor(i / ny) * nx + (i % ny)])
    ),
    scaled: { x: batch.x.kind === 'index' ? x : Array.from(batch.x.values), yhat: exact },
    float32: distance / spread,
    spread
  }
}

type Units = ReturnType<typeof unitsOfAnswers>

/** The units of the inputs. */
const unitsOfInputs = (network: StoredNetwork): Units =>
  network.scaling && { ...network.scaling, transforms: transformsOf(network) }

/** Scaled value j in the units of the data; `before` is the value of the row before, in these units. */
function inUnit(units: Units, value: number, j: number, before: number): number {
  if (!units) return value
  return turnedBack(value * units.deviation[j] + units.mean[j], before, units.transforms[j])
}

/** Scaled rows [T × N × nx] in the units of the data. Where they are changes, every sequence begins at some level. */
function inUnits(network: StoredNetwork, rows: ArrayLike<number>, N: number): number[] {
  const values: number[] = []
  const [{ nx }, transforms, units] = [network.model, transformsOf(network), unitsOfInputs(network)]
  for (let i = 0; i < rows.length; i++) {
    const j = i % nx
    const level = transforms.length > 0 && takesLog(transforms[j]) ? 1 : 10 * (network.scaling?.deviation[j] ?? 1)
    values.push(inUnit(units, rows[i], j, values[i - N * nx] ?? level))
  }
  return values
}

/** The largest distance between the answers of a file and ŷ, relative to the spread of ŷ; the answers begin at `at`. */
export function distanceOf(
  network: StoredNetwork,
  { yhat, spread }: Answers,
  found: ArrayLike<number>,
  at = 0
): number {
  const { model } = network
  const units = unitsOfAnswers(network)
  return largest(
    Array.from(found, (value, i) => {
      // The derivative of an answer in the units of the data by the scaled answer.
      const k = (at + i) % model.ny
      const unit = units ? units.deviation[k] * (takesLog(units.transforms[k]) ? Math.abs(yhat[at + i]) : 1) : 1
      const distance = Math.abs(value - yhat[at + i]) / unit / spread
      return Number.isNaN(distance) ? Infinity : distance
    })
  )
}

/**
 * The distance that comes from rounding the data to float32, for a file that reads and answers in the units of the
 * data. It is large where the data lie far from 0.
 */
export function roundingOfData(network: StoredNetwork, { spread, x, yhat }: Answers): number {
  const far = (units: NonNullable<Units>) => ({
    none: (_: number, j: number) => Math.abs(units.mean[j]),
    difference: Math.abs,
    // Rounding changes the logarithm by as much as it changes the value relative to its size.
    log: (value: number) => 1 + Math.abs(Math.log(value)),
    'log-difference': () => 2
  })
  const farOf = (units: Units, values: readonly number[], n: number): number[] =>
    units ? values.map((value, i) => far(units)[units.transforms[i % n]](value, i % n) / units.deviation[i % n]) : []
  const { nx, ny } = network.model
  const each = [...farOf(unitsOfInputs(network), x, nx), ...farOf(unitsOfAnswers(network), yhat, ny)]
  return each.length === 0 ? 0 : (largest(each) * 2 ** -24) / spread
}

/** A batch of random inputs. Its true outputs are the values that are fed back. */
function batchOf(network: StoredNetwork, T: number, N: number, random: Random): Batch {
  const { model, input, feeding } = network
  const { nx, ny, output } = model
  const categories = (of: number): Int32Array => Int32Array.from({ length: T * N }, () => random.integer(of))
  const x: Batch['x'] =
    input === 'index'
      ? { kind: 'index', index: categories(nx) }
      : {
          kind: 'dense',
          values: begun(
            network,
            Float32Array.from({ length: T * N * nx }, () => random.normal()),
            N
          )
        }
  // The true output of step t−1 is x(t), or its first ny values.
  const next = <Values extends Int32Array | Float32Array>(values: Values, n: number): Values => {
    const shifted = values.slice() as Values
    shifted.copyWithin(0, N * n)
    return shifted
  }
  const followed: Batch['x'] =
    x.kind === 'index'
      ? { kind: 'index', index: next(x.index, 1) }
      : {
          kind: 'dense',
          values: next(
            (x.values as Float32Array).filter((_, i) => i % nx < ny),
            ny
          )
        }
  const drawn: Batch['y'] =
    output === 'softmax'
      ? { kind: 'index', index: categories(ny) }
      : { kind: 'dense', values: Float32Array.from({ length: T * N * ny }, () => random.integer(2)) }
  return { tau: T, batch: N, x, y: feeding === 'input' ? followed : drawn, mask: null, h0: null, z0: null }
}

/** Where a network reads changes, the first row of N sequences counts as no change. */
function begun(network: StoredNetwork, rows: Float32Array, N: number): Float32Array | Float64Array {
  const { scaling, model } = network
  if (!scaling || !readsChanges(network)) return rows
  const differs = transformsOf(network).map(takesDifference)
  const j = (i: number): number => i % model.nx
  return Float64Array.from(rows, (value, i) =>
    i < N * model.nx && differs[j(i)] ? -scaling.mean[j(i)] / scaling.deviation[j(i)] : value
  )
}

/**
 * The model as a file runs it. A model that was trained with a teacher gets the likeliest values back, not
 * probabilities.
 */
const onItsOwn = ({ model, feeding }: StoredNetwork): Model =>
  feeding === 'argmax' || feeding === 'sample' ? { ...model, feedback: feeding } : model

function outputsInFloat32(network: StoredNetwork, batch: Batch, method: Method): Float32Array {
  const { parameters, input } = network
  const model = onItsOwn(network)
  const everyStep: Model = { ...model, readout: 'every-step' }
  const single = newParameters(model)
  single.flat.set(parameters.flat)
  const weights = new Weights(portableKernels, everyStep, single, input, null)
  const evaluator = new Evaluator(portableKernels, everyStep, weights)
  evaluator.refresh()
  return evaluator.outputs(batch, method).values
}

const largest = (numbers: Iterable<number>): number => {
  let most = -Infinity
  for (const number of numbers) most = Math.max(most, number)
  return most
}
