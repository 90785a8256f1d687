// A run continues exactly or not at all. An error names the fields of the experiment, or the data, that differ.

import { createHash } from 'node:crypto'
import type { AnyDataSet } from '../data/load'
import type { SeriesScaling } from '../data/series'
import type { Model } from '../model/model'
import type { OptimizerOptions } from '../engine/optimizer'
import type { Experiment } from '../shared/experiment'
import { changeText, experimentChanges, type DataIdentity, type FieldChange } from '../shared/experiment-changes'
import { engineChange, type EngineIdentity } from '../shared/machine'
import type { Mark } from '../shared/run'

/** What a checkpoint stores about its training; null where an older version stored nothing. */
export interface Trained {
  experiment: Experiment | null
  data: DataIdentity | null
  inputLabels: readonly string[] | null
  outputLabels: readonly string[] | null
  /** For a series: the scaling of its columns. */
  scaling?: SeriesScaling | null
}

/** The request does not agree with what is stored. The window uses the code to say so in its own language. */
export class Differs extends Error {
  readonly values: { changes: string }

  constructor(
    readonly code: keyof typeof sentences,
    changes: readonly FieldChange[]
  ) {
    const texts = changes.map(changeText).join('; ')
    super(sentences[code].replace('{changes}', () => texts))
    this.values = { changes: texts }
  }
}

const sentences = {
  'run-differs':
    'This run cannot go on with another experiment (what it has → what is asked for): {changes}. ' +
    'Only its end, watching, the learning rate, its schedule and clipping may change. ' +
    'Ask for what the run has, or begin a new run from these weights.',
  'data-differ':
    'The data are not those that this run was trained on (then → now): {changes}. ' +
    'Find the file as it was, or begin a new run from these weights.',
  'weights-differ':
    'The weights do not fit the new run (what they are of → what is asked for): {changes}. ' +
    'Give it the data and the model of the weights.'
}

const contents = {
  size: 'data (length)',
  hash: 'data (SHA-256)',
  input: 'data (input labels)',
  output: 'data (output labels)',
  mean: 'data (means of the columns)',
  deviation: 'data (deviations of the columns)',
  scalings: 'data (scaling of the columns)',
  roles: 'data (roles of the columns)'
} as const

/**
 * Throws Differs when the experiment or the content of its data differs from that of the training. Returns the allowed
 * changes.
 */
export function expectSame(has: Trained, asked: { experiment: Experiment; data: AnyDataSet }): FieldChange[] {
  const { taken, refused } = has.experiment
    ? experimentChanges(has.experiment, asked.experiment)
    : { taken: [], refused: [] }
  if (refused.length > 0) throw new Differs('run-differs', refused)
  expectSameData(has, asked.data)
  return taken
}

/** The optimizer's options that a person can change during training, each with its mark. */
const byHand = { learningRate: 'learning-rate', clipNorm: 'clip-norm', clipValue: 'clip-value' } as const
/** Fields that do not affect training. */
const unmarked = ['name', 'data.path']

type NewMark = Omit<Mark, 'type' | 'step'>

/**
 * Applies the changed fields to the optimizer's options; other options keep the values that a person has set. Returns
 * the marks of all changes.
 */
export function goOn(
  { before, now }: { before: EngineIdentity | null; now: EngineIdentity },
  taken: readonly FieldChange[],
  options: OptimizerOptions,
  { optimizer }: Experiment
): NewMark[] {
  const engines = engineChange(before, now)
  const marks: NewMark[] = [{ change: 'resume', from: null, to: null }]
  if (engines) marks.push({ change: 'engine', from: null, to: null, engines })
  const fields: FieldChange[] = []
  for (const one of taken) {
    const option = (Object.keys(byHand) as (keyof typeof byHand)[]).find((key) => one.field === `optimizer.${key}`)
    if (option) {
      marks.push({ change: byHand[option], from: options[option], to: optimizer[option] })
      Object.assign(options, { [option]: optimizer[option] })
    } else if (!unmarked.includes(one.field)) fields.push(one)
  }
  return fields.length === 0 ? marks : [...marks, { change: 'experiment', from: null, to: null, fields }]
}

