// What the data part of an experiment says before a file is read. Pure, so every folder may import it.

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
  /**
   * Whether sequences are made from the seed, at any length, and no file is read. Their labels are English words of
   * ours.
   */
  generated: boolean
}

/**
 * What a sample is, by kind of data: whether it begins with a prime that a person writes, whether a person sets its
 * length, and whether it continues the data, which must then be there.
 */
export const sampleTraits = {
  text: { primed: true, hasLength: true, continuesData: false },
  series: { primed: false, hasLength: true, continuesData: true },
  task: { primed: false, hasLength: false, continuesData: false }
} as const

export function traitsOf(data: { kind: 'text' | 'series' } | { kind: 'task'; task: TaskName }): DataTraits {
  switch (data.kind) {
    case 'text':
      return { output: 'softmax', input: 'index', ragged: false, generated: false }
    case 'series':
      return { output: 'linear', input: 'dense', ragged: false, generated: false }
    case 'task': {
      const { output, input, ragged = false }: Task = tasks[data.task]
      return { output, input, ragged, generated: true }
    }
  }
}

/** Whether the data are a file that belongs to a person. Such a file may be moved or replaced. */
export const isOwnFile = (data: object): boolean => 'source' in data && data.source === 'file'

/** Squared error where outputs are real values, nats where they are probabilities. */
export const unitOf = (output: Output): 'nats' | 'squared-error' => (output === 'linear' ? 'squared-error' : 'nats')
