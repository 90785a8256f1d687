// Makes the experiment and the network of a new run from what a model file says and what a person says about it.

import { basename, extname, resolve } from 'node:path'
import { DataError } from '../../data/data-error'
import type { AnyDataSet } from '../../data/load'
import { looksLikeTable } from '../../data/table/kind'
import { traitsOf } from '../../data/traits'
import { newParameters, type Parameters } from '../../engine/parameters'
import type { Model } from '../../model/model'
import { slotCount } from '../../engine/optimizer'
import { isFlag } from '../../model/table'
import { parameterCount, tensorShapes } from '../../model/tensors'
import { experimentSchema, type Experiment } from '../../shared/experiment'
import { saysTooLittle, type Said } from '../../shared/imports'
import { flatten } from '../../shared/issues'
import { reason } from '../../shared/reasons'
import { SafetensorsError, type Tensor } from '../../run-folder/safetensors'
import type { Scaling } from '../checkpoint-file'
import { Differs, expectFits, expectSameData } from '../going-on'
import { modelIn, recurrenceOf, type Description, type StoredModel } from '../model-file'
import { withDataFile } from '../data-file'
import { modelOf, openData, withDecisions } from '../network'
import { Refusal } from '../refusal'
import { UnfitModel, type Found, type Training } from './found'
import { readScaling, readVocabulary } from './said-files'

/** All that a new run needs. */
export interface Imported extends Pick<Found, 'step' | 'seconds' | 'validationLoss' | 'scaling' | 'training'> {
  /** The name of the file, for the history of the run. */
  origin: string
  experiment: Experiment
  model: Model
  parameters: Parameters
  inputLabels: readonly string[]
  outputLabels: readonly string[]
}

/** Throws as readImport(). */
export function complete(found: Found, said: Said, resources: string): Imported {
  const { experiment, inputLabels, outputLabels, scaling } = found
  const isComplete =
    experiment !== null &&
    inputLabels !== null &&
    outputLabels !== null &&
    (experiment.data.kind !== 'series' || scaling !== null)
  const known = isComplete
    ? sayingItself({ ...found, experiment, inputLabels, outputLabels }, said, resources)
    : toldByPerson(found, said, resources)
  return {
    origin: basename(found.file),
    step: found.step,
    seconds: found.seconds,
    validationLoss: found.validationLoss,
    ...known
  }
}

type Known = Omit<Imported, 'origin' | 'step' | 'seconds' | 'validationLoss'>

/** For a file that says everything. Where its data are is unknown, unless a person names the data file. */
function sayingItself(
  found: Found & Pick<Known, 'experiment' | 'inputLabels' | 'outputLabels'>,
  said: Said,
  resources: string
): Known {
  const { file, inputLabels, outputLabels, scaling } = found
  const needless = (['vocabulary', 'scaling', 'task', 'readout'] as const).find((name) => said[name] !== undefined)
  if (needless !== undefined)
    throw new Refusal(
      'import-says-itself',
      `${file} says itself what its inputs and outputs are. Leave ${needless} out.`,
      {
        file,
        needless
      }
    )
  const { model, parameters } = networkIn(found, {
    ...found.experiment.model,
    output: traitsOf(found.experiment.data).output
  })
  const experiment = withData(found.experiment, said.data === undefined ? null : resolve(said.data))
  const { data } = experiment
  const series = data.kind === 'series'
  const { nx, ny } = model
  const [inputs, outputs] = [inputLabels.length, outputLabels.length]
  if (inputs !== nx || outputs !== ny) throw new UnfitModel(file, reason('labelCounts', { inputs, outputs, nx, ny }))
  const [means, deviations] = [scaling?.mean.length ?? 0, scaling?.deviation.length ?? 0]
  if (series && (means !== nx || deviations !== nx))
    throw new UnfitModel(file, reason('scalingCounts', { means, deviations, nx }))
  for (const [field, asked] of Object.entries({ ...experiment.model, output: traitsOf(data).output })) {
    const has = field === 'hiddenSize' ? model.nh : model[field as 'recurrence']
    if (has !== asked) throw new UnfitModel(file, reason('otherModel', { field, asked, found: has }))
  }
  const labels = { inputLabels, outputLabels, scaling: series ? scaling : null }
  const isAtHand = !('path' in data) || data.path === null || said.data !== undefined
  if (isAtHand) {
    const set = openData(experiment, resources)
    const trained = { experiment, data: found.training?.data ?? null, ...labels }
    try {
      expectFits({ ...trained, model }, { model: modelOf(experiment, set), data: set })
      expectSameData(trained, set)
    } catch (error) {
      // Where the person names no data, the contradiction is inside the file.
      if (said.data !== undefined || !(error instanceof Differs || error instanceof DataError)) throw error
      throw new UnfitModel(
        file,
        reason('contradicts', { reason: error instanceof Differs ? error.values.changes : error.message })
      )
    }
  }
  const { training } = found
  if (training) expectTraining(file, training, experiment, model)
  return { experiment, model, parameters, training, ...labels }
}

