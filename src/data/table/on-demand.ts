// An array of texts that are made when they are asked for: ten million rows have ten million names, and few are shown.

/** So few texts are made at once. */
const few = 100_000

/** Reads as an array whose text at i is `textAt(i)`; slice() and the like give ordinary arrays. */
export function textsOnDemand(length: number, textAt: (i: number) => string): readonly string[] {
  if (length <= few) return Array.from({ length }, (_, i) => textAt(i))
  const indexOf = (key: string | symbol): number => (typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1)
  const isInside = (key: string | symbol): boolean => indexOf(key) >= 0 && indexOf(key) < length
  return new Proxy<readonly string[]>([], {
    get(none, key): unknown {
      if (key === 'length') return length
      return isInside(key) ? textAt(indexOf(key)) : Reflect.get(none, key)
    },
    has: (none, key) => isInside(key) || Reflect.has(none, key)
  })
}
