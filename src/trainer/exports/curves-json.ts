// The curves of a run as JSON: the unit of the losses, what is fed for freeLoss, and an object for every step.

import { lossWordsIn, readCurves } from '../../run-folder/curves'
import { writeWholeInPieces } from '../../run-folder/whole-files'
import { pointColumns, type Validation } from '../../shared/run'

/** Writes `file` whole or not at all. Throws a WriteError, or DamagedFile where nothing can be read. */
export function writeCurvesJson(folder: string, file: string): void {
  writeWholeInPieces(file, (put) => {
    const { unit, own } = lossWordsIn(folder)
    put(`{"unit of the loss": ${JSON.stringify(unit)},\n"freeLoss, freeAccuracy": ${JSON.stringify(own)},\n"rows": [`)
    let comma = ''
    readCurves(folder, ({ step, point, validation }) => {
      // JSON has no NaN and no infinity; they become null.
      const numbers = point ? Object.fromEntries(pointColumns.map((name, i) => [name, point[i]])) : { step }
      put(`${comma}\n${JSON.stringify({ ...numbers, ...(validation && { validation: measured(validation) }) })}`)
      comma = ','
    })
    put('\n]}\n')
  })
}

const measured = ({ loss, accuracy, freeLoss, freeAccuracy, doubleLengthAccuracy }: Validation) => ({
  loss,
  accuracy,
  freeLoss,
  freeAccuracy,
  doubleLengthAccuracy
})
