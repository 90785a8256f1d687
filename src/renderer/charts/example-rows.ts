// A sequence of a task as rows of cells, with one column for each time step.

import type { Example } from '../../shared/run'

export interface ShownSequence extends Pick<Example, 'inputs' | 'targets' | 'mask'> {
  inputSymbols?: string[] | undefined
  outputSymbols?: string[] | undefined
  pictureWidth?: number | undefined
  /** ŷ of each step, when there is a model: real values, or probabilities of bits or of symbols. */
  outputs?: readonly (readonly number[])[] | undefined
}

export interface ExampleCell {
  /** Null where the step has no target. */
  value: number | null
  bit: boolean
  /** The sign of the value where it is a category. */
  symbol?: string
}

export interface ExampleRow {
  kind: 'input' | 'target' | 'output' | 'error'
  index: number
  of: number
  cells: ExampleCell[]
}

type Steps = readonly (readonly number[])[]

const isBit = (value: number): boolean => value === 0 || value === 1
const likeliest = (probabilities: readonly number[]): number => probabilities.indexOf(Math.max(...probabilities))

/** True where all values of the steps that count are 0 or 1. */
const allBits = (steps: Steps, index: number, counts: (t: number) => boolean): boolean =>
  steps.every((step, t) => !counts(t) || isBit(step[index]))

function rows(
  kind: ExampleRow['kind'],
  steps: Steps,
  bits: (index: number) => boolean,
  counts: (t: number) => boolean
): ExampleRow[] {
  const width = steps[0]?.length ?? 0
  return Array.from({ length: width }, (_, index) => ({
    kind,
    index,
    of: width,
    cells: steps.map((step, t) => ({ value: counts(t) ? step[index] : null, bit: bits(index) }))
  }))
}

/** One row of symbols. */
function symbolRow(
  kind: ExampleRow['kind'],
  categories: readonly number[],
  symbols: readonly string[],
  counts: (t: number) => boolean
): ExampleRow[] {
  const cells = categories.map((k, t): ExampleCell =>
    counts(t) ? { value: k, bit: false, symbol: symbols[k] } : { value: null, bit: false }
  )
  return [{ kind, index: 0, of: 1, cells }]
}

/**
 * The steps to show, counted from 0: the first `most` steps. Where only the last step has a target (`answerAtEnd`), it
 * is shown too, because the task is about it.
 */
export function shownSteps({ mask }: ShownSequence, most: number): { steps: number[]; answerAtEnd: boolean } {
  const answerAtEnd = mask.length > 1 && mask.indexOf(true) === mask.length - 1
  const steps = Array.from({ length: Math.min(most, mask.length) }, (_, t) => t)
  if (answerAtEnd) steps[steps.length - 1] = mask.length - 1
  return { steps, answerAtEnd }
}

/**
 * `shown` are the steps of the cells. Below a target that is neither a bit nor a symbol stands the error of the output.
 */
export function taskRows(
  { inputs, targets, mask, outputs, inputSymbols, outputSymbols }: ShownSequence,
  shown: readonly number[]
): ExampleRow[] {
  const always = (): boolean => true
  const targeted = (t: number): boolean => mask[t]
  const bitTarget = (index: number): boolean => allBits(targets, index, targeted)
  const category = (list: Steps): number[] => list.map(([k]) => k)
  const errors = outputSymbols
    ? undefined
    : outputs?.map((output, t) => output.map((value, index) => value - targets[t][index]))
  const all = [
    ...(inputSymbols
      ? symbolRow('input', category(inputs), inputSymbols, always)
      : rows('input', inputs, (index) => allBits(inputs, index, always), always)),
    ...(outputSymbols
      ? symbolRow('target', category(targets), outputSymbols, targeted)
      : rows('target', targets, bitTarget, targeted)),
    // Outputs are probabilities. Those of bits are shown as numbers and count as 1 from ½ on; of symbols the likeliest
    // is shown.
    ...(!outputs
      ? []
      : outputSymbols
        ? symbolRow('output', outputs.map(likeliest), outputSymbols, targeted)
        : rows('output', outputs, () => false, targeted)),
    ...(errors ? rows('error', errors, () => false, targeted).filter(({ index }) => !bitTarget(index)) : [])
  ]
  return all.map((row) => ({ ...row, cells: shown.map((t) => row.cells[t]) }))
}

/**
 * Whether each step is right: the symbol, or every bit on the same side of ½ as its target. Null where a step has no
 * target, or a target that is neither.
 */
export function judged({ targets, mask, outputs, outputSymbols }: ShownSequence): (boolean | null)[] {
  return targets.map((target, t) => {
    const output = outputs?.[t]
    if (!output || !mask[t]) return null
    if (outputSymbols) return likeliest(output) === target[0]
    if (!target.every(isBit)) return null
    return target.every((bit, i) => output[i] >= 0.5 === (bit === 1))
  })
}
