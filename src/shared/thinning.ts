// Thins out a list so that the rest stays evenly spread, however often something is added at its end: the
// checkpoints of a run, and the history of a measurement.

/**
 * The candidate whose neighbours among all `places` lie closest together; the first of several such. Both lists are in
 * order. A place at either end is taken only when no other is left.
 */
export function mostCrowded(places: readonly number[], candidates: readonly number[] = places): number {
  const among = new Set(candidates)
  let crowded = candidates[0]
  let least = Infinity
  places.forEach((place, i) => {
    const room = 0 < i && i < places.length - 1 ? places[i + 1] - places[i - 1] : Infinity
    if (!among.has(place) || room >= least) return
    least = room
    crowded = place
  })
  return crowded
}
