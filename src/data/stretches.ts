// Long sequences (a text, a series) cut into batches. Lane i of a batch reads its own contiguous stretch, τ steps
// a batch, so that the state at the end of one batch is the state at the beginning of the next (truncated BPTT).

import type { Batch } from '../engine/batch'
import { isStreamState, Random } from '../engine/random'
import type { BatchSource } from './data-set'
import { DataError } from './data-error'

/** A sequence s, seen as pairs x(t) = s[at], y(t) = s[at + 1]. */
export interface Sequence {
  /** Empty arrays [tau × batch] of the sequence's kind. */
  allocate(tau: number, batch: number): Batch
  /** Writes the pair of position `at` to `row` (= t · batch + lane) of a batch. */
  copyPair(batch: Batch, row: number, at: number): void
}

/** Pairs at positions begin … end − 1. */
export interface Range { begin: number; end: number }

/**
 * Training batches. When each lane's stretch holds τ pairs, lanes advance by τ a batch; at the end of the stretches
 * they begin again, fresh, at a seeded offset that uses up what τ does not divide, so that every pair has its turn.
 * When the sequence is too short for that, every window begins at a seeded random position, always fresh.
 * Position: windows done in this pass, offset of the pass, state of the random stream.
 * Throws a DataError when not even one window fits.
 */
export function trainingWindows(
  sequence: Sequence, { begin, end }: Range, options: { tau: number; batch: number; seed: number }
): BatchSource {
  const { tau, batch: lanes, seed } = options
  const pairs = end - begin
  if (pairs < tau) {
    throw new DataError('sequence-too-long',
      `The training part has ${pairs} steps, so sequences of ${tau} do not fit. Make the sequence length at most ${pairs}, or choose longer data.`,
      { pairs, tau })
  }
  const stretch = Math.floor(pairs / lanes)
  const windows = Math.floor(stretch / tau)
  const batch = sequence.allocate(tau, lanes)
  const random = new Random(seed)
  let window = 0
  let offset = 0

  const copyWindow = (lane: number, from: number): void => {
    for (let t = 0; t < tau; t++) sequence.copyPair(batch, t * lanes + lane, from + t)
  }
  return {
    next() {
      if (windows === 0) {
        for (let lane = 0; lane < lanes; lane++) copyWindow(lane, begin + random.integer(pairs - tau + 1))
        return { batch, fresh: true }
      }
      const fresh = window === 0
      if (fresh) offset = random.integer(stretch - windows * tau + 1)
      for (let lane = 0; lane < lanes; lane++) copyWindow(lane, begin + lane * stretch + offset + window * tau)
      window = (window + 1) % windows
      return { batch, fresh }
    },
    position: () => [window, offset, random.state],
    seek(position) {
      const [nextWindow, nextOffset, state] = position
      const fits = position.length === 3 && nextWindow < Math.max(1, windows) && nextOffset <= Math.max(0, stretch - windows * tau) && isStreamState(state)
      if (!fits) throw new RangeError(`[${position}] is no place in these data.`)
      ;[window, offset, random.state] = [nextWindow, nextOffset, state]
    }
  }
}

/**
 * Held-out batches in which every pair of the range is a target exactly once. Short ranges get fewer lanes, or a
 * shorter τ, than asked for. Steps past the end of a lane's stretch are masked.
 */
export function* validationWindows(
  sequence: Sequence, { begin, end }: Range, options: { tau: number; batch: number }
): Iterable<{ batch: Batch; fresh: boolean }> {
  const pairs = end - begin
  const tau = Math.min(options.tau, pairs)
  const lanes = Math.min(options.batch, Math.floor(pairs / tau))
  const stretch = Math.ceil(pairs / lanes)
  const batch = sequence.allocate(tau, lanes)
  const mask = new Uint8Array(tau * lanes)

  for (let from = 0; from < stretch; from += tau) {
    for (let lane = 0; lane < lanes; lane++) {
      const first = begin + lane * stretch
      const last = Math.min(first + stretch, end)
      for (let t = 0; t < tau; t++) {
        const at = first + from + t
        sequence.copyPair(batch, t * lanes + lane, Math.min(at, end - 1))
        mask[t * lanes + lane] = at < last ? 1 : 0
      }
    }
    batch.mask = mask.includes(0) ? mask : null
    yield { batch, fresh: from === 0 }
  }
}

/** How many of `length` values are trained on: the rest, round(fraction · length) but at least one, is held out. */
export function trainPart(length: number, validationFraction: number): number {
  return length - Math.max(1, Math.round(validationFraction * length))
}
