// The progress of a run and its speed.

import { learningRateAt } from '../engine/optimizer'
import type { Progress } from '../shared/messages'
import { whyOf } from '../shared/why'
import type { Session } from './session'

/** Speed is measured over so many seconds, and the share of clipped gradients over so many steps. */
const speedWindow = 3
const clippedWindow = 100

export function progressOf(session: Session): Progress {
  const {
    experiment: { stop, learning }
  } = session.options
  const {
    step,
    optimizer: { options }
  } = session.learner
  const { seconds, points, standing } = session
  const stepsPerSecond = Math.min(points.stepsPerSecond(speedWindow), session.speed ?? Infinity)
  // The first condition that is met ends the run. Patience cannot be predicted.
  const shares: number[] = []
  const secondsLeft: number[] = []
  if (stop.steps !== null) {
    shares.push(step / stop.steps)
    if (stepsPerSecond > 0) secondsLeft.push(Math.max(0, stop.steps - step) / stepsPerSecond)
  }
  if (stop.seconds !== null) {
    shares.push(seconds / stop.seconds)
    secondsLeft.push(Math.max(0, stop.seconds - seconds))
  }
  return {
    state: session.state,
    diverged: standing.diverged,
    problem: session.problem && whyOf(session.problem),
    step,
    seconds,
    speed: session.speed,
    tokensPerSecond: stepsPerSecond * learning.sequenceLength * learning.batchSize,
    done: shares.length > 0 ? Math.min(1, Math.max(...shares)) : null,
    secondsLeft: secondsLeft.length > 0 ? Math.min(...secondsLeft) : null,
    learningRate: learningRateAt(options, step),
    clipNorm: options.clipNorm,
    clipValue: options.clipValue,
    clippedShare: points.clippedShare(clippedWindow),
    engine: session.engine.name,
    threads: session.engine.crew?.fewerThreads ?? null
  }
}
