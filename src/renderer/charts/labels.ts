// Places labels so that none covers another.

/**
 * Moves labels of equal height apart in one direction. Takes the wanted centres in any order and returns centres in the
 * same order. They stay inside [low, high] while there is room, each as near to its wanted place as its neighbours
 * allow.
 */
export function spread(wanted: readonly number[], height: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b])
  const places = new Array<number>(wanted.length)
  let lowest = low + height / 2
  for (const i of order) {
    places[i] = Math.max(wanted[i], lowest)
    lowest = places[i] + height
  }
  // Then from the far end back: labels beyond the frame come inside and push the others.
  let highest = high - height / 2
  for (const i of order.reverse()) {
    places[i] = Math.min(places[i], highest)
    highest = places[i] - height
  }
  return places
}

/** The row (0 …) of each label [start, end] so that the labels of a row do not touch; −1 where no row has room. */
export function stack(spans: readonly (readonly [number, number])[], rows: number, gap = 6): number[] {
  const ends = new Array<number>(rows).fill(-Infinity)
  const order = spans.map((_, i) => i).sort((a, b) => spans[a][0] - spans[b][0])
  const result = new Array<number>(spans.length).fill(-1)
  for (const i of order) {
    const row = ends.findIndex((end) => end + gap <= spans[i][0])
    if (row < 0) continue
    ends[row] = spans[i][1]
    result[i] = row
  }
  return result
}

/**
 * A label stands at each n-th cell: returns n (1, 2, 5, 10, 20 …) for labels of `size` pixels and cells of `cell`
 * pixels.
 */
export function stride(cell: number, size: number): number {
  if (!(cell > 0)) return Infinity
  for (let decade = 1; ; decade *= 10) {
    for (const step of [1, 2, 5]) if (step * decade * cell >= size) return step * decade
  }
}

const names: Record<string, string> = {
  ' ': '␣',
  '\n': '⏎',
  '\r': '␍',
  '\t': '⇥',
  '\v': '␋',
  '\f': '␌',
  '\u00a0': '⍽',
  '\ufeff': 'BOM',
  '\u007f': '␡'
}

/** A visible form of a character: space and control characters get a sign. Longer texts stay as they are. */
export function symbol(text: string): string {
  const code = text.codePointAt(0) ?? 0
  if (text !== String.fromCodePoint(code)) return text
  if (names[text] !== undefined) return names[text]
  if (code < 32) return String.fromCharCode(0x2400 + code)
  // A sign that nobody sees alone, such as a space of no width or an accent without its letter.
  return /^[\p{C}\p{Z}\p{M}]$/u.test(text) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : text
}
