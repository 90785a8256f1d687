// Writes the network as a folder, in the form of models on Hugging Face: a card, the parameters, and plain PyTorch code
// that runs the network and continues its training.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBias, parameterCount, tensorShapes } from '../../model/tensors'
import { writeCurves } from '../../run-folder/curves'
import { writeWhole } from '../../run-folder/whole-files'
import { readSafetensors, writeSafetensors, type Tensor } from '../../run-folder/safetensors'
import type { OptimizerKind } from '../../model/training'
import { Checkpoints } from '../checkpoint'
import { fileName } from '../model-file'
import { answersOf } from './answers'
import { writeFolder } from './folder'
import { inMarkdown, inYaml } from './quoting'
import { equationsOf, feedingText, readStoredNetwork, type StoredNetwork } from './stored-network'
import { exportWeights } from './weights'

/** The names that PyTorch's optimizers give to the slots of ours, in the same order. */
const slotNames: Record<OptimizerKind, readonly string[]> = {
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
    writeWhole(join(folder, 'model.py'), readFileSync(join(resources, 'exports/model.py')))
    writeCurves(runFolder, join(folder, 'curves.csv'))
    put('README.md', card(network))
    json('config.json', configOf(network, state))
    json('check.json', checkOf(network))
    const { experiment, inputLabels, scaling } = network
    if (experiment.data.kind === 'text') json('vocabulary.json', { symbols: inputLabels })
    if (scaling) json('scaling.json', { columns: inputLabels, ...scaling })
  })
}

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
  const { updates, position, inForce } = state
  return {
    model_type: 'rnn',
    architectures: ['Network'],
    ...model,
    input,
    feeding,
    ...(data.kind === 'task' && { inputs: inputLabels, outputs: outputLabels }),
    data,
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
function checkOf(network: StoredNetwork): object {
  const { model, input, feeding, scaling } = network
  const { x, z, yhat } = answersOf(network, checkedSteps, 1)
  const rows = (values: readonly number[], n: number): number[][] =>
    Array.from({ length: checkedSteps }, (_, t) => values.slice(t * n, (t + 1) * n))
  const scaled = (row: readonly number[]): number[] =>
    scaling ? row.map((value, j) => (value - scaling.mean[j]) / scaling.deviation[j]) : [...row]
  return {
    inputs: input === 'index' ? x : rows(x, model.nx).map(scaled),
    answers: rows(yhat, model.ny).map(scaled),
    ...(feeding === 'sample' && { 'fed back': rows(z, model.ny) })
  }
}

function card(network: StoredNetwork): string {
  const { experiment, model, step, seconds, validationLoss, feeding } = network
  const { data, learning, optimizer } = experiment
  const tag = { text: 'text-generation', series: 'time-series-forecasting', task: null }[data.kind]
  const source = 'path' in data ? (data.path ?? data.source) : data.task
  const of = feeding === 'nothing' ? '' : `\n${feedingText(network)}\n`
  const use = {
    text: 'python3 model.py write --prime "Call me "          # a text goes on\npython3 model.py train THE-TEXT --steps 100        # training goes on',
    series:
      'python3 model.py forecast THE-TABLE --rows 12      # the rows that follow\npython3 model.py train THE-TABLE --steps 100       # training goes on',
    task: '# its tasks are made by Unroll; train_step() in model.py takes any batch'
  }[data.kind]
  return `---
license: unknown
library_name: pytorch
${tag === null ? '' : `pipeline_tag: ${tag}\n`}tags:
  - recurrent-neural-network
  - unroll
model_name: ${inYaml(experiment.name)}
---

# ${inMarkdown(experiment.name)}

A recurrent network of ${model.nh} hidden units and ${parameterCount(model)} parameters, trained by Unroll on ${inMarkdown(source)} (${data.kind}).
The licence is unknown: whoever trained it decides, and has to heed that of the data.

| | |
| --- | --- |
| recurrence, readout, output | ${model.recurrence}, ${model.readout}, ${model.output} |
| inputs, hidden units, outputs | ${model.nx}, ${model.nh}, ${model.ny} |
| learning | ${learning.method}, sequences of ${learning.sequenceLength} steps, ${learning.batchSize} at a time |
| optimizer | ${optimizer.kind}, learning rate ${optimizer.learningRate} |
| seed | ${experiment.seed} |
| steps | ${step} |
| time of training | ${seconds.toFixed(1)} s |
| validation loss (${model.output === 'linear' ? 'squared error' : 'nats'} per target) | ${validationLoss ?? 'never validated'} |

The curves are in curves.csv, every setting in config.json.

\`\`\`
${equationsOf(network).join('\n')}
\`\`\`
${of}
## Use

\`\`\`sh
python3 model.py check                             # the stored inputs give the stored answers
${use}
\`\`\`

It takes PyTorch 1.13 or newer and nothing else. The parameters have PyTorch's names.
`
}
