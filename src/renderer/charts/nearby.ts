// The lines that the pointer is at: a line is a pixel wide, and a hand is not so steady.

import type { Range } from './range'
import type { ReadingRow, Scene } from './scene'

/** Pixels of the screen on each side of the pointer. */
export const reach = 6
/** So many lines are told one by one. */
export const mostLines = 5

/**
 * Marks and levels of a scene within reach of `at`, marks first, then the nearest first, each with its own place; and how
 * many more there are than are told. `pixels` gives the place on the screen of a value of an axis.
 */
export function linesNear(
  scene: Scene,
  at: { x: number; y: number },
  pixels: Record<'x' | 'y', (value: number) => number>
): { rows: ReadingRow[]; more: number } {
  const near = <T extends { label: string; colour: string; place?: string }>(
    axis: 'x' | 'y',
    lines: readonly T[],
    valueOf: (line: T) => number
  ): ReadingRow[] => {
    const { min, max }: Range = scene[axis]
    return lines
      .filter((line) => valueOf(line) >= min && valueOf(line) <= max)
      .map((line) => ({ line, distance: Math.abs(pixels[axis](valueOf(line)) - at[axis]) }))
      .filter(({ distance }) => distance <= reach)
      .sort((a, b) => a.distance - b.distance)
      .map(({ line: { label, colour, place } }) => ({ label, value: place ?? '', colour }))
  }
  const all = [...near('x', scene.marks, ({ x }) => x), ...near('y', scene.levels ?? [], ({ y }) => y)]
  return { rows: all.slice(0, mostLines), more: Math.max(0, all.length - mostLines) }
}
