// Every kernel set that this machine can run: the engine's tests go over all of them.

import type { Kernels } from '../../src/engine/kernels'
import { portableKernels } from '../../src/engine/portable'

export const kernelSets: Kernels[] = [portableKernels]
