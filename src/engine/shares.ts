/** Where each of n parts begins in a range of `length`, and the end: as even as whole numbers allow. */
export function shares(length: number, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * length) / parts))
}
