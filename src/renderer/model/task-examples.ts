// One worked example of each task, as the task makes it from the seed. A test makes it again and compares.

import type { TaskName } from '../../data/tasks'

interface TaskExample {
  seed: number
  /**
   * [τ][inputs], and the target of each step; null where it has none. Real values have two digits; symbols are indices.
   */
  inputs: readonly (readonly number[])[]
  targets: readonly (number | null)[]
  /** The values in the sentence `tasks.<key>.worked`. */
  values: Readonly<Record<string, number | string>>
}

/** One input a step. */
const steps = (...values: number[]): number[][] => values.map((value) => [value])

export const taskExamples: Readonly<Record<TaskName, TaskExample>> = {
  'running-parity': {
    seed: 5,
    inputs: [[1], [1], [0], [1], [0], [1]],
    targets: [1, 0, 0, 1, 1, 0],
    values: { t: 4, ones: 3, y: 1 }
  },
  'binary-addition': {
    seed: 2,
    inputs: [
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 0],
      [1, 0],
      [0, 0]
    ],
    targets: [1, 1, 0, 1, 1, 0],
    values: { first: 21, second: 6, sum: 27 }
  },
  'temporal-xor': {
    seed: 5,
    inputs: [[1], [1], [0], [1], [0], [1]],
    targets: [1, 0, 1, 0, 1, 1],
    values: { a: 1, b: 1, c: 0 }
  },
  adding: {
    seed: 7,
    inputs: [
      [0.01, 0],
      [0.06, 1],
      [0.98, 0],
      [0.7, 1],
      [0.52, 0],
      [0.41, 0]
    ],
    targets: [null, null, null, null, null, 0.76],
    values: { first: 0.06, second: 0.7, sum: 0.76 }
  },
  reber: {
    seed: 7,
    inputs: [[0], [1], [2], [3], [2]],
    targets: [1, 2, 3, 2, 6],
    values: { string: 'BTSXSE' }
  },
  'elman-letters': {
    seed: 1,
    inputs: [[1], [4], [4], [0], [3], [1], [4], [4], [2]],
    targets: [4, 4, 0, 3, 1, 4, 4, 2, 5],
    values: { letters: 'diibadiigu' }
  },
  'embedded-reber': {
    seed: 8,
    inputs: [[0], [1], [0], [4], [1], [5], [5], [6], [1]],
    targets: [1, 0, 4, 1, 5, 5, 6, 1, 6],
    values: { string: 'BTBPTVVETE', letter: 'T' }
  },
  'temporal-order': {
    seed: 11,
    inputs: [[2], [4], [2], [2], [3], [5], [0], [2], [2], [1]],
    targets: [null, null, null, null, null, null, null, null, null, 1],
    values: { first: 'X', second: 'Y', order: 'XY' }
  },
  'copy-memory': {
    seed: 1,
    inputs: steps(5, 0, 4, 7, 7, 2, 4, 5, 3, 7, 8, 8, 9, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8),
    targets: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 5, 0, 4, 7, 7, 2, 4, 5, 3, 7],
    values: { T: 3, symbols: '6158835648' }
  },
  digits: {
    seed: 1,
    inputs: steps(
      0,
      0,
      0.06,
      0.56,
      0.94,
      0.69,
      0.19,
      0,
      0,
      0,
      0.75,
      0.56,
      0.06,
      0.69,
      0.38,
      0,
      0,
      0,
      0.81,
      0.44,
      0.38,
      1,
      0.5,
      0,
      0,
      0,
      0.25,
      0.63,
      0.75,
      0.94,
      0.25,
      0,
      0,
      0,
      0,
      0,
      0,
      0.75,
      0.38,
      0,
      0,
      0.5,
      0.44,
      0,
      0,
      0.94,
      0.31,
      0,
      0,
      0.06,
      0.75,
      0.63,
      0.25,
      1,
      0.19,
      0,
      0,
      0,
      0,
      0.81,
      1,
      0.5,
      0,
      0
    ),
    targets: [...new Array<null>(63).fill(null), 9],
    values: { digit: 9 }
  }
}
