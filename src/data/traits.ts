// What an experiment's words about its data tell before a file is read. Pure, so that every folder may ask.

import type { Values } from '../engine/batch'
import type { Output } from '../model/model'
import { tasks, type TaskName } from './tasks'
import type { Task } from './tasks/task'

export interface DataTraits {
  /** Decides the unit of the loss (unitOf). */
  output: Output
  /** Whether inputs are categories, fed as one-hot vectors, or real values. */
  input: Values['kind']
  /** Whether sequences may be shorter than τ. */
  ragged: boolean
}

export function traitsOf(data: { kind: 'text' | 'series' } | { kind: 'task'; task: TaskName }): DataTraits {
  switch (data.kind) {
    case 'text':
      return { output: 'softmax', input: 'index', ragged: false }
    case 'series':
      return { output: 'linear', input: 'dense', ragged: false }
    case 'task': {
      const { output, input, ragged = false }: Task = tasks[data.task]
      return { output, input, ragged }
    }
  }
}

/** Squared error where outputs are real values, nats where they are probabilities. */
export const unitOf = (output: Output): 'nats' | 'squared-error' => (output === 'linear' ? 'squared-error' : 'nats')
