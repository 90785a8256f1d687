/** Splits `length` into n parts that differ by at most 1. Returns where each part begins, and the end [n + 1]. */
export function shares(length: number, parts: number): number[] {
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((part * length) / parts))
}
