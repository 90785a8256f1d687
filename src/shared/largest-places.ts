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

/** The values that no other value within `side` places exceeds, of equal ones the first; NaN in place of the others. */
export function peaksOf(values: Float64Array, side: number): Float64Array {
  return values.map((value, i) => {
    for (let j = Math.max(0, i - side); j < Math.min(values.length, i + side + 1); j++)
      if (values[j] > value || (values[j] === value && j < i)) return NaN
    return value
  })
}

/** The least likely places of a text are further apart than so many symbols. */
export const placesApart = 4
