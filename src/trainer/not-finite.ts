/** NaN or infinity was seen, first in `tensor`, at this step. */
export class NotFinite extends Error {
  constructor(
    readonly tensor: string,
    readonly step: number
  ) {
    super(`NaN or infinity at step ${step}, first seen in ${tensor}.`)
  }
}
