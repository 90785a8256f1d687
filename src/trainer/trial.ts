// A throw-away program: asks V8 for its flags, or tries one kernel set with some of them. V8 may end its process for
// it, and that is an answer too (runtime/trials.ts reads it).
//
//   trial.js flags                                prints the flags that V8 knows
//   trial.js set {"set", "flags", "resources"}    prints {"difference", "milliseconds"}

import { writeSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { portableKernels } from '../engine/portable'
import { endWithParent } from '../runtime/end-with-parent'
import { refusedCode, type Trial } from '../runtime/trials'
import type { KernelSet } from '../shared/machine'
import { differenceFromPortable, timeStep } from './kernel-check'
import { openKernels } from './engine'

/** Long enough for V8 to have compiled, at its second look, what it takes for often used. */
const milliseconds = 120

const [what, json] = process.argv.slice(2)
if (what === 'flags') setFlagsFromString('--help')
else {
  await endWithParent()
  process.exit(tryOut(JSON.parse(json)))
}

function tryOut({ set, flags, resources }: { set: KernelSet; flags: string[]; resources: string }): number {
  let kernels = portableKernels
  try {
    if (set !== 'portable') kernels = openKernels(set, flags, resources).kernels
  } catch (error) {
    writeSync(2, (error as Error).message)
    return refusedCode
  }
  const difference = differenceFromPortable(kernels)
  const answer: Trial = {
    difference: Number.isFinite(difference) ? difference : null,
    milliseconds: timeStep(kernels, milliseconds)
  }
  writeSync(1, `${JSON.stringify(answer)}\n`)
  return 0
}
