import type { Why } from '../shared/messages'

/** A request that cannot be done; the message is for a person. Every other error is a fault of ours and is logged. */
export class RequestRefused extends Error {
  /** `why`: the code and values of a refusal by a trainer. */
  constructor(
    message: string,
    readonly why: Pick<Why, 'code' | 'values'> = {}
  ) {
    super(message)
  }
}
