// Helpers of the data tests: batches as plain arrays, so that they outlive the reused buffers.

import { readFileSync } from 'node:fs'
import type { Batch, Values } from '../../src/engine/batch'
import type { DataFiles } from '../../src/data/load'
import type { Sequence } from '../../src/data/stretches'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
export const bundled = (name: string): Uint8Array =>
  readFileSync(new URL(`../../resources/data/${name}`, import.meta.url))

/** Bundled data from resources; a chosen path is looked up in `files`. */
export const filesOf = (files: Record<string, Uint8Array> = {}): DataFiles => ({
  bundled,
  chosen: (path) => files[path]
})

export const numbers = (values: Values): number[] => Array.from(values.kind === 'index' ? values.index : values.values)

/** Pairs whose x and y are their positions. */
export const positions: Sequence = {
  allocate: (tau, batch) => ({
    tau,
    batch,
    mask: null,
    h0: null,
    z0: null,
    x: { kind: 'index', index: new Int32Array(tau * batch) },
    y: { kind: 'index', index: new Int32Array(tau * batch) }
  }),
  copyPair({ x, y }, row, at) {
    if (x.kind === 'index') x.index[row] = at
    if (y.kind === 'index') y.index[row] = at
  }
}

export function copy({ batch, fresh }: { batch: Batch; fresh: boolean }) {
  const { tau, batch: lanes } = batch
  return { tau, lanes, fresh, x: numbers(batch.x), y: numbers(batch.y), mask: batch.mask && Array.from(batch.mask) }
}

/** Values [tau × n] of one lane, step by step. */
export function laneOf(values: number[], tau: number, lanes: number, lane: number, n = 1): number[][] {
  return Array.from({ length: tau }, (_, t) => values.slice((t * lanes + lane) * n, (t * lanes + lane + 1) * n))
}

/** The targets of every step that the mask lets through. */
export function scored(batches: Iterable<{ batch: Batch; fresh: boolean }>): number[] {
  return Array.from(batches, copy).flatMap(({ y, mask }) => y.filter((_, row) => !mask || mask[row] === 1))
}
