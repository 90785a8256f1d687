// A task's sequence as rows of cells, one column a time step.

export interface TaskSequence {
  /** [τ][n] */
  inputs: readonly (readonly number[])[]
  targets: readonly (readonly number[])[]
  mask: readonly boolean[]
  outputs?: readonly (readonly number[])[] | undefined
}

export interface Cell {
  /** null where there is nothing to show: the step carries no target. */
  value: number | null
  bit: boolean
}

export interface Row { kind: 'input' | 'target' | 'output'; index: number; of: number; cells: Cell[] }

const isBit = (value: number): boolean => value === 0 || value === 1

/** True where every value of the steps that count is 0 or 1. */
const allBits = (steps: readonly (readonly number[])[], index: number, counts: (t: number) => boolean): boolean =>
  steps.every((step, t) => !counts(t) || isBit(step[index]))

function rows(kind: Row['kind'], steps: readonly (readonly number[])[], bits: (index: number) => boolean, counts: (t: number) => boolean): Row[] {
  const width = steps[0]?.length ?? 0
  return Array.from({ length: width }, (_, index) => ({
    kind, index, of: width, cells: steps.map((step, t) => ({ value: counts(t) ? step[index] : null, bit: bits(index) }))
  }))
}

export function taskRows({ inputs, targets, mask, outputs }: TaskSequence, steps: number): Row[] {
  const targeted = (t: number): boolean => mask[t]
  const bitTarget = (index: number): boolean => allBits(targets, index, targeted)
  const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, steps)
  return [
    ...rows('input', first(inputs), (index) => allBits(inputs, index, () => true), () => true),
    ...rows('target', first(targets), bitTarget, targeted),
    // Outputs are probabilities of the bit: shown as numbers, judged at ½.
    ...(outputs ? rows('output', first(outputs), () => false, targeted) : [])
  ]
}

/** Whether each step is answered right: every bit on the target's side of ½. Null where there is nothing to be right about. */
export function judged({ targets, mask, outputs }: TaskSequence): (boolean | null)[] {
  return targets.map((target, t) => {
    const output = outputs?.[t]
    if (!output || !mask[t] || !target.every(isBit)) return null
    return target.every((bit, i) => (output[i] >= 0.5) === (bit === 1))
  })
}
