// How held-out data are read: which steps are measured, and which only warm the state up.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measuredPairs, validationWindows } from '../../src/data/stretches'
import { numbers, positions } from './batches'

interface Read {
  at: number
  lane: number
  counts: boolean
  fresh: boolean
}

function* readings(
  ...[range, options]: [{ begin: number; end: number }, { tau: number; batch: number }]
): Generator<Read[]> {
  for (const { batch, fresh } of validationWindows(positions, range, options)) {
    const { mask, batch: lanes } = batch
    yield numbers(batch.y).map((at, row) => ({
      at,
      lane: row % lanes,
      counts: mask === null || mask[row] === 1,
      fresh
    }))
  }
}

const range = fc
  .record({ begin: fc.nat(300), length: fc.integer({ min: 1, max: 400 }) })
  .map(({ begin, length }) => ({ begin, end: begin + length }))
const options = fc.record({ tau: fc.integer({ min: 1, max: 60 }), batch: fc.integer({ min: 1, max: 8 }) })

test('what slow baselines are measured on are the targets of the windows, up to the same one', () => {
  fc.assert(
    fc.property(range, options, fc.nat(500), (held, how, enough) => {
      const measured: number[] = []
      for (const window of readings(held, how)) {
        if (measured.length >= enough) break
        measured.push(...window.filter(({ counts }) => counts).map(({ at }) => at))
      }
      const pairs = measuredPairs(held, how, enough).flatMap(({ begin, end }) =>
        Array.from({ length: Math.max(0, end - begin) }, (_, i) => begin + i)
      )
      expect(pairs.sort((a, b) => a - b)).toEqual(measured.sort((a, b) => a - b))
    })
  )
})

test('each lane reads on without a gap, from at least 64 steps before its stretch where there are so many', () => {
  fc.assert(
    fc.property(range, options, (held, how) => {
      const all = [...readings(held, how)].flat()
      expect(all.filter(({ fresh, counts }) => fresh && counts).length > 0).toBe(
        held.begin < Math.min(how.tau, held.end - held.begin)
      )
      for (const lane of new Set(all.map((read) => read.lane))) {
        const read = all.filter((one) => one.lane === lane && one.at < held.end - 1)
        for (let i = 1; i < read.length; i++) expect(read[i].at).toBe(read[i - 1].at + 1)
        const first = read.findIndex(({ counts }) => counts)
        const tau = Math.min(how.tau, held.end - held.begin)
        if (first >= 0 && held.begin >= 64 + tau) expect(first).toBeGreaterThanOrEqual(64)
      }
    })
  )
})
