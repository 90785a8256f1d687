// How runs beside each other are told apart: by colour, and by the line where colours are not seen.

import type { Theme } from './theme'

/** One for each slot, as lengths of strokes and gaps in pixels. */
export const runDashes: readonly (readonly number[])[] = [[], [9, 4], [2, 3], [10, 3, 2, 3]]

export const runColour = (slot: number, theme: Theme): string => theme.series[slot % theme.series.length]
export const runDash = (slot: number): number[] => [...runDashes[slot % runDashes.length]]
