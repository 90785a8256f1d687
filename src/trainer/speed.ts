// A run that keeps to so many steps a second, for people who follow it. Each step is the same as at full speed.

import type { Session } from './session'

export class Speed {
  /** From when on the next step may be made. */
  private next = 0

  /** Milliseconds for which the run rests before its next step. */
  rest({ speed, state }: Pick<Session, 'speed' | 'state'>): number {
    return speed === null || state !== 'running' ? 0 : Math.max(0, this.next - performance.now())
  }

  /** As Session.advance(); with a speed, at most one step. */
  advance(session: Session, milliseconds: number): void {
    if (session.speed === null) return session.advance(milliseconds)
    if (this.rest(session) > 0) return
    const { step } = session.learner
    const now = performance.now()
    session.advance(0)
    // What is late is not caught up with.
    if (session.learner.step > step) this.next = Math.max(this.next, now) + 1000 / session.speed
  }
}
