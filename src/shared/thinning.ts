// Thins out a list so that the rest stays evenly spread, however often something is added at its end: the
// checkpoints of a run, and the history of a measurement.

/**
 * Of the candidates, the place whose neighbours among all `places` lie closest together; of equals the first. Both in
 * order. A place at either end goes last.
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
