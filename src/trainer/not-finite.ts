/** NaN or infinity appeared at this step, first in `tensor`. */
export class NotFinite extends Error {
  constructor(
    readonly tensor: string,
    readonly step: number
  ) {
    super(`NaN or infinity at step ${step}, first seen in ${tensor}.`)
  }
}
