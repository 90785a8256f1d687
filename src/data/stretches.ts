// Cuts long sequences (a text, a series) into batches. Lane i of a batch reads its own contiguous stretch, τ steps for
// each batch, so that the state at the end of one batch is the state at the beginning of the next (truncated BPTT).

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
export interface PairRange {
  begin: number
  end: number
}

/** Held-out pairs, and the first pair of their sequence. The pairs between warm the state up. */
export interface HeldOutRange extends PairRange {
  first: number
}

/**
 * Training batches. When each lane's stretch holds τ pairs, lanes advance by τ a batch; at the end of the stretches
 * they begin again, fresh, at a seeded offset within the remainder that τ does not divide, so that every pair is used.
 * When the sequence is too short for that, every window begins at a seeded random position, always fresh.
 * Position: windows done in this pass, offset of the pass, state of the random stream.
 * Throws a DataError when not even one window fits.
 */
export function trainingWindows(
  sequence: Sequence,
  { begin, end }: PairRange,
  options: { tau: number; batch: number; seed: number }
): BatchSource {
  const { tau, batch: lanes, seed } = options
  const pairs = end - begin
  if (pairs < tau) {
    throw new DataError(
      'sequence-too-long',
      `The training part has ${pairs} steps, so sequences of ${tau} steps do not fit. ` +
        `Make the sequence length at most ${pairs}, or choose longer data.`,
      { pairs, tau }
    )
  }
  const stretch = Math.floor(pairs / lanes)
  const windows = Math.floor(stretch / tau)
  const batch = sequence.allocate(tau, lanes)
  const random = new Random(seed)
  let window = 0
  let offset = 0

  const places = (batch.at = new Int32Array(lanes))
  const copyWindow = (lane: number, from: number): void => {
    places[lane] = from
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
      const fits =
        position.length === 3 &&
        nextWindow < Math.max(1, windows) &&
        nextOffset <= Math.max(0, stretch - windows * tau) &&
        isStreamState(state)
      if (!fits) throw new RangeError(`[${position}] is no place in these data.`)
      ;[window, offset, random.state] = [nextWindow, nextOffset, state]
    }
  }
}

/**
 * The least number of steps that a network reads before a held-out stretch to warm its state up. They are not measured.
 * There are fewer where less data lie before the stretch.
 */
export const warmUpSteps = 64

/**
 * How held-out pairs are read: `lanes` stretches side by side, `windows` of τ steps each, after `warmUp` windows before
 * them.
 */
function layOut({ begin, end }: PairRange, options: { tau: number; batch: number }) {
  const pairs = end - begin
  const tau = Math.min(options.tau, pairs)
  const lanes = Math.min(options.batch, Math.floor(pairs / tau))
  const stretch = Math.ceil(pairs / lanes)
  const warmUp = Math.min(Math.ceil(warmUpSteps / tau), Math.floor(begin / tau))
  const measured = Array.from({ length: lanes }, (_, lane): PairRange => {
    const first = begin + lane * stretch
    return { begin: first, end: Math.min(first + stretch, end) }
  })
  return { tau, lanes, warmUp, windows: Math.ceil(stretch / tau), measured }
}

/** Targets of window `window` of a layout. */
const targetsOf = ({ tau, measured }: ReturnType<typeof layOut>, window: number): number =>
  measured.reduce((sum, { begin, end }) => sum + Math.max(0, Math.min(tau, end - begin - window * tau)), 0)

/**
 * Held-out batches in which every pair of the range is a target exactly once. Short ranges get fewer lanes, or a
 * shorter τ, than asked for. Each lane begins some steps before its stretch, to warm the state up; those, and steps
 * past the stretch's end, are masked.
 */
export function* validationWindows(
  sequence: Sequence,
  range: PairRange,
  options: { tau: number; batch: number }
): Iterable<{ batch: Batch; fresh: boolean }> {
  const { tau, lanes, warmUp, windows, measured } = layOut(range, options)
  const batch = sequence.allocate(tau, lanes)
  const mask = new Uint8Array(tau * lanes)

  for (let window = -warmUp; window < windows; window++) {
    measured.forEach(({ begin, end }, lane) => {
      for (let t = 0; t < tau; t++) {
        const at = begin + window * tau + t
        sequence.copyPair(batch, t * lanes + lane, Math.min(at, range.end - 1))
        mask[t * lanes + lane] = at >= begin && at < end ? 1 : 0
      }
    })
    batch.mask = mask.includes(0) ? mask : null
    yield { batch, fresh: window === -warmUp }
  }
}

/** The pairs that are targets in the first of these windows, up to the window that makes them `enough`. */
export function measuredPairs(range: PairRange, options: { tau: number; batch: number }, enough: number): PairRange[] {
  const layout = layOut(range, options)
  let [targets, windows] = [0, 0]
  while (windows < layout.windows && targets < enough) targets += targetsOf(layout, windows++)
  return layout.measured.map(({ begin, end }) => ({ begin, end: Math.min(end, begin + windows * layout.tau) }))
}

/** Pairs from `begin` on, as a batch of one sequence. */
export function passageOf(sequence: Sequence, begin: number, tau: number): Batch {
  const batch = sequence.allocate(tau, 1)
  for (let t = 0; t < tau; t++) sequence.copyPair(batch, t, begin + t)
  return batch
}

/** How many of `length` values are trained on: the rest, round(fraction · length) but at least one, is held out. */
export function trainPart(length: number, validationFraction: number): number {
  return length - Math.max(1, Math.round(validationFraction * length))
}
