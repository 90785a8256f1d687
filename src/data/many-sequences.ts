// Cuts several sequences into batches, as stretches.ts does with one. A window lies in one sequence; where a sequence
// ends, its last window is shorter, and the lane goes on with the next sequence from the zero state.

import type { Batch } from '../engine/batch'
import { isStreamState, Random } from '../engine/random'
import type { BatchSource } from './data-set'
import { warmUpSteps, type HeldOutRange, type PairRange, type Sequence } from './stretches'

/**
 * Training batches. In every pass the sequences are put in a new seeded order, one behind the other, and every lane
 * reads its own part of their windows. Windows that the number of lanes does not divide are left out at a seeded end.
 * Where there are fewer windows than lanes, every lane reads a random window, always fresh.
 * Position: windows done in this pass, and the state of the random stream before the pass.
 */
export function trainingSequences(
  sequence: Sequence,
  ranges: readonly PairRange[],
  { tau, batch: lanes, seed }: { tau: number; batch: number; seed: number }
): BatchSource {
  const windowsOf = ({ begin, end }: PairRange): number => Math.ceil((end - begin) / tau)
  const count = ranges.reduce((sum, range) => sum + windowsOf(range), 0)
  const each = Math.floor(count / lanes)
  const batch = sequence.allocate(tau, lanes)
  const lengths = (batch.lengths = new Int32Array(lanes))
  const places = (batch.at = new Int32Array(lanes))
  const begins = new Uint8Array(lanes)
  const random = new Random(seed)
  // For every window of a pass: its sequence, and how many windows of that sequence lie before it.
  const [of, place] = [new Int32Array(count), new Int32Array(count)]
  let [window, offset, before] = [0, 0, random.state]

  const beginPass = (): void => {
    before = random.state
    let at = 0
    for (const k of shuffled(ranges.length, random)) {
      const windows = windowsOf(ranges[k])
      of.fill(k, at, at + windows)
      for (let i = 0; i < windows; i++) place[at + i] = i
      at += windows
    }
    offset = random.integer(count - each * lanes + 1)
  }
  const copyWindow = (lane: number, number: number): void => {
    const { begin, end } = ranges[of[number]]
    const from = (places[lane] = begin + place[number] * tau)
    copyPairs(sequence, batch, lane, from, (lengths[lane] = Math.min(tau, end - from)))
    begins[lane] = place[number] === 0 ? 1 : 0
  }
  return {
    next() {
      if (window === 0) beginPass()
      if (each === 0) {
        for (let lane = 0; lane < lanes; lane++) copyWindow(lane, random.integer(count))
        return { batch, fresh: true }
      }
      const fresh = window === 0
      for (let lane = 0; lane < lanes; lane++) copyWindow(lane, offset + lane * each + window)
      window = (window + 1) % each
      return { batch, fresh, begins }
    },
    position: () => [window, window === 0 ? random.state : before],
    seek(position) {
      const [nextWindow, state] = position
      if (position.length !== 2 || nextWindow >= Math.max(1, each) || !isStreamState(state))
        throw new RangeError(`[${position}] is no place in these data.`)
      random.state = state
      if (nextWindow > 0) beginPass()
      window = nextWindow
    }
  }
}

/**
 * Held-out batches in which every pair of the ranges is a target exactly once. Every lane reads one sequence, first
 * some windows before the held-out part that are not measured. A lane whose sequence has ended has no targets.
 */
export function* validationSequences(
  sequence: Sequence,
  ranges: readonly HeldOutRange[],
  options: { tau: number; batch: number }
): Iterable<{ batch: Batch; fresh: boolean }> {
  const { tau, lanes, groups } = layOut(ranges, options)
  const batch = sequence.allocate(tau, lanes)
  const lengths = (batch.lengths = new Int32Array(lanes))
  const mask = (batch.mask = new Uint8Array(tau * lanes))
  for (const { beside, windows } of groups) {
    for (let window = 0; window < windows; window++) {
      mask.fill(0)
      for (let lane = 0; lane < lanes; lane++) {
        const { from, begin, end } = beside[lane] ?? { from: 0, begin: 0, end: 0 }
        const at = from + window * tau
        const length = Math.min(tau, end - at)
        lengths[lane] = length > 0 ? length : tau
        if (length <= 0) continue
        copyPairs(sequence, batch, lane, at, length)
        for (let t = Math.max(0, begin - at); t < length; t++) mask[t * lanes + lane] = 1
      }
      yield { batch, fresh: window === 0 }
    }
  }
}

/** The sequences that are read side by side, each from `from` on, and their windows of τ steps. */
function layOut(ranges: readonly HeldOutRange[], options: { tau: number; batch: number }) {
  const tau = Math.min(options.tau, Math.max(...ranges.map(({ begin, end }) => end - begin)))
  const lanes = Math.min(options.batch, ranges.length)
  const groups = Array.from({ length: Math.ceil(ranges.length / lanes) }, (_, k) => {
    const beside = ranges.slice(k * lanes, (k + 1) * lanes).map(({ first, begin, end }) => {
      const warmUp = Math.min(Math.ceil(warmUpSteps / tau), Math.floor((begin - first) / tau))
      return { first, from: begin - warmUp * tau, begin, end }
    })
    return { beside, windows: Math.max(...beside.map(({ from, end }) => Math.ceil((end - from) / tau))) }
  })
  return { tau, lanes, groups }
}

/** The pairs that are targets in the first of these batches, up to the batch that makes them `enough`. */
export function measuredOfSequences(
  ranges: readonly HeldOutRange[],
  options: { tau: number; batch: number },
  enough: number
): HeldOutRange[] {
  const { tau, groups } = layOut(ranges, options)
  const measured: HeldOutRange[] = []
  let targets = 0
  for (const { beside, windows } of groups) {
    if (targets >= enough) break
    const before = targets
    let window = 0
    const untilNow = (): HeldOutRange[] =>
      beside.map(({ first, from, begin, end }) => ({
        first,
        begin,
        end: Math.max(begin, Math.min(end, from + window * tau))
      }))
    while (window < windows && targets < enough) {
      window++
      targets = untilNow().reduce((sum, { begin, end }) => sum + end - begin, before)
    }
    measured.push(...untilNow())
  }
  return measured
}

/** Copies `length` pairs to the beginning of a lane. The last of them stands in for the steps after them. */
function copyPairs(sequence: Sequence, batch: Batch, lane: number, from: number, length: number): void {
  for (let t = 0; t < batch.tau; t++) sequence.copyPair(batch, t * batch.batch + lane, from + Math.min(t, length - 1))
}

/** The numbers 0 … n − 1 in random order (Fisher and Yates). */
export function shuffled(n: number, random: Random): number[] {
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  return order
}