/** Throws UnfitModel where the state of training does not fit the network. */
function expectTraining(
  file: string,
  { slots, carried }: Training,
  { learning, optimizer }: Experiment,
  model: Model
): void {
  const expected: [name: string, tensor: Tensor | undefined, shape: number[]][] = [
    ...Array.from({ length: Math.max(slotCount(optimizer.kind), slots.length) }, (_, i): (typeof expected)[number] => [
      `optimizer.${i}`,
      slots[i],
      i < slotCount(optimizer.kind) ? [parameterCount(model)] : [0]
    ]),
    ...(carried ? [['carried.h', carried.h, [learning.batchSize, model.nh]] satisfies (typeof expected)[number]] : []),
    ...(carried?.z
      ? [['carried.z', carried.z, [learning.batchSize, model.ny]] satisfies (typeof expected)[number]]
      : [])
  ]
  for (const [tensor, found, shape] of expected) {
    if (!found) throw new UnfitModel(file, reason('noTensor', { tensor }))
    if (found.shape.join() !== shape.join())
      throw new UnfitModel(file, reason('otherShape', { tensor, shape: found.shape.join(), expected: shape.join() }))
    if (!found.data.every(Number.isFinite)) throw new UnfitModel(file, reason('notFinite', { tensor }))
  }
}

/**
 * For a file of other software, or one of ours that lacks something: the person says what the network was trained on.
 */
function toldByPerson(found: Found, said: Said, resources: string): Known {
  const recurrence = found.stated.recurrence ?? recurrenceOf(found.contents.tensors)
  const description = {
    recurrence: recurrence ?? 'hidden',
    readout: said.readout ?? found.stated.readout ?? 'every-step',
    feedback: found.stated.feedback ?? 'probabilities'
  } as const
  // The output follows from the data. Without data at least the sizes are known.
  const sized = networkIn(found, { output: 'softmax', ...description }).model
  const data = dataSaid(found, said, sized)
  const { name, ...meaning } = data
  const output = traitsOf(meaning.data).output
  if (found.stated.output !== undefined && found.stated.output !== output)
    throw new UnfitModel(found.file, reason('otherOutput', { found: found.stated.output, name, asked: output }))
  const { model, parameters } = networkIn(found, { ...description, output })
  const parsed = experimentSchema.safeParse({
    ...found.experiment,
    name: (found.experiment?.name ?? basename(found.file, extname(found.file))).slice(0, 200),
    data: meaning.data,
    model: { ...description, hiddenSize: model.nh },
    learning: found.experiment?.learning ?? { method: model.recurrence === 'hidden' ? 'bptt' : 'teacher-forcing' }
  })
  if (!parsed.success) throw new UnfitModel(found.file, flatten(parsed.error))
  const experiment = parsed.data
  if (meaning.symbols === undefined) {
    const set = openData(experiment, resources)
    expectSizes(found.file, model, name, set.nx, set.ny)
    modelOf(experiment, set)
    const { inputLabels, outputLabels } = set
    const decided = withDecisions(experiment, set)
    return {
      experiment: decided,
      model,
      parameters,
      inputLabels,
      outputLabels,
      scaling: scalingOf(set),
      training: null
    }
  }
  const { symbols, scaling, outputs = symbols } = meaning
  expectSizes(found.file, model, name, symbols.length, outputs.length)
  if (scaling !== null)
    return { experiment, model, parameters, inputLabels: symbols, outputLabels: outputs, scaling, training: null }
  const sorted = symbols.toSorted((a, b) => a.codePointAt(0)! - b.codePointAt(0)!)
  const inOrder = sorted.map((symbol) => symbols.indexOf(symbol))
  return {
    experiment,
    model,
    parameters: permuted(model, parameters, inOrder),
    inputLabels: sorted,
    outputLabels: sorted,
    scaling,
    training: null
  }
}

/** The data of the experiment, and the symbols or columns where no data file is named. */
interface DataSaid {
  /** The name of the data in messages. */
  name: string
  data: Experiment['data']
  symbols?: readonly string[]
  /** The outputs, where they are not the same. */
  outputs?: readonly string[]
  scaling: Scaling | null
}

