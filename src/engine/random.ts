// Seeded random numbers: the same seed gives the same run. Nothing in Unroll calls Math.random.

/**
 * A stream of random numbers whose whole state is one unsigned 32-bit integer (mulberry32, Tommy Ettinger, public
 * domain).
 */
export class Random {
  constructor(public state: number) {
    this.state = state >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** Uniform integer in [0, n). */
  integer(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** Standard normal (Box–Muller, one of the pair). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return radius * Math.cos(2 * Math.PI * this.next())
  }

  /** Returns a separate stream, so that draws for one purpose never shift those for another. */
  fork(purpose: number): Random {
    return new Random(Math.imul(this.state ^ Math.imul(purpose, 0x9e3779b9), 0x85ebca6b))
  }
}

/** An index drawn from probabilities that sum to 1. A rounding error goes to the last index. */
export function drawIndex(probabilities: ArrayLike<number>, random: Random): number {
  let rest = random.next()
  for (let k = 0; k < probabilities.length - 1; k++) {
    rest -= probabilities[k]
    if (rest < 0) return k
  }
  return probabilities.length - 1
}

/** Whether a stream of random numbers can be in this state. */
export const isStreamState = (state: number): boolean => Number.isInteger(state) && state >= 0 && state <= 0xffffffff
