// Estimates the cost of a run before it starts: it allocates the memory once, and times a few real steps on the real
// data.

import type { AnyDataSet } from '../data/load'
import { initialise } from '../engine/initialise'
import { stepsAreIndependent, type Model } from '../model/model'
import { parameterCount } from '../model/tensors'
import { Random } from '../engine/random'
import { measuredGrowth, threadsIn, type Cost } from '../shared/cost'
import type { Experiment } from '../shared/experiment'
import type { EngineIdentity } from '../shared/machine'
import type { Estimate } from '../shared/preview'
import { Batches } from './batches'
import { collectGarbage } from './collect'
import { openEngine, trialSpeed, type EngineChoice } from './engine'
import { modelOf, newLearner, operationsPerStep, workOf } from './network'
import { Validator } from './validation'

/** Milliseconds for timing, and how many of them the first step may take, by the speed in the trial. */
const budget = 300
const firstStep = 60
/** Larger networks are timed with fewer hidden units, so that an estimate does not fill the memory. */
const mostParameters = 2 ** 20

/**
 * Frees the memory that it used. Throws a DataError when the data do not fit the experiment, TooLarge when the
 * run does not fit into memory.
 */
export function estimate(
  experiment: Experiment,
  data: AnyDataSet,
  choice: EngineChoice,
  cost: Cost | null = null
): Estimate {
  const model = modelOf(experiment, data)
  const { sequenceLength: tau, batchSize: batch } = experiment.learning
  const { steps, seconds } = experiment.stop
  // This comes first: it finds out whether the run fits into memory, and fills no memory itself.
  const memoryBytes = memoryOf(experiment, data, model, choice)
  const secondsPerStep = timeStep(experiment, data, model, choice, cost)
  collectGarbage()
  const totals = [steps === null ? null : steps * secondsPerStep, seconds].filter((total) => total !== null)
  return {
    parameters: parameterCount(model),
    memoryBytes,
    secondsPerStep,
    totalSeconds: totals.length > 0 ? Math.min(...totals) : null,
    stepsPerEpoch: data.trainLength === null ? null : data.trainLength / (tau * batch)
  }
}

/** Bytes of the program and its runtime before any training. */
const programBytes = process.memoryUsage().rss
/** Bytes of compiled code and garbage during training, and of each helper thread's JavaScript. Measured. */
const workingBytes = 32 * 2 ** 20
const threadBytes = 10 * 2 ** 20

/**
 * Bytes of the run's process: while it trains, or while it reads the file if that is more. The buffers of the learner
 * and its validations are really allocated, and freed again. That costs nothing, because the system provides memory only
 * when a program writes to it.
 */
function memoryOf(experiment: Experiment, data: AnyDataSet, model: Model, choice: EngineChoice): number {
  const { kernels, crew, bytes } = openEngine(choice, workOf(experiment, model))
  // The buffers of a crew, without its threads.
  const idle = crew && { size: crew.size, join: () => 0, work() {} }
  new Validator(experiment, data, newLearner(experiment, model, data, { kernels, crew: idle })).prepare()
  const training = bytes() + data.bytes
  return programBytes + workingBytes + (crew?.helpers ?? 0) * threadBytes + Math.max(training, data.readingBytes)
}

/** When the first step would take too long, a smaller network is timed, and the time is scaled by the operations. */
function timeStep(
  experiment: Experiment,
  data: AnyDataSet,
  model: Model,
  choice: EngineChoice,
  cost: Cost | null
): number {
  const { sequenceLength, batchSize } = experiment.learning
  const small: Model = { ...model }
  while (small.nh > 1 && parameterCount(small) > mostParameters) small.nh = Math.ceil(small.nh / 2)
  const affordable = Math.max(1, Math.floor((firstStep * trialSpeed(choice)) / (6 * parameterCount(small))))
  // Shorter sequences are better than fewer, but they must not be shorter than the data allow.
  const least = data.kind === 'labelled' ? data.longest : 16
  const tau = Math.min(sequenceLength, Math.max(least, Math.floor(affordable / batchSize)))
  const batch = Math.min(batchSize, Math.max(1, Math.floor(affordable / tau)))
  const scaled = {
    ...experiment,
    learning: { ...experiment.learning, sequenceLength: tau, batchSize: batch, truncation: null }
  }
  const engine = openEngine(choice, workOf(scaled, small))
  const learner = newLearner(scaled, small, data, engine)
  const random = new Random(experiment.seed)
  initialise(
    learner.parameters,
    small,
    { ...experiment.initialisation, weights: 'uniform', recurrent: 'uniform' },
    random
  )
  const source = new Batches(data.training({ tau, batch, seed: experiment.seed }), scaled)

  // Helper threads start and code is compiled before the first step is timed.
  engine.crew?.gather(budget)
  learner.trainStep(source.next(null, learner.step))
  // The fastest step counts, because other programs disturb the others.
  const begin = performance.now()
  let [before, fastest] = [begin, Infinity]
  do {
    learner.trainStep(source.next(null, learner.step))
    const now = performance.now()
    fastest = Math.min(fastest, now - before)
    before = now
  } while (before - begin < budget)
  void engine.close()
  const scale = operationsPerStep(experiment, model) / operationsPerStep(scaled, small)
  return (fastest / 1000) * scale * beyondOperations(experiment, model, tau, engine.identity, choice, cost)
}

/**
 * A longer sequence takes more time than its operations say, for example because its states no longer fit into the
 * cache. The page Cost measures how much more; its figure is used if processor, kernels and method are the same.
 */
function beyondOperations(
  { learning }: Experiment,
  model: Model,
  tau: number,
  { kernels, hash, threads }: EngineIdentity,
  { machine }: EngineChoice,
  cost: Cost | null
): number {
  const { sequenceLength, batchSize, method } = learning
  if (!cost || sequenceLength === tau) return 1
  if (cost.processor !== machine.processor || cost.kernels !== kernels || cost.hash !== hash) return 1
  const independent = stepsAreIndependent(model.recurrence, method)
  if (!independent && method !== 'bptt') return 1
  const which = {
    method: independent ? 'teacher-forcing' : learning.recompute ? 'checkpoints' : 'bptt',
    batch: batchSize < 8 ? 1 : 32,
    threads: threadsIn(cost).findLast((number) => number <= threads) ?? 1
  } as const
  return (measuredGrowth(cost, which, tau, sequenceLength) ?? sequenceLength / tau) / (sequenceLength / tau)
}
