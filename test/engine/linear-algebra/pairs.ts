// Complex numbers as pairs, and whether two lists of them are the same in any order.

import { expect } from 'vitest'

/** Expects that each value of one list has its own partner in the other. */
export function expectSame(ours: [number, number][], theirs: [number, number][], precision: number): void {
  expect(ours).toHaveLength(theirs.length)
  const left = [...theirs]
  for (const [re, im] of ours) {
    const distances = left.map(([a, b]) => Math.hypot(re - a, im - b))
    const nearest = distances.indexOf(Math.min(...distances))
    expect(distances[nearest]).toBeLessThan(precision)
    left.splice(nearest, 1)
  }
}

export const pairs = ({ re, im }: { re: ArrayLike<number>; im: ArrayLike<number> }): [number, number][] =>
  Array.from({ length: re.length }, (_, i) => [re[i], im[i]])
