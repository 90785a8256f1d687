// How lines differ on a chart: by colour, and by the pattern of the line for people who see no colours.

import type { Theme } from './theme'

/** The pattern of a line that is dashed: lengths of strokes and gaps in pixels. */
export const usualDash: readonly number[] = [5, 3]

/** The pattern of each slot of a comparison: lengths of strokes and gaps in pixels. */
export const runDashes: readonly (readonly number[])[] = [[], [9, 4], [2, 3], [10, 3, 2, 3]]

export const runColour = (slot: number, theme: Theme): string => theme.series[slot % theme.series.length]
export const runDash = (slot: number): number[] => [...runDashes[slot % runDashes.length]]
