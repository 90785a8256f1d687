// The trial program: it asks V8 for its flags, or tries one kernel set with some flags. V8 may crash the process, which
// is a result too (runtime/trials.ts reads it).
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

/** Milliseconds. It is long enough for V8 to compile frequent code again with full optimisation. */
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
