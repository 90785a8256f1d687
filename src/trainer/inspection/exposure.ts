// Exposure bias: a network trained on the truth must live on its own output. This file computes loss and answers over
// the horizon t = 1 … H, teacher-forced and running free on the same held-out sequences, and one sequence in full.
//
// Under teacher forcing step t gets y(1) … y(t−1). Running free it gets ỹ(1) … ỹ(t−1), its own outputs. Both answers
// are compared with the true y(t). In a text or a series x(t) holds the value before, so ỹ(t−1) also takes its place
// in x(t); columns of a series that are only inputs stay true. There the network reads true values for some steps before the
// horizon, to warm its state up. Missing targets are not compared; their truth is NaN.

import type { SeriesDataSet } from '../../data/series'
import type { HeldOutRange } from '../../data/stretches'
import type { TaskDataSet } from '../../data/task-data-set'
import type { Batch, Values } from '../../engine/batch'
import type { Parameters } from '../../engine/parameters'
import { drawIndex, Random } from '../../engine/random'
import { forward, type ReferencePass } from '../../engine/reference/forward'
import { Steps } from '../../engine/reference/steps'
import type { Model } from '../../model/model'
import { parameterCount } from '../../model/tensors'
import type { Question } from '../../shared/inspection'
import { streams, withoutTeacher } from '../network'
import { Refusal } from '../refusal'
import { HorizonTally, likeliest } from './horizon-tally'
import { oneSequence, parametersAt, type Inspected } from './source'
import { largestSteps, limitSteps, type AnswerOf, type Work } from './work'

/** The most sequences in the mean, and the most parameters × steps of all sequences: some seconds. */
const [mostSequences, fewSequences] = [256, 8]
const largestWork = 1e9
/** Steps of truth before the horizon of a text or a series. */
const warmUp = 64

/** Values of each step of the horizon. `own` is ỹ(t), the output that running free feeds back or would feed back. */
export interface HorizonPass {
  yhat: Float64Array<ArrayBuffer>
  own: Float64Array<ArrayBuffer>
  L: Float64Array<ArrayBuffer>
}

/** One sequence is one piece. */
export function* exposure(session: Inspected, question: Extract<Question, { ask: 'exposure' }>): Work<'exposure'> {
  const { at, sequence, steps } = question.source
  if (typeof at === 'object') throw new Error('Held-out sequences are asked of parameters, not of a held snapshot.')
  const { experiment, data } = session.options
  if (!('training' in data)) throw session.absent!
  if (data.kind === 'labelled')
    throw new Refusal(
      'exposure-one-label',
      'Each sequence has one label, after its last step. No output is fed back before it, so there are no two ways to compare.'
    )
  const { step, parameters } = parametersAt(session, at)
  const model = withoutTeacher(session.model, experiment)
  const H = steps ?? experiment.learning.sequenceLength
  limitSteps(H, largestSteps(model))
  const heldOut = data.kind === 'task' ? [] : data.heldOut
  const told = Math.min(data.kind === 'task' ? 0 : warmUp, ...heldOut.map(({ first, begin }) => begin - first))
  const affordable = Math.floor(largestWork / (parameterCount(model) * (told + 2 * H)))
  const most = Math.min(mostSequences, Math.max(fewSequences, affordable))
  const places = data.kind === 'task' ? [] : placesIn(heldOut, H, most)
  const passages =
    data.kind === 'task' ? sequencesOf(data, H, most) : places.map((place) => data.passage(place - told, told + H))
  if (sequence >= passages.length)
    throw new Refusal('no-such-sequence', `There are ${passages.length} held-out sequences here.`, {
      count: passages.length
    })

  const tally = new HorizonTally(H, model)
  let shown: AnswerOf<'exposure'>['shown'] | null = null
  for (const [i, batch] of passages.entries()) {
    yield
    const trace = forward(model, parameters, batch, {
      method: model.recurrence === 'hidden' ? 'bptt' : 'teacher-forcing'
    })
    const rows = ({ values, n }: { values: Float64Array; n: number }): Float64Array<ArrayBuffer> =>
      Float64Array.from(values.subarray((told + 1) * n))
    const random = new Random(experiment.seed).fork(streams.sample).fork(i)
    const forced: HorizonPass = { yhat: rows(trace.yhat), own: rows(trace.yhat), L: rows(lossOfKnown(trace)) }
    const free =
      data.kind === 'task'
        ? freeOnTask(model, parameters, batch, random)
        : freeThroughInput(model, parameters, batch, told, trace, random, data.kind === 'series' ? data : null)
    const mask = Array.from(rows(trace.dL), (weight) => weight > 0)
    const isKnown = trace.known && rows(trace.known)
    const y = rows(trace.y).map((value, i) => (isKnown?.[i] === 0 ? NaN : value))
    tally.add({ y, mask, forced, free })
    if (i === sequence)
      shown = {
        sequence,
        steps: batch.tau - told,
        mask,
        x: rows(trace.x),
        y,
        forced: { yhat: forced.yhat, L: forced.L },
        free,
        units: data.kind === 'series' ? unitsOf(data, places[i] + 1, { y, forced, free }) : null,
        names: data.kind === 'series' ? namesOf(data, places[i] + 1, batch.tau - told) : null
      }
  }
  const feedsZ = model.recurrence !== 'hidden'
  return {
    kind: 'exposure',
    step,
    sequences: passages.length,
    told,
    horizon: H,
    nx: model.nx,
    ny: model.ny,
    output: model.output,
    through: data.kind === 'task' ? (feedsZ ? 'z' : 'nothing') : feedsZ ? 'both' : 'x',
    fed:
      model.output === 'linear' ? 'value' : !feedsZ && model.feedback === 'probabilities' ? 'argmax' : model.feedback,
    ...tally.answer(),
    shown: shown!
  }
}

