// Every task by its key. A new task is one file beside this one, and one line here.

import { adding } from './adding'
import { binaryAddition } from './binary-addition'
import { copyMemory } from './copy-memory'
import { digits } from './digits'
import { elmanLetters } from './elman-letters'
import { embeddedReber } from './embedded-reber'
import { reber } from './reber'
import { runningParity } from './running-parity'
import type { Task } from './task'
import { temporalOrder } from './temporal-order'
import { temporalXor } from './temporal-xor'

export const tasks = {
  'running-parity': runningParity,
  'binary-addition': binaryAddition,
  'temporal-xor': temporalXor,
  'elman-letters': elmanLetters,
  reber,
  'embedded-reber': embeddedReber,
  adding,
  'temporal-order': temporalOrder,
  'copy-memory': copyMemory,
  digits
} satisfies Record<string, Task>

export type { Task }
export type TaskName = keyof typeof tasks

export const taskNames = Object.keys(tasks) as TaskName[]
