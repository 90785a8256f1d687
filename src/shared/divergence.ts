// When a run counts as diverged: its losses are finite, but far too high, and have been for a long time. This file
// holds the rule and its constants; the window explains the rule with these numbers.

/**
 * Losses of training steps are averaged over windows of `window` steps. A window is bad when its mean is
 *   - more than `overGuessing` times what guessing gets (or the untrained network, if that is more), or
 *   - more than `overBest` times the mean of the best window so far, unless it is still below `negligible` times what
 *     guessing gets (a loss that is nearly 0 may well be ten times another).
 * The run has diverged when `windows` windows in a row are bad, or when it ends in a bad window. One good window ends
 * it.
 */
export const divergenceRule = { window: 100, windows: 5, overGuessing: 1.1, overBest: 10, negligible: 0.1 } as const

/** The mean loss above which a window is bad; null while nothing is known to compare with. */
export function badAbove(guessing: number | null, best: number | null): number | null {
  const { overGuessing, overBest, negligible } = divergenceRule
  const limits = [
    ...(guessing === null ? [] : [overGuessing * guessing]),
    ...(best === null ? [] : [Math.max(overBest * best, negligible * (guessing ?? 0))])
  ]
  return limits.length === 0 ? null : Math.min(...limits)
}