/** L(t) as the mean over the known components of step t, so that steps can be compared: m(t) of ny are known. */
function lossOfKnown({ L, known, batch, tau }: ReferencePass): Steps {
  if (!known) return L
  const each = new Steps(tau, batch, 1)
  for (let t = 1; t <= tau; t++)
    for (let b = 0; b < batch; b++) {
      const m = known.at(t, b).reduce((sum, one) => sum + one, 0)
      // 1/m(t) Σ (o − y)² = ny / m(t) L(t)
      each.at(t, b)[0] = m === 0 ? 0 : (L.at(t, b)[0] * known.n) / m
    }
  return each
}

/** The sequences of a task's validation, each a batch of one. */
function sequencesOf(data: TaskDataSet, H: number, most: number): Batch[] {
  const lanes = Math.min(most, data.validationSequences)
  const [{ batch }] = data.validation({ tau: H, batch: lanes })
  return Array.from({ length: lanes }, (_, b) => oneSequence(batch, b))
}

/** Where horizons begin that are spread evenly over the held-out parts, as numbers of pairs. */
function placesIn(heldOut: readonly HeldOutRange[], H: number, most: number): number[] {
  const placesOf = ({ begin, end }: HeldOutRange): number => Math.max(0, end - begin - H + 1)
  const places = heldOut.reduce((sum, range) => sum + placesOf(range), 0)
  if (places < 1) {
    const steps = Math.max(...heldOut.map(({ begin, end }) => end - begin))
    throw new Refusal(
      'horizon-too-long',
      `The held-out part has ${steps} steps. Make the horizon no longer than that.`,
      { steps }
    )
  }
  const count = Math.min(most, places)
  return Array.from({ length: count }, (_, i) => {
    let place = count === 1 ? 0 : Math.round((i * (places - 1)) / (count - 1))
    let k = 0
    for (; place >= placesOf(heldOut[k]); k++) place -= placesOf(heldOut[k])
    return heldOut[k].begin + place
  })
}

/** The names of the rows from `first` on, as names of the steps from 1 on. */
function namesOf(data: SeriesDataSet, first: number, count: number): AnswerOf<'exposure'>['shown']['names'] {
  const steps = Array.from({ length: count }, (_, i) => i)
  const names = data.rowNames(steps.map((step) => first + step))
  return names && { ...names, rows: steps.map((step) => step + 1) }
}

