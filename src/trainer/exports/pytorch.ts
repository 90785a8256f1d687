// Writes the network as a folder, in the form of models on Hugging Face: a card, the parameters, and plain PyTorch code
// that runs the network and continues its training.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readsBytes, traitsOf, unitOf } from '../../data/traits'
import { isBias, tensorShapes } from '../../model/tensors'
import { writeCurves } from '../../run-folder/curves'
import { writeWhole } from '../../run-folder/whole-files'
import { readSafetensors, writeSafetensors, type Tensor } from '../../run-folder/safetensors'
import type { OptimizerKind, Transform } from '../../model/training'
import type { Experiment } from '../../shared/experiment'
import { Checkpoints } from '../checkpoint'
import { fileName } from '../model-file'
import { answersOf } from './answers'
import { modelCard } from './card'
import { curvePicture } from './curve-picture'
import { writeFolder } from './folder'
import { notebookOf } from './notebook'
import { columnsOf, readStoredNetwork, type StoredNetwork } from './stored-network'
import { exportWeights } from './weights'

/** The names that PyTorch's optimizers give to the slots of ours, in the same order. */
export const slotNames: Record<OptimizerKind, readonly string[]> = {
  sgd: [],
  momentum: ['momentum_buffer'],
  nesterov: ['momentum_buffer'],
  rmsprop: ['square_avg'],
  adam: ['exp_avg', 'exp_avg_sq'],
  adamw: ['exp_avg', 'exp_avg_sq']
}
/** The number of steps with which model.py checks itself. */
const checkedSteps = 20

/** `resources` is the folder that contains exports/model.py. Throws the errors of writeFolder(). */
export function writePyTorch(runFolder: string, step: number, resources: string, out: string): void {
  const network = readStoredNetwork(runFolder, step)
  const checkpoints = new Checkpoints(runFolder)
  const state = checkpoints.stateOf(step)
  const { tensors } = readSafetensors(checkpoints.fileOf(step))
  writeFolder(out, (folder) => {
    const put = (name: string, text: string): void => writeWhole(join(folder, name), text)
    const json = (name: string, value: unknown): void => put(name, `${JSON.stringify(value, null, 2)}\n`)
    exportWeights(runFolder, join(folder, 'model.safetensors'), {}, step)
    writeSafetensors(join(folder, 'training.safetensors'), { tensors: trainingTensors(network, tensors), metadata: {} })
    for (const name of ['model.py', 'reading.py', 'times.py', 'model_keras.py'])
      writeWhole(join(folder, name), readFileSync(join(resources, 'exports', name)))
    put('notebook.ipynb', notebookOf(network))
    writeCurves(runFolder, join(folder, 'curves.csv'))
    const picture = curvePicture(runFolder, step, unitOf(traitsOf(network.experiment.data).output))
    if (picture !== null) put('loss.svg', picture)
    put('README.md', modelCard(network, state.data, runFolder, picture === null ? null : 'loss.svg'))
    json('config.json', configOf(network, state))
    json('check.json', checkOf(network))
    const { experiment, inputLabels } = network
    if (experiment.data.kind === 'text')
      json('vocabulary.json', { ...(readsBytes(experiment.data) && { unit: 'bytes' }), symbols: inputLabels })
    if (network.scaling)
      json('scaling.json', { columns: columnsOf(network), ...transformOf(experiment), ...network.scaling })
  })
}

/** What becomes of every column before it is scaled; where each has its own, the scaling says so. */
const transformOf = ({ data }: Experiment): { transform?: Transform } =>
  data.kind === 'series' && data.transform !== 'none' ? { transform: data.transform } : {}

/** The slots of the optimizer, with the names of their parameters, and the state that is carried to the next batch. */
function trainingTensors(
  { model, experiment }: StoredNetwork,
  stored: ReadonlyMap<string, Tensor>
): Map<string, Tensor> {
  const tensors = new Map([...stored].filter(([name]) => name.startsWith('carried.')))
  for (const [i, slot] of slotNames[experiment.optimizer.kind].entries()) {
    const data = stored.get(`optimizer.${i}`)?.data
    if (!data) continue
    for (const { name, rows, cols, offset } of tensorShapes(model)) {
      const shape = isBias(name) ? [rows] : [rows, cols]
      tensors.set(`${slot} ${fileName(model, name)}`, { shape, data: data.slice(offset, offset + rows * cols) })
    }
  }
  return tensors
}

function configOf(network: StoredNetwork, state: ReturnType<Checkpoints['stateOf']>): object {
  const { model, input, feeding, experiment, inputLabels, outputLabels, step } = network
  const { data, learning, optimizer, seed } = experiment
  const { updates, position, inForce, data: identity } = state
  return {
    model_type: 'rnn',
    architectures: ['Network'],
    ...model,
    input,
    feeding,
    ...((data.kind === 'task' || data.kind === 'labelled') && { inputs: inputLabels, outputs: outputLabels }),
    data,
    // The length of the data, and the SHA-256 of their labels and values.
    data_identity: identity,
    learning,
    // A person may have changed some of them during training.
    optimizer: { ...optimizer, ...inForce },
    seed,
    step,
    updates,
    position
  }
}

/** Inputs and answers in the units of the network. */
export function checkOf(network: StoredNetwork): object {
  const { model, input, feeding } = network
  const { z, scaled } = answersOf(network, checkedSteps, 1)
  const rows = (values: readonly number[], n: number): number[][] =>
    Array.from({ length: checkedSteps }, (_, t) => values.slice(t * n, (t + 1) * n))
  return {
    inputs: input === 'index' ? scaled.x : rows(scaled.x, model.nx),
    answers: rows(scaled.yhat, model.ny),
    ...(feeding === 'sample' && { 'fed back': rows(z, model.ny) })
  }
}