/** Throws Differs when the data are not those of the training. */
export function expectSameData(has: Trained, data: AnyDataSet): void {
  const changes = dataChanges(has, data)
  if (changes.length > 0) throw new Differs('data-differ', changes)
}

/** Throws Differs when the labels or sizes of a network are not those of the new run that begins with its weights. */
export function expectFits(has: Trained & { model: Model }, asked: { model: Model; data: AnyDataSet }): void {
  const ofModel = (Object.keys(asked.model) as (keyof Model)[]).flatMap((key) =>
    change(`model (${key})`, has.model[key], asked.model[key])
  )
  const changes = [...ofModel, ...labelChanges(has, asked.data)]
  if (changes.length > 0) throw new Differs('weights-differ', changes)
}

function dataChanges(has: Trained, data: AnyDataSet): FieldChange[] {
  const found = has.data && identityOf(data)
  return [
    ...change(contents.size, has.data?.size, found?.size),
    ...change(contents.hash, has.data?.hash.slice(0, hashShown), found?.hash.slice(0, hashShown)),
    ...labelChanges(has, data),
    ...scalingChanges(has, data)
  ]
}

/**
 * The hash covers the values from which mean and deviation come, so these are compared only for an imported network,
 * which has no hash. How each column is scaled, and its role, are decisions, which no hash covers.
 */
function scalingChanges({ data: identity, scaling }: Trained, data: AnyDataSet): FieldChange[] {
  if (!scaling || !('scaling' in data)) return []
  const decided = (['scalings', 'roles'] as const).flatMap((key) => {
    const [from, to] = [scaling[key], data.scaling[key]]
    return from?.join() === to?.join()
      ? []
      : [{ field: contents[key], from: from && shortened(from), to: to && shortened(to) }]
  })
  if (identity !== null) return decided
  const fitted = (['mean', 'deviation'] as const).flatMap((key) => {
    const [from, to] = [scaling[key], data.scaling[key]]
    return from.length === to.length && from.every((value, j) => closeTo(value, to[j]))
      ? []
      : [{ field: contents[key], from: shortened(from.map(String)), to: shortened(to.map(String)) }]
  })
  return [...decided, ...fitted]
}

/** Equal, apart from the rounding of other software. */
const closeTo = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))

function labelChanges(has: Trained, data: AnyDataSet): FieldChange[] {
  const input = labelChange(contents.input, has.inputLabels, data.inputLabels)
  // Where inputs and outputs have the same labels, a difference is told once.
  const same = ({ inputLabels, outputLabels }: Pick<Trained, 'inputLabels' | 'outputLabels'>): boolean =>
    JSON.stringify(inputLabels) === JSON.stringify(outputLabels)
  return same(data) && same(has)
    ? input
    : [...input, ...labelChange(contents.output, has.outputLabels, data.outputLabels)]
}

const hashShown = 12
const labelsShown = 5

const change = (field: string, from: unknown, to: unknown): FieldChange[] => (from === to ? [] : [{ field, from, to }])

/** The labels that only one side has; all labels of both when only their order differs. */
function labelChange(field: string, has: readonly string[] | null, found: readonly string[]): FieldChange[] {
  if (has === null || JSON.stringify(has) === JSON.stringify(found)) return []
  const only = (some: readonly string[], others: readonly string[]): string[] => {
    const known = new Set(others)
    return some.filter((label) => !known.has(label))
  }
  const sides = [only(has, found), only(found, has)]
  const [from, to] = (sides.every(({ length }) => length === 0) ? [has, found] : sides).map(shortened)
  return [{ field, from, to }]
}

const shortened = (labels: readonly string[]): string[] =>
  labels.length > labelsShown ? [...labels.slice(0, labelsShown), `… ${labels.length}`] : [...labels]

const identities = new WeakMap<AnyDataSet, DataIdentity>()

/** Identifies the content of the data; null when the experiment determines it. Computed once for each data set. */
export function identityOf(data: AnyDataSet): DataIdentity | null {
  if (data.content === null) return null
  const { values, size } = data.content
  const known = identities.get(data) ?? { hash: hashOf(data.inputLabels, values), size }
  identities.set(data, known)
  return known
}

function hashOf(labels: readonly string[], values: ArrayBufferView): string {
  return createHash('sha256')
    .update(JSON.stringify(labels))
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest('hex')
}