/** The truth and both answers in the data's units, from row `first` on. */
const unitsOf = (
  data: SeriesDataSet,
  first: number,
  { y, forced, free }: { y: Float64Array; forced: HorizonPass; free: HorizonPass }
): { y: Float64Array<ArrayBuffer>; forced: Float64Array<ArrayBuffer>; own: Float64Array<ArrayBuffer> } => ({
  y: Float64Array.from(
    data.raw.subarray(first * data.nx, (first + y.length / data.ny) * data.nx).filter((_, i) => i % data.nx < data.ny)
  ),
  forced: Float64Array.from(data.inUnits(forced.yhat, first)),
  own: Float64Array.from(data.inUnits(free.own, first, 0))
})

/**
 * Runs a task with its inputs and the network's own outputs, which go back along W or R. Where nothing is fed back, the
 * result is the teacher-forced one.
 */
function freeOnTask(model: Model, parameters: Parameters<Float64Array>, batch: Batch, random: Random): HorizonPass {
  const method = model.recurrence === 'hidden' ? 'bptt' : 'free-running'
  const { yhat, z, L } = forward(model, parameters, batch, { method, random })
  const rows = ({ values, n }: { values: Float64Array; n: number }): Float64Array<ArrayBuffer> =>
    Float64Array.from(values.subarray(n))
  return { yhat: rows(yhat), own: rows(method === 'bptt' ? yhat : z), L: rows(L) }
}

/**
 * Runs a text or a series on its own output: ỹ(t) becomes the first ny values of x(t+1), and z(t) where outputs are fed
 * back. It begins with the state after the true steps.
 */
function freeThroughInput(
  model: Model,
  parameters: Parameters<Float64Array>,
  batch: Batch,
  told: number,
  truth: ReferencePass,
  random: Random,
  series: SeriesDataSet | null
): HorizonPass {
  const { ny } = model
  const H = batch.tau - told
  const pass = { yhat: new Float64Array(H * ny), own: new Float64Array(H * ny), L: new Float64Array(H) }
  let [x, h0, z0] = [truth.x.at(told + 1, 0), truth.h.at(told, 0), truth.z.at(told, 0)]
  const one = (values: Float64Array, kind: Values['kind']): Values =>
    kind === 'index' ? { kind, index: Int32Array.of(values.indexOf(1)) } : { kind, values }
  for (let t = 0; t < H; t++) {
    const y = truth.y.at(told + t + 1, 0)
    const known = batch.known?.subarray((told + t) * ny, (told + t + 1) * ny)
    const trace = forward(
      model,
      parameters,
      {
        tau: 1,
        batch: 1,
        x: one(x, batch.x.kind),
        y: one(y, batch.y.kind),
        mask: null,
        ...(known && { known }),
        h0,
        z0
      },
      { method: model.recurrence === 'hidden' ? 'bptt' : 'free-running', random }
    )
    const yhat = trace.yhat.at(1, 0)
    const own = ownOutput(model, yhat, trace.z.at(1, 0), random)
    pass.yhat.set(yhat, t * ny)
    pass.own.set(own, t * ny)
    pass.L[t] = lossOfKnown(trace).at(1, 0)[0]
    ;[h0, z0] = [trace.h.at(1, 0), trace.z.at(1, 0)]
    if (t + 1 === H) break
    x = truth.x.at(told + t + 2, 0).slice()
    if (series) series.putOwn(x, own)
    else x.set(own)
  }
  return pass
}

/** ỹ(t): z(t), where z(t) is a symbol or a value; else the likeliest symbol, or a draw. */
function ownOutput(
  { recurrence, output, feedback }: Model,
  yhat: Float64Array,
  z: Float64Array,
  random: Random
): Float64Array {
  if (output === 'linear') return yhat
  if (recurrence !== 'hidden' && feedback !== 'probabilities') return z
  const own = new Float64Array(yhat.length)
  own[feedback === 'sample' ? drawIndex(yhat, random) : likeliest(yhat)] = 1
  return own
}
