import type { Why } from '../shared/why'

/** A command that the run's state does not allow, or a question without an answer; the message is for a person. */
export class Refusal extends Error {
  /** `code` and `values` let a window say the same in another language. */
  constructor(
    readonly code: string,
    message: string,
    readonly values: NonNullable<Why['values']> = {}
  ) {
    super(message)
  }
}
