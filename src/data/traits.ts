// What the data part of an experiment says before a file is read. Pure, so every folder may import it.

import type { Values } from '../engine/batch'
import type { Output } from '../model/model'
import type { LabelKind } from '../model/table'
import { tasks, type TaskName } from './tasks'
import type { Task } from './tasks/task'

export interface DataTraits {
  /** Decides the unit of the loss (unitOf). */
  output: Output
  /** Whether inputs are categories, fed as one-hot vectors, or real values. */
  input: Values['kind']
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
  labelled: { primed: false, hasLength: false, continuesData: true },
  task: { primed: false, hasLength: false, continuesData: false }
} as const

export function traitsOf(
  data: { kind: 'text' | 'series' } | { kind: 'labelled'; labels: LabelKind } | { kind: 'task'; task: TaskName }
): DataTraits {
  switch (data.kind) {
    case 'text':
      return { output: 'softmax', input: 'index', generated: false }
    case 'series':
      return { output: 'linear', input: 'dense', generated: false }
    case 'labelled':
      return { output: data.labels === 'classes' ? 'softmax' : 'linear', input: 'dense', generated: false }
    case 'task': {
      const { output, input }: Task = tasks[data.task]
      return { output, input, generated: true }
    }
  }
}

/** The most files of a text. */
export const mostFiles = 1000

/** Whether the symbols of a text are bytes. False for other data. */
export const readsBytes = (data: { kind: string; source?: string; reading?: object | null }): boolean =>
  data.kind === 'text' && data.source === 'file' && (data.reading as { unit?: string } | null)?.unit === 'bytes'

/** Whether the data are a file that belongs to a person. Such a file may be moved or replaced. */
export const isOwnFile = (data: object): boolean => 'source' in data && data.source === 'file'

/**
 * What a network is fed where it is measured without a teacher. A task or a labelled sequence gives x(t), so the network runs free. In a text
 * or a series x(t) is still the true value before, and only z(t−1) is the network's own output.
 */
export type WithoutTeacher = 'free' | 'ownZ'
export const withoutTeacherIn = (data: Parameters<typeof traitsOf>[0]): WithoutTeacher =>
  traitsOf(data).generated || data.kind === 'labelled' ? 'free' : 'ownZ'

/** Its name in the terminal, in tables and in cards. */
export const withoutTeacherWords: Record<WithoutTeacher, string> = {
  free: 'free-running',
  ownZ: 'own z(t-1) with true x(t)'
}

/** Squared error where outputs are real values, nats where they are probabilities. */
export const unitOf = (output: Output): 'nats' | 'squared-error' => (output === 'linear' ? 'squared-error' : 'nats')
