import type { Why } from '../shared/why'

/** The run's state does not allow a command, or a question has no answer. The message is for a person. */
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
