// Decides how many threads of a crew work. When other programs use the cores, a thread that loses its core in the
// middle of a part delays all others, and fewer threads are faster. The fastest number is found by trials: now and then
// a neighbouring number takes turns with the current one, so that other load on the machine affects both.

/** Steps of a block on one number of threads. The first step lets threads wake up or fall asleep; the others count. */
const blockSteps = 5
/** Blocks of a trial: the other number, the current one, the other one … */
const blocks = 8
/**
 * The other number wins when its steps take less than this share of the time. More threads must gain more than fewer.
 */
const clearly = { fewer: 0.97, more: 0.93 }
/** A trial ends after two blocks when the other number takes this many times as long. */
const hopeless = 1.3
/** When the median time of the last `recent` steps is `worse` times the usual time, the load has changed. */
const recent = 8
const worse = 1.3
/** The usual time is an average over about so many steps. */
const memory = 64
/** Steps between two trials. The number doubles after each trial that changes nothing. */
const pauses = { least: 32, most: 8192 }

/** A trial: steps on two numbers of threads in turn. */
class Trial {
  private readonly times: [number[], number[]] = [[], []]
  private step = 0

  constructor(
    private readonly other: number,
    private readonly present: number
  ) {}

  get active(): number {
    return this.turn === 0 ? this.other : this.present
  }

  observe(milliseconds: number): void {
    if (this.step % blockSteps > 0) this.times[this.turn].push(milliseconds)
    this.step++
  }

  /** The number to go on with, once it is known. */
  get result(): number | null {
    const done = this.step / blockSteps
    if (done < 2 || done % 2 !== 0) return null
    const ratio = median(this.times[0]) / median(this.times[1])
    if (ratio > hopeless) return this.present
    if (done < blocks) return null
    return ratio < (this.other < this.present ? clearly.fewer : clearly.more) ? this.other : this.present
  }

  private get turn(): 0 | 1 {
    return Math.floor(this.step / blockSteps) % 2 === 0 ? 0 : 1
  }
}

export class Pace {
  /**
   * The numbers that are worth trying, smallest first. Any other number is no faster than a smaller one, because some
   * thread then has as many members.
   */
  private readonly numbers: readonly number[]
  private chosen: number
  private trial: Trial | null = null
  private last: number[] = []
  private usual = Infinity
  private pause: number = pauses.least
  private stepsLeft: number = pauses.least
  /** Whether the next trial is one of more threads. */
  private upwards = false

  /** Begins with all `threads`, for so many members. */
  constructor(members: number, threads: number) {
    const each = (number: number): number => Math.ceil(members / number)
    this.numbers = Array.from({ length: threads }, (_, i) => i + 1).filter(
      (number) => number === 1 || number === threads || each(number) < each(number - 1)
    )
    this.chosen = threads
  }

  /** Threads for the next step. */
  get active(): number {
    return this.trial?.active ?? this.chosen
  }

  /** Threads for the next step, without a trial that is under way. */
  get settled(): number {
    return this.chosen
  }

  /** Call after every step with its time. */
  observe(milliseconds: number): void {
    if (this.numbers.length === 1) return
    if (!this.trial) return this.watch(milliseconds)
    this.trial.observe(milliseconds)
    const { result } = this.trial
    if (result !== null) this.settle(result)
  }

  private watch(milliseconds: number): void {
    this.stepsLeft--
    this.last.push(milliseconds)
    if (this.last.length > recent) this.last.shift()
    if (this.last.length === recent) this.compare(median(this.last))
    if (!this.trial && this.stepsLeft <= 0) this.try()
  }

  private compare(now: number): void {
    if (now > worse * this.usual) {
      this.usual = now
      // Other load disturbs fewer threads less.
      this.upwards = false
      this.try()
    } else this.usual = this.usual === Infinity ? now : this.usual + (now - this.usual) / memory
  }

  private try(): void {
    const i = this.numbers.indexOf(this.chosen)
    const [fewer, more] = [this.numbers[i - 1], this.numbers[i + 1]]
    this.trial = new Trial(this.upwards ? (more ?? fewer) : (fewer ?? more), this.chosen)
  }

  private settle(result: number): void {
    this.trial = null
    this.last = []
    if (result === this.chosen) {
      this.pause = Math.min(2 * this.pause, pauses.most)
      this.upwards = !this.upwards
    } else {
      // Try the next number in this direction soon.
      this.upwards = result > this.chosen
      this.chosen = result
      this.pause = pauses.least
      this.usual = Infinity
    }
    this.stepsLeft = this.pause
  }
}

/** The lower one of the two in the middle, where there are two. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1]
}