function dataSaid({ file }: Found, said: Said, { recurrence, nx, nh, ny }: Model): DataSaid {
  const ways = (['vocabulary', 'scaling', 'data', 'task'] as const).filter((name) => said[name] !== undefined)
  if (ways.length === 0)
    throw new Refusal(
      saysTooLittle,
      `${file} does not say what its ${nx} inputs and ${ny} outputs are. Name its vocabulary, its scaling, its data or its task.`,
      { file, recurrence, nx, nh, ny }
    )
  if (ways.length > 1)
    throw new Refusal('import-said-twice', `${ways.join(' and ')} say the same of ${file}. Name one of them.`, {
      file,
      ways: ways.join(', ')
    })
  const stem = basename(file, extname(file))
  const ofFile = (kind: 'text' | 'series', path: string, more: object = {}): Experiment['data'] =>
    experimentSchema.shape.data.parse({ kind, source: 'file', path, reading: {}, ...more })
  if (said.task !== undefined)
    return {
      name: said.task,
      data: experimentSchema.shape.data.parse({ kind: 'task', task: said.task }),
      scaling: null
    }
  if (said.vocabulary !== undefined) {
    const { symbols, unit } = readVocabulary(said.vocabulary)
    const reading = unit === 'bytes' ? { unit } : {}
    return {
      name: basename(said.vocabulary),
      data: ofFile('text', `${stem}.txt`, { reading }),
      symbols,
      scaling: null
    }
  }
  if (said.scaling !== undefined) {
    const { columns, transform, roles, inputLabels, outputLabels, scaling } = readScaling(said.scaling)
    // Flags are no columns of the file.
    const ofColumns = <Value>(values: readonly Value[]): Record<string, Value> =>
      Object.fromEntries(columns.flatMap((column, j) => (isFlag(roles[j]) ? [] : [[column, values[j]]])))
    return {
      name: basename(said.scaling),
      data: ofFile('series', `${stem}.csv`, {
        columns: outputLabels,
        transform,
        reading: {
          roles: ofColumns(roles),
          ...(scaling.scalings && { scaling: ofColumns(scaling.scalings) }),
          ...(roles.some(isFlag) && { gaps: 'keep' })
        }
      }),
      symbols: inputLabels,
      outputs: outputLabels,
      scaling
    }
  }
  const path = resolve(said.data!)
  const [name, extension] = [basename(path), extname(path).toLowerCase()]
  const kind = withDataFile(path, (bytes) => looksLikeTable(bytes, name, extension)) ? 'series' : 'text'
  return { name, data: ofFile(kind, path), scaling: null }
}

function expectSizes(file: string, { nx, ny }: Model, name: string, inputs: number, outputs: number): void {
  if (inputs === nx && outputs === ny) return
  throw new Refusal(
    'import-sizes',
    `${file} has ${nx} inputs and ${ny} outputs, and ${name} has ${inputs} and ${outputs}. Name what it was trained on.`,
    { file, name, nx, ny, inputs, outputs }
  )
}

/** The experiment with another path of its data; null keeps the name of the file alone. */
function withData(experiment: Experiment, path: string | null): Experiment {
  const { data } = experiment
  if (!('path' in data) || data.source !== 'file' || data.path === null) {
    if (path === null) return experiment
    throw new Refusal('import-needs-no-data', 'The data of this model come with Unroll. Leave data out.')
  }
  return {
    ...experiment,
    data: { ...data, path: path ?? data.path.split(/[\\/]/).findLast((part) => part !== '') ?? 'data' }
  }
}

const scalingOf = (data: AnyDataSet): Scaling | null => (data.kind === 'series' ? data.scaling : null)

/** The network in float32. Throws UnfitModel. */
function networkIn(
  { file, contents, stated }: Found,
  description: Description & { hiddenSize?: number }
): { model: Model; parameters: Parameters } {
  const { recurrence, readout, output, feedback } = description
  const { model, parameters: exact } = unfitIn(file, () =>
    modelIn(contents, file, { recurrence, readout, output, feedback, ...stated })
  )
  const parameters = newParameters(model)
  parameters.flat.set(exact.flat)
  const tooLarge = tensorShapes(model).find(({ name }) => !parameters[name].every(Number.isFinite))
  if (tooLarge) throw new UnfitModel(file, reason('beyondFloat32', { tensor: tooLarge.name }))
  return { model, parameters }
}

function unfitIn(file: string, work: () => StoredModel): StoredModel {
  try {
    return work()
  } catch (error) {
    throw error instanceof SafetensorsError ? new UnfitModel(file, error.fault) : error
  }
}

/** The same network with its inputs and outputs in another order: new number k is old number order[k]. */
function permuted(model: Model, from: Parameters, order: readonly number[]): Parameters {
  const to = newParameters(model)
  to.flat.set(from.flat)
  const columns = (name: 'U' | 'W' | 'R'): void => {
    const n = order.length
    for (let i = 0; i < model.nh; i++) order.forEach((old, k) => (to[name][i * n + k] = from[name][i * n + old]))
  }
  columns('U')
  if (model.recurrence === 'output') columns('W')
  if (model.recurrence === 'hidden+output') columns('R')
  order.forEach((old, k) => {
    to.V.set(from.V.subarray(old * model.nh, (old + 1) * model.nh), k * model.nh)
    to.c[k] = from.c[old]
  })
  return to
}
