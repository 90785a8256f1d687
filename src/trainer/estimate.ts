// What a run will cost, before it is started: memory by allocating it once, time by timing a few real steps on the real data.

import type { AnyDataSet } from '../data/load'
import { initialise } from '../engine/initialise'
import type { Model } from '../model/model'
import { parameterCount } from '../model/tensors'
import { Random } from '../engine/random'
import type { Experiment } from '../shared/experiment'
import type { Estimate } from '../shared/preview'
import { collectGarbage } from './collect'
import { openEngine, trialSpeed, type EngineChoice } from './engine'
import { modelOf, newLearner, operationsPerStep, workOf } from './network'
import { Validator } from './validation'

/** Milliseconds for timing, and what of them the first step may take at the speed of the trial. */
const budget = 300
const firstStep = 60
/** Larger networks are timed with fewer hidden units, so that no memory is filled only to look. */
const mostParameters = 2 ** 20

/**
 * Gives back the memory that it took. Throws a DataError when the data do not fit the experiment, TooLarge when the
 * run does not fit into memory.
 */
export function estimate(experiment: Experiment, data: AnyDataSet, choice: EngineChoice): Estimate {
  const model = modelOf(experiment, data)
  const { sequenceLength: tau, batchSize: batch } = experiment.learning
  const { steps, seconds } = experiment.stop
  // First, since it finds out whether there can be such a run at all, and fills no memory.
  const memoryBytes = memoryOf(experiment, data, model, choice)
  const secondsPerStep = timeStep(experiment, data, model, choice)
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

/** The program and its runtime, before there is anything to train. */
const programBytes = process.memoryUsage().rss
/** What compiled code and garbage come to while a run trains, and each helper thread's own JavaScript. Measured. */
const workingBytes = 32 * 2 ** 20
const threadBytes = 10 * 2 ** 20

/**
 * Bytes of the run's process. The numbers are what its learner and its validations allocate, allocated for real and
 * dropped again, which costs nothing: memory that nobody writes to is never given by the system.
 */
function memoryOf(experiment: Experiment, data: AnyDataSet, model: Model, choice: EngineChoice): number {
  const { kernels, crew, bytes } = openEngine(choice, workOf(experiment, model))
  // The buffers of a crew, without its threads.
  const idle = crew && { size: crew.size, join: () => 0, work() {} }
  new Validator(experiment, data, newLearner(experiment, model, { kernels, crew: idle })).prepare()
  return programBytes + workingBytes + (crew?.helpers ?? 0) * threadBytes + bytes() + data.bytes
}

/** A shape so large that its first step would take too long is timed smaller and scaled up by its operations. */
function timeStep(experiment: Experiment, data: AnyDataSet, model: Model, choice: EngineChoice): number {
  const { sequenceLength, batchSize } = experiment.learning
  const small: Model = { ...model }
  while (small.nh > 1 && parameterCount(small) > mostParameters) small.nh = Math.ceil(small.nh / 2)
  const affordable = Math.max(1, Math.floor((firstStep * trialSpeed(choice)) / (6 * parameterCount(small))))
  // Shorter sequences rather than fewer of them, but no shorter than a task makes sense at.
  const tau = Math.min(sequenceLength, Math.max(16, Math.floor(affordable / batchSize)))
  const batch = Math.min(batchSize, Math.max(1, Math.floor(affordable / tau)))
  const scaled = {
    ...experiment,
    learning: { ...experiment.learning, sequenceLength: tau, batchSize: batch, truncation: null }
  }
  const engine = openEngine(choice, workOf(scaled, small))
  const learner = newLearner(scaled, small, engine)
  const random = new Random(experiment.seed)
  initialise(
    learner.parameters,
    small,
    { ...experiment.initialisation, weights: 'uniform', recurrent: 'uniform' },
    random
  )
  const source = data.training({ tau, batch, seed: experiment.seed })

  // Until the first step is made, helper threads have to start and code is compiled.
  engine.crew?.gather(budget)
  learner.trainStep(source.next().batch)
  // The fastest step counts: others are disturbed.
  const begin = performance.now()
  let [before, fastest] = [begin, Infinity]
  do {
    learner.trainStep(source.next().batch)
    const now = performance.now()
    fastest = Math.min(fastest, now - before)
    before = now
  } while (before - begin < budget)
  void engine.close()
  const scale = operationsPerStep(experiment, model) / operationsPerStep(scaled, small)
  return (fastest / 1000) * scale
}
