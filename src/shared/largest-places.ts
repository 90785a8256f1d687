/** The places of the `count` largest values, largest first; NaN does not count. */
export function largestPlaces(values: ArrayLike<number>, count: number): number[] {
  const places: number[] = []
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    if (places.length === count && values[i] <= values[places[count - 1]]) continue
    const at = places.findIndex((place) => values[place] < values[i])
    places.splice(at < 0 ? places.length : at, 0, i)
    if (places.length > count) places.pop()
  }
  return places
}
