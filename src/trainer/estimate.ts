// What a run will cost, before it is started: memory by allocating it once, time by timing a few real steps on the real data.

import type { AnyDataSet } from '../data/load'
import { initialise } from '../engine/initialise'
import type { Model } from '../engine/model'
import { newParameters, parameterCount } from '../engine/parameters'
import { Random } from '../engine/random'
import { Sweep } from '../engine/sweep'
import { Weights } from '../engine/weights'
import type { Experiment } from '../shared/experiment'
import type { Estimate } from '../shared/preview'
import { openEngine } from './kernels'
import { inputKind, modelOf, newLearner, operationsPerStep } from './network'

/** Milliseconds for timing, and what of them the first step may take (guessed at this many operations a millisecond). */
const budget = 300
const firstStep = 60
const operationsPerMillisecond = 1e6
/** Larger networks are timed at this hidden size, so that no memory is filled only to look. */
const largestTimed = 1024

/** Throws a DataError when the data do not fit the experiment. */
export function estimate(experiment: Experiment, data: AnyDataSet, resources: string): Estimate {
  const model = modelOf(experiment, data)
  const { sequenceLength: tau, batchSize: batch } = experiment.learning
  const { steps, seconds } = experiment.stop
  const secondsPerStep = timeStep(experiment, data, model, resources)
  const totals = [steps === null ? null : steps * secondsPerStep, seconds].filter((total) => total !== null)
  return {
    parameters: parameterCount(model),
    memoryBytes: memoryOf(experiment, model, resources) + data.bytes,
    secondsPerStep,
    totalSeconds: totals.length > 0 ? Math.min(...totals) : null,
    stepsPerEpoch: data.trainLength === null ? null : data.trainLength / (tau * batch)
  }
}

/**
 * Bytes of a run's numbers: everything that its learner allocates, and one evaluation. Allocated for real and dropped
 * again, which costs nothing: memory that nobody writes to is never given by the system.
 */
function memoryOf(experiment: Experiment, model: Model, resources: string): number {
  const { method, sequenceLength: tau, batchSize: batch } = experiment.learning
  const engine = openEngine({ kernels: 'auto', threads: 1, resources }, 0)
  newLearner(experiment, model, engine)
  const input = inputKind(experiment)
  new Sweep(engine.kernels, { model, method, tau, batch, input, truncation: null, gradient: false, recompute: false, shared: false })
  new Weights(engine.kernels, model, newParameters(model), input)
  return engine.bytes()
}

/** A shape so large that its first step would take too long is timed smaller and scaled up by its operations. */
function timeStep(experiment: Experiment, data: AnyDataSet, model: Model, resources: string): number {
  const { sequenceLength, batchSize } = experiment.learning
  const small: Model = { ...model, nh: Math.min(model.nh, largestTimed) }
  const affordable = Math.max(1, Math.floor((firstStep * operationsPerMillisecond) / (6 * parameterCount(small))))
  // Shorter sequences rather than fewer of them, but no shorter than a task makes sense at.
  const tau = Math.min(sequenceLength, Math.max(16, Math.floor(affordable / batchSize)))
  const batch = Math.min(batchSize, Math.max(1, Math.floor(affordable / tau)))
  const scaled = {
    ...experiment,
    learning: { ...experiment.learning, sequenceLength: tau, batchSize: batch, truncation: null }
  }
  const engine = openEngine({ kernels: 'auto', threads: null, resources }, operationsPerStep(scaled, small))
  const learner = newLearner(scaled, small, engine)
  const random = new Random(experiment.seed)
  initialise(learner.parameters, small, { ...experiment.initialisation, weights: 'uniform', recurrent: 'uniform' }, random)
  const source = data.training({ tau, batch, seed: experiment.seed })

  // The fastest step counts: the first ones are still being compiled, others are disturbed.
  const begin = performance.now()
  let [before, fastest] = [begin, Infinity]
  do {
    learner.trainStep(source.next().batch)
    const now = performance.now()
    fastest = Math.min(fastest, now - before)
    before = now
  } while (before - begin < budget)
  engine.close()
  const scale = operationsPerStep(experiment, model) / operationsPerStep(scaled, small)
  return (fastest / 1000) * scale
}
