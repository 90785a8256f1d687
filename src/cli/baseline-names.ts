// The names of floors and baselines in the terminal.

import type { Baseline } from '../shared/run'

const names: Record<string, string> = {
  floor: 'best possible',
  guess: 'guessing',
  'always-one': 'always 1',
  forgetting: 'forgetting the outer letter',
  memoryless: 'remembering nothing',
  'previous-output': 'only the last output',
  'last-value': 'last value',
  mean: 'mean',
  uniform: 'all symbols alike'
}

/** A baseline in words; one without words keeps its key. */
export function nameOfBaseline({ key, values }: Pick<Baseline, 'key' | 'values'>): string {
  if (key === 'autoregression') return `AR(${values.order})`
  if (key === 'class-frequencies') return `class frequencies (always "${values.label}": ${values.right} right)`
  if (key === 'n-gram') return `n-gram of order ${values.order}`
  return names[key] ?? key
}
