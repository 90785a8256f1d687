// Every task by its key. A new task is one file beside this one, and one line here.

import { adding } from './adding'
import { binaryAddition } from './binary-addition'
import { reber } from './reber'
import { runningParity } from './running-parity'
import type { Task } from './task'
import { temporalXor } from './temporal-xor'

export const tasks = {
  'running-parity': runningParity,
  'binary-addition': binaryAddition,
  'temporal-xor': temporalXor,
  adding,
  reber
} satisfies Record<string, Task>

export type TaskName = keyof typeof tasks

export const taskNames = Object.keys(tasks) as TaskName[]
