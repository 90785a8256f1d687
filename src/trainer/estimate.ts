// What a run will cost, before it is started: memory by formula, time by timing a few real steps on the real data.

import type { AnyDataSet } from '../data/load'
import { initialise } from '../engine/initialise'
import type { Kernels } from '../engine/kernels'
import type { Model } from '../engine/model'
import { slotCount } from '../engine/optimizer'
import { parameterCount } from '../engine/parameters'
import { Random } from '../engine/random'
import type { Experiment } from '../shared/experiment'
import type { Estimate } from '../shared/preview'
import { modelOf, newLearner } from './network'

/** Milliseconds for timing, and what of them the first step may take (guessed at this many operations a millisecond). */
const budget = 300
const firstStep = 60
const operationsPerMillisecond = 1e6
/** Larger networks are timed at this hidden size, so that no memory is filled only to look. */
const largestTimed = 1024

const floatBytes = 4

/** Throws a DataError when the data do not fit the experiment. */
export function estimate(experiment: Experiment, data: AnyDataSet, kernels: Kernels): Estimate {
  const model = modelOf(experiment, data)
  const { sequenceLength: tau, batchSize: batch } = experiment.learning
  const { steps, seconds } = experiment.stop
  const secondsPerStep = timeStep(experiment, data, model, kernels)
  const totals = [steps === null ? null : steps * secondsPerStep, seconds].filter((total) => total !== null)
  return {
    parameters: parameterCount(model),
    memoryBytes: memoryOf(experiment, model) + data.bytes,
    secondsPerStep,
    totalSeconds: totals.length > 0 ? Math.min(...totals) : null,
    stepsPerEpoch: data.trainLength === null ? null : data.trainLength / (tau * batch)
  }
}

/**
 * Bytes = 4 (P (2 + slots + 2) + τ B (2 nh + 2 ny + nx))
 *
 * P parameters: values, gradients, the optimizer's slots, and two packed copies (forward and backward). At each of
 * τ B steps: h and ∇h; o with its gradient and the target; the input.
 */
function memoryOf({ learning, optimizer }: Experiment, model: Model): number {
  const { nx, nh, ny } = model
  const perStep = 2 * nh + 2 * ny + nx
  return floatBytes * (parameterCount(model) * (4 + slotCount(optimizer.kind)) + learning.sequenceLength * learning.batchSize * perStep)
}

/** A shape so large that its first step would take too long is timed smaller and scaled up by its operations. */
function timeStep(experiment: Experiment, data: AnyDataSet, model: Model, kernels: Kernels): number {
  const { sequenceLength, batchSize } = experiment.learning
  const small: Model = { ...model, nh: Math.min(model.nh, largestTimed) }
  const affordable = Math.max(1, Math.floor((firstStep * operationsPerMillisecond) / operationsPerToken(small)))
  // Shorter sequences rather than fewer of them, but no shorter than a task makes sense at.
  const tau = Math.min(sequenceLength, Math.max(16, Math.floor(affordable / batchSize)))
  const batch = Math.min(batchSize, Math.max(1, Math.floor(affordable / tau)))
  const scaled = {
    ...experiment,
    learning: { ...experiment.learning, sequenceLength: tau, batchSize: batch, truncation: null }
  }
  const learner = newLearner(scaled, small, kernels)
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
  const scale = (operationsPerToken(model) * sequenceLength * batchSize) / (operationsPerToken(small) * tau * batch)
  return (fastest / 1000) * scale
}

/** Forward, back to the activations and back to the parameters: each reads every weight once. */
function operationsPerToken(model: Model): number {
  return 6 * parameterCount(model)
}
