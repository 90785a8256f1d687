// Seconds of training, without pauses.

export class Stopwatch {
  private before = 0
  private startedAt: number | null = null

  get seconds(): number {
    return this.before + (this.startedAt === null ? 0 : (performance.now() - this.startedAt) / 1000)
  }

  /** Goes on from so many seconds. */
  set(seconds: number): void {
    this.before = seconds
    if (this.startedAt !== null) this.startedAt = performance.now()
  }

  start(): void {
    this.startedAt ??= performance.now()
  }

  stop(): void {
    this.before = this.seconds
    this.startedAt = null
  }
}
