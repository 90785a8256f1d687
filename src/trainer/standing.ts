// The standing of a run: its best loss, the number of validations without improvement, whether it has diverged, whether
// it is done. No I/O. The values are part of every checkpoint.

import { z } from 'zod'
import { badAbove, divergenceRule } from '../shared/divergence'
import type { Experiment } from '../shared/experiment'
import type { Mark } from '../shared/run'

/** Means of the training loss over windows of steps (shared/divergence.ts). */
const courseSchema = z.strictObject({
  /** Loss of the first step. The untrained network is no better than guessing. */
  first: z.number().nullable(),
  /** The current window: its number of steps, and the sum of their losses. */
  steps: z.int().min(0),
  sum: z.number(),
  /** Mean of the last whole window, and the lowest mean of all windows. */
  mean: z.number().nullable(),
  best: z.number().nullable(),
  /** How many windows in a row have been bad. */
  bad: z.int().min(0),
  diverged: z.boolean(),
  /** Whether, at the time of storing, neither the last window nor the current one was bad. */
  sound: z.boolean()
})

/** The measurements so far on which the course of training depends. */
export const standingSchema = z.strictObject({
  /** Steps of the last validation and sample that were finished. */
  validatedAt: z.int().min(0),
  sampledAt: z.int().min(0),
  /** Loss of the last validation, the lowest so far, and the number of validations since the lowest. */
  validationLoss: z.number().nullable(),
  bestLoss: z.number().nullable(),
  withoutImprovement: z.int().min(0),
  /** Loss of the last training step, and the lowest loss of all steps. */
  loss: z.number().nullable(),
  lowestLoss: z.number().nullable(),
  /** Absent in older checkpoints. */
  course: courseSchema.default({
    first: null,
    steps: 0,
    sum: 0,
    mean: null,
    best: null,
    bad: 0,
    diverged: false,
    sound: true
  })
})
export type StandingValues = z.infer<typeof standingSchema>

/** A run has blown up when its loss is more than this many times 1 + its lowest loss. */
const blownUp = 1000

/** Whether the loss has blown up, so that the run should not go on from here. */
export function hasBlownUp({ loss, lowestLoss }: StandingValues): boolean {
  return (loss ?? 0) > blownUp * (1 + (lowestLoss ?? 0))
}

/** Whether the run can go back to a state with these values: it has not blown up and is not about to diverge. */
export function isSound(values: StandingValues): boolean {
  return !hasBlownUp(values) && values.course.sound
}

export class Standing {
  private now: StandingValues = {
    validatedAt: 0,
    sampledAt: 0,
    validationLoss: null,
    bestLoss: null,
    withoutImprovement: 0,
    loss: null,
    lowestLoss: null,
    course: { first: null, steps: 0, sum: 0, mean: null, best: null, bad: 0, diverged: false, sound: true }
  }

  /** `guessing` is the loss of guessing; null when it is not known. */
  constructor(
    private readonly stop: Experiment['stop'],
    private readonly guessing: number | null
  ) {}

  /** These values change with training; snapshot() returns a copy. */
  get values(): Readonly<StandingValues> {
    return this.now
  }

  get diverged(): boolean {
    return this.now.course.diverged
  }

  /** Mean of the last window of training losses, and the limit above which it is bad; null before the first window. */
  get lastWindow(): { mean: number; limit: number } | null {
    const {
      now: {
        course: { mean }
      },
      limit
    } = this
    return mean === null || limit === null ? null : { mean, limit }
  }

  /** The mark for a run that begins, or ceases, to count as diverged. */
  mark(step: number): Mark {
    const { diverged, lastWindow } = this
    return {
      type: 'mark',
      step,
      change: diverged ? 'diverged' : 'recovered',
      from: lastWindow?.limit ?? null,
      to: lastWindow?.mean ?? null
    }
  }

  snapshot(): StandingValues {
    const { course } = this.now
    const sound = course.bad === 0 && !(course.steps > 0 && this.isBad(course.sum / course.steps))
    return { ...this.now, course: { ...course, sound } }
  }

  restore(values: StandingValues): void {
    this.now = { ...values, course: { ...values.course } }
  }

  /**
   * Call after a training step with its loss. Returns true when this step changes whether the run counts as diverged.
   */
  trained(loss: number): boolean {
    const {
      now,
      now: { course }
    } = this
    now.loss = loss
    now.lowestLoss = Math.min(loss, now.lowestLoss ?? Infinity)
    if (this.stop.divergence === 'ignore') return false
    course.first ??= loss
    course.sum += loss
    if (++course.steps < divergenceRule.window) return false
    const before = course.diverged
    course.mean = course.sum / course.steps
    course.bad = this.isBad(course.mean) ? course.bad + 1 : 0
    course.best = Math.min(course.mean, course.best ?? Infinity)
    course.diverged = course.bad >= divergenceRule.windows || (before && course.bad > 0)
    course.steps = course.sum = 0
    return course.diverged !== before
  }

  /** Call after a validation with its loss. Returns true when the loss is the best so far. */
  validated(step: number, loss: number): boolean {
    const {
      now,
      now: { bestLoss }
    } = this
    const better = bestLoss === null || loss < bestLoss
    now.validatedAt = step
    now.validationLoss = loss
    now.withoutImprovement = better ? 0 : now.withoutImprovement + 1
    if (better) now.bestLoss = loss
    return better
  }

  sampled(step: number): void {
    this.now.sampledAt = step
  }

  /**
   * Call at the end of the run. Then one bad window is enough, and a run that is shorter than a window is judged by the
   * steps it has. Returns true when the run counts as diverged only now.
   */
  ended(): boolean {
    const { course } = this.now
    if (this.stop.divergence === 'ignore' || course.diverged) return false
    if (course.mean === null && course.steps > 0) {
      course.mean = course.sum / course.steps
      course.bad = this.isBad(course.mean) ? 1 : 0
    }
    course.diverged = course.bad > 0
    return course.diverged
  }

  isDone(step: number, seconds: number): boolean {
    const { steps, seconds: longest } = this.stop
    return (steps !== null && step >= steps) || (longest !== null && seconds >= longest) || this.outOfPatience
  }

  /** Whether the last validations were no better, as many in a row as the experiment allows. */
  get outOfPatience(): boolean {
    return this.stop.patience !== null && this.now.withoutImprovement >= this.stop.patience
  }

  private get limit(): number | null {
    const { first, best } = this.now.course
    return badAbove(this.guessing === null ? first : Math.max(this.guessing, first ?? 0), best)
  }

  private isBad(mean: number): boolean {
    return this.limit !== null && mean > this.limit
  }
}
