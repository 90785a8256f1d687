import type { Why } from '../shared/messages'

/** A request that cannot be met, in words for a person. Every other error is a mistake of ours and is logged as well. */
export class RequestRefused extends Error {
  /** `why` where a trainer has refused. */
  constructor(
    message: string,
    readonly why: Pick<Why, 'code' | 'values'> = {}
  ) {
    super(message)
  }
}
