import type { Why } from '../shared/messages'

/** A request that cannot be met; the message is for a person. Every other error is our mistake and is logged too. */
export class RequestRefused extends Error {
  /** `why`: code and values, when a trainer has refused. */
  constructor(
    message: string,
    readonly why: Pick<Why, 'code' | 'values'> = {}
  ) {
    super(message)
  }
}
