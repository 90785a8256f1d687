// Limits a run to so many steps a second, for people who follow it. Each step is the same as at full speed.

import type { Session } from './session'

export class Speed {
  /** When the next step may begin, in milliseconds. */
  private next = 0

  /** Milliseconds for which the run rests before its next step. */
  rest({ speed, state }: Pick<Session, 'speed' | 'state'>): number {
    return speed === null || state !== 'running' ? 0 : Math.max(0, this.next - performance.now())
  }

  /** As Session.advance(), but with a limited speed it makes at most one step. */
  advance(session: Session, milliseconds: number): void {
    if (session.speed === null) return session.advance(milliseconds)
    if (this.rest(session) > 0) return
    const { step } = session.learner
    const now = performance.now()
    session.advance(0)
    // Lost time is not made up for.
    if (session.learner.step > step) this.next = Math.max(this.next, now) + 1000 / session.speed
  }
}
