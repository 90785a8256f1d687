// A task's sequence as rows of cells, one column a time step.

import type { Example } from '../../shared/run'

export interface TaskSequence extends Pick<Example, 'inputs' | 'targets' | 'mask'> {
  inputSymbols?: string[] | undefined
  outputSymbols?: string[] | undefined
  /** ŷ of each step, once there is a model: real values, or probabilities of bits or of symbols. */
  outputs?: readonly (readonly number[])[] | undefined
}

export interface Cell {
  /** null where there is nothing to show: the step carries no target. */
  value: number | null
  bit: boolean
  /** What stands for the value where it is a category. */
  symbol?: string
}

export interface Row { kind: 'input' | 'target' | 'output'; index: number; of: number; cells: Cell[] }

type Steps = readonly (readonly number[])[]

const isBit = (value: number): boolean => value === 0 || value === 1
const likeliest = (probabilities: readonly number[]): number => probabilities.indexOf(Math.max(...probabilities))

/** True where every value of the steps that count is 0 or 1. */
const allBits = (steps: Steps, index: number, counts: (t: number) => boolean): boolean =>
  steps.every((step, t) => !counts(t) || isBit(step[index]))

function rows(kind: Row['kind'], steps: Steps, bits: (index: number) => boolean, counts: (t: number) => boolean): Row[] {
  const width = steps[0]?.length ?? 0
  return Array.from({ length: width }, (_, index) => ({
    kind, index, of: width, cells: steps.map((step, t) => ({ value: counts(t) ? step[index] : null, bit: bits(index) }))
  }))
}

/** One row of symbols. */
function symbolRow(kind: Row['kind'], categories: readonly number[], symbols: readonly string[], counts: (t: number) => boolean): Row[] {
  const cells = categories.map((k, t): Cell => (counts(t) ? { value: k, bit: false, symbol: symbols[k] } : { value: null, bit: false }))
  return [{ kind, index: 0, of: 1, cells }]
}

export function taskRows({ inputs, targets, mask, outputs, inputSymbols, outputSymbols }: TaskSequence, steps: number): Row[] {
  const always = (): boolean => true
  const targeted = (t: number): boolean => mask[t]
  const first = (list: Steps): Steps => list.slice(0, steps)
  const category = (list: Steps): number[] => first(list).map(([k]) => k)
  return [
    ...(inputSymbols
      ? symbolRow('input', category(inputs), inputSymbols, always)
      : rows('input', first(inputs), (index) => allBits(inputs, index, always), always)),
    ...(outputSymbols
      ? symbolRow('target', category(targets), outputSymbols, targeted)
      : rows('target', first(targets), (index) => allBits(targets, index, targeted), targeted)),
    // Outputs are probabilities: of a bit they are shown as numbers and judged at ½, of symbols the likeliest is shown.
    ...(!outputs ? []
      : outputSymbols ? symbolRow('output', first(outputs).map(likeliest), outputSymbols, targeted)
      : rows('output', first(outputs), () => false, targeted))
  ]
}

/** Whether each step is answered right: the symbol, or every bit on the target's side of ½. Null where there is nothing to be right about. */
export function judged({ targets, mask, outputs, outputSymbols }: TaskSequence): (boolean | null)[] {
  return targets.map((target, t) => {
    const output = outputs?.[t]
    if (!output || !mask[t]) return null
    if (outputSymbols) return likeliest(output) === target[0]
    if (!target.every(isBit)) return null
    return target.every((bit, i) => (output[i] >= 0.5) === (bit === 1))
  })
}
