// Finds the lines near the pointer. A line is one pixel wide, and a hand cannot point so exactly.

import type { Range } from './range'
import type { ReadingRow, Scene } from './scene'

/** Pixels on each side of the pointer. */
export const reach = 6
/** The number of lines that are listed one by one. */
export const mostLines = 5

/**
 * The marks and levels of a scene within `reach` of `at`, each with its own place: marks first, and the nearest first
 * within both; and the number of those that are not listed. `pixels` converts a value of an axis to its place on the
 * screen.
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
