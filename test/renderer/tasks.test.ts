// @vitest-environment happy-dom
// The window's words about a task agree with what the task does.

import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { taskNames, tasks, type TaskName } from '../../src/data/tasks'
import type { Task } from '../../src/data/tasks/task'
import { Random } from '../../src/engine/random'
import TaskWords from '../../src/renderer/charts/TaskWords.vue'
import { i18n } from '../../src/renderer/i18n'
import en from '../../src/renderer/locales/en'
import { taskExamples } from '../../src/renderer/model/task-examples'

const twoDigits = (value: number): number => Math.round(100 * value) / 100
const column = (rows: readonly (readonly number[])[], j: number): number[] => rows.map((row) => row[j])
/** The number that these bits write, lowest bit first. */
const number = (bits: readonly (number | null)[]): number =>
  bits.reduce<number>((sum, bit, i) => sum + (bit ?? 0) * 2 ** i, 0)

/** The first input and all targets. */
const wholeString = (
  key: TaskName,
  inputs: readonly (readonly number[])[],
  targets: readonly (number | null)[]
): string => [inputs[0][0], ...targets].map((k) => tasks[key].inputLabels[k!]).join('')

/** The values in each sentence, computed again from its numbers. */
const said: Record<
  TaskName,
  (
    inputs: readonly (readonly number[])[],
    targets: readonly (number | null)[],
    values: Readonly<Record<string, number | string>>
  ) => object
> = {
  'running-parity': (inputs, targets, { t }) => ({
    t,
    ones: column(inputs.slice(0, Number(t)), 0).filter((bit) => bit === 1).length,
    y: targets[Number(t) - 1]
  }),
  'binary-addition': (inputs, targets) => ({
    first: number(column(inputs, 0)),
    second: number(column(inputs, 1)),
    sum: number(targets)
  }),
  'temporal-xor': (inputs) => ({ a: inputs[0][0], b: inputs[1][0], c: inputs[2][0] }),
  adding(inputs) {
    const [first, second] = inputs.filter(([, mark]) => mark === 1).map(([value]) => value)
    return { first, second, sum: twoDigits(first + second) }
  },
  reber: (inputs, targets) => ({ string: wholeString('reber', inputs, targets) }),
  'elman-letters': (inputs, targets) => ({ letters: wholeString('elman-letters', inputs, targets) }),
  'embedded-reber'(inputs, targets) {
    const string = wholeString('embedded-reber', inputs, targets)
    expect(string.at(-2)).toBe(string[1])
    return { string, letter: string[1] }
  },
  'temporal-order'(inputs, targets) {
    const { inputLabels, outputLabels } = tasks['temporal-order']
    const [first, second] = inputs.map(([k]) => inputLabels[k]).filter((symbol) => 'XY'.includes(symbol))
    return { first, second, order: outputLabels[targets.at(-1)!] }
  },
  'copy-memory'(inputs, targets) {
    const { inputLabels } = tasks['copy-memory']
    expect(targets.slice(-10)).toEqual(inputs.slice(0, 10).flat())
    return {
      T: inputs.length - 20,
      symbols: inputs
        .slice(0, 10)
        .map(([k]) => inputLabels[k])
        .join('')
    }
  },
  digits: (_, targets) => ({ digit: targets.at(-1) })
}

describe.each(taskNames)('the worked example of %s', (key) => {
  const task: Task = tasks[key]
  const { seed, inputs, targets, values } = taskExamples[key]

  it('is a sequence that the task makes', () => {
    // Leaves room for tasks that can be of any length.
    const tau = inputs.length + (task.ragged ? 4 : 0)
    const [x, y, mask] = [new Float32Array(tau * task.nx), new Float32Array(tau * task.ny), new Uint8Array(tau).fill(1)]
    const steps = task.generate(new Random(seed), tau, { x, y, mask }, 'training') ?? tau
    expect(steps).toBe(inputs.length)
    expect(inputs.flat()).toEqual([...x.subarray(0, steps * inputs[0].length)].map(twoDigits))
    expect(targets).toEqual(
      [...y.subarray(0, steps)].map((value, t) =>
        task.readout === 'last-step' && t < steps - 1 ? null : twoDigits(value)
      )
    )
  })

  it('is what its sentence says', () => {
    expect(said[key](inputs, targets, values)).toEqual(values)
  })

  it.each(['en', 'ko'] as const)('stands with the rule in the window (%s)', (language) => {
    i18n.global.locale.value = language
    const text = mount(TaskWords, { props: { task: key }, global: { plugins: [i18n] } }).text()
    i18n.global.locale.value = 'en'
    expect(text).not.toContain('tasks.')
    for (const value of Object.values(values)) expect(text).toContain(String(value))
  })

  it('has names of inputs and outputs in every language', () => {
    // Categories are symbols, which no language changes.
    const named = [
      ...(task.input === 'index' ? [] : task.inputLabels),
      ...(task.output === 'softmax' ? [] : task.outputLabels)
    ].filter((label) => label.length > 1)
    for (const label of named) expect(Object.values(en.labels)).toContain(label)
  })
})

it('draws the pixels of a digit', () => {
  const wrapper = mount(TaskWords, { props: { task: 'digits' }, global: { plugins: [i18n] } })
  const drawn = wrapper.findAll('svg rect').map((pixel) => Number(pixel.attributes('fill-opacity')))
  expect(drawn).toEqual(taskExamples.digits.inputs.flat())
})

it('names every kind of targets in every language', () => {
  const kinds = taskNames.flatMap((key) => Object.keys((tasks[key] as Task).kinds ?? {}))
  expect(Object.keys(en.tasks.kinds).sort()).toEqual([...new Set(kinds)].sort())
})

it('is right about XOR and carries', () => {
  const { a, b, c } = taskExamples['temporal-xor'].values
  expect(Number(a) ^ Number(b)).toBe(c)
  const { first, second, sum } = taskExamples['binary-addition'].values
  expect(Number(first) + Number(second)).toBe(sum)
})
