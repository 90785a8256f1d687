// The errors that are a fault of what the user gave, or of the machine, and not of the program.

import { DataError } from '../data/data-error'
import { TooLarge } from '../engine/wasm'
import { RunHeld } from '../run-folder/lock'
import { DamagedFile, NotARun } from '../run-folder/record'
import { SafetensorsError } from '../run-folder/safetensors'
import { WriteError } from '../run-folder/whole-files'
import { RunAgainError } from '../runtime/run-again'
import { saysTooLittle } from '../shared/imports'
import { Differs } from '../trainer/going-on'
import { UnfitModel } from '../trainer/imports'
import { Refusal } from '../trainer/refusal'
import { printable } from './printable'
import { BadInput } from './terminal'

const kinds = [
  BadInput,
  DamagedFile,
  DataError,
  Differs,
  NotARun,
  Refusal,
  RunAgainError,
  RunHeld,
  SafetensorsError,
  TooLarge,
  UnfitModel,
  WriteError
]

/** One line that says what is wrong and what to do; null for an error of the program. */
export function sentenceOf(error: unknown): string | null {
  if (!kinds.some((kind) => error instanceof kind)) return null
  return printable((error as Error).message.replaceAll(/\s*\n\s*/g, ' ')) + wayOn(error)
}

/** What the user can type next. */
function wayOn(error: unknown): string {
  switch (error instanceof Differs || error instanceof RunHeld || error instanceof Refusal ? error.code : null) {
    case saysTooLittle:
      return ' (--vocabulary F, --scaling F, --data F or --task NAME)'
    case 'run-held':
      return ' (unroll sample, or the studio)'
    case 'run-held-elsewhere':
      return (
        ' (unroll sample, or the studio. If you are sure that it has ended, --take-over: a process that still trains ' +
        'notices this before it next saves, and stops; the steps since its last checkpoint are then lost.)'
      )
    case 'data-differ':
      return ' (--data PATH; --run NEW --weights-of RUN)'
    case 'run-differs':
      return ' (--run NEW --weights-of RUN)'
    default:
      return ''
  }
}
