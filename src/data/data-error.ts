// An error in data, for a person: it names the file, the place, what was found, and what to do.

/** `code` and `values` let a window say the same in another language; `message` is English. */
export class DataError extends Error {
  override readonly name = 'DataError'

  constructor(
    readonly code: string,
    message: string,
    readonly values: Readonly<Record<string, string | number>> = {}
  ) {
    super(message)
  }
}
