// The card of a model, README.md of an exported folder: what it was trained on, how well it does, and how to use it.

import type { InputRole } from '../../model/table'
import type { Transform } from '../../model/training'
import { parameterCount } from '../../model/tensors'
import { readsBytes, traitsOf, unitOf, withoutTeacherIn, withoutTeacherWords } from '../../data/traits'
import { readEvents } from '../../run-folder/events'
import { readBaselines } from '../../run-folder/stored-run'
import type { Experiment } from '../../shared/experiment'
import type { DataIdentity } from '../../shared/experiment-changes'
import type { Baseline } from '../../shared/run'
import { inMarkdown, inYaml } from './quoting'
import { columnsOf, equationsOf, feedingText, transformsOf, type StoredNetwork } from './stored-network'

/** `identity` of the data; `picture`: the file of the curves, if there is one. */
export function modelCard(
  network: StoredNetwork,
  identity: DataIdentity | null,
  runFolder: string,
  picture: string | null
): string {
  const { experiment, model, step, seconds, feeding } = network
  const { learning, optimizer, data } = experiment
  const tag = { text: 'text-generation', series: 'time-series-forecasting', labelled: null, task: null }[data.kind]
  const fed = feeding === 'nothing' ? '' : `\n${feedingText(network)}\n`
  return `---
license: unknown
library_name: pytorch
${tag === null ? '' : `pipeline_tag: ${tag}\n`}tags:
  - recurrent-neural-network
  - unroll
model_name: ${inYaml(experiment.name)}
---

# ${inMarkdown(experiment.name)}

A recurrent network of ${model.nh} hidden units and ${parameterCount(model)} parameters, trained by Unroll for ${step} steps.

## Data

${table(dataRows(network, identity))}
## Network and training

${table([
  ['recurrence, readout, output', `${model.recurrence}, ${model.readout}, ${model.output}`],
  ['inputs, hidden units, outputs', `${model.nx}, ${model.nh}, ${model.ny}`],
  ['learning', `${learning.method}, sequences of ${learning.sequenceLength} steps, ${learning.batchSize} at a time`],
  ['optimizer', `${optimizer.kind}, learning rate ${optimizer.learningRate}`],
  ['seed', String(experiment.seed)],
  ['steps, time of training', `${step}, ${seconds.toFixed(1)} s`]
])}
config.json has every setting. The network computes

\`\`\`
${equationsOf(network).join('\n')}
\`\`\`
${fed}
## Figures

On the part of the data that was held out:

${table(figureRows(network, runFolder))}
${picture === null ? 'curves.csv has the curves.' : `![The loss over the steps of training](${picture})\n\ncurves.csv has the curves as numbers.`}

## Licence

The licence is unknown: whoever trained the network decides, and has to heed that of the data. Then change the first lines of
this file.

## Use

\`\`\`sh
python3 model.py check                             # the stored inputs give the stored answers
${commandsOf(network)}
\`\`\`

It takes PyTorch 1.13 or newer and nothing else. The parameters have PyTorch's names. notebook.ipynb leads through the data, the
equations, a check and the loop of training. reading.py reads DATA as config.json says (encoding, signs, time, order, gaps), and
names what it cannot read. model_keras.py builds the network in Keras 3 (tried with 3.15.1 on JAX); \`python3 model_keras.py\`
compares it with the stored answers.
${data.kind === 'task' || data.kind === 'labelled' ? '' : manyProcesses}`
}

const table = (rows: readonly (readonly [string, string])[]): string =>
  `| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${value} |\n`).join('')}`

/** The commands that fit the data. A network that does not know the symbols of the prime is shown none. */
function commandsOf({ experiment: { data }, inputLabels }: StoredNetwork): string {
  const prime = [...'Call me '].every((symbol) => inputLabels.includes(symbol)) ? ' --prime "Call me "' : ''
  const line = (command: string, comment: string): string => `${`python3 model.py ${command}`.padEnd(50)} # ${comment}`
  return {
    text: [line(`write${prime}`, 'a text goes on'), line('train DATA --steps 100', 'training goes on with this text')],
    series: [
      line('forecast DATA --rows 12', 'the rows that follow this table'),
      line('train DATA --steps 100', 'training goes on with this table')
    ],
    labelled: ['# train_step() in model.py takes any batch of sequences'],
    task: ['# its tasks are made by Unroll; train_step() in model.py takes any batch']
  }[data.kind].join('\n')
}

/** The part for readers who want several processes. */
const manyProcesses = `
## More processes, GPUs and machines

\`train\` goes on with the batch after the last one, in the same order and with the same settings, so that its losses are those that
Unroll would have had. Several processes share each batch: every process takes some of its sequences, and their gradients are
added up before each update. So the losses are the same for any number of processes up to that of the sequences of a batch.

\`\`\`sh
# two processes on this machine, by gloo (PyTorch 1.13 with Python 3.11 also needs --redirects 1:1 --tee 1:1)
python3 -m torch.distributed.run --nproc_per_node 2 model.py train DATA
# one GPU
python3 model.py train DATA --device cuda
# four GPUs of one machine, by NCCL
torchrun --nproc_per_node 4 model.py train DATA --device cuda
# two machines with four GPUs each: the same command on both, with --node_rank 0 on the first and 1 on the second;
# the folder and the data lie on both, and FIRST is the address of the first
torchrun --nnodes 2 --node_rank 0 --master_addr FIRST --master_port 29500 --nproc_per_node 4 model.py train DATA --device cuda
\`\`\`

\`--out weights.safetensors\` keeps the new parameters. \`--afresh\` takes any data, from their first batch on; with it, batchSize in
config.json may be raised, so that more GPUs have work. Two processes on one machine were tried with gloo; GPUs were not at hand.
`

const transformWords: Readonly<Record<Transform, string>> = {
  none: 'the value itself',
  difference: 'its change from row to row',
  log: 'its logarithm',
  'log-difference': 'the change of its logarithm from row to row'
}

const roleWords: Readonly<Record<InputRole, string>> = {
  target: 'input and target',
  input: 'only an input',
  flag: 'an input: 1 where the value of its column is missing, else 0',
  'known-ahead': 'an input that is known ahead: the value of step t+1 goes in at step t',
  'flag-ahead': 'an input: 1 where the value of its column at step t+1 is missing, else 0'
}

function heldOutText(data: Extract<Experiment['data'], { validationFraction: number }>): string {
  const split = data.reading?.heldOut
  if (split)
    return 'from' in split
      ? `from ${split.from} on`
      : `the ${data.kind === 'text' ? 'files' : 'groups'} ${split.groups.join(', ')}`
  const where = data.kind === 'labelled' ? 'of the sequences, from every class' : 'at the end'
  return `${Number((100 * data.validationFraction).toPrecision(6))} % ${where}`
}

function dataRows(network: StoredNetwork, identity: DataIdentity | null) {
  const {
    experiment: { data },
    inputLabels,
    outputLabels,
    scaling
  } = network
  const source = 'path' in data ? (data.path ?? data.source) : data.task
  const rows: [string, string][] = [['source', `${inMarkdown(source)} (${data.kind})`]]
  const length = identity === null ? '' : `${identity.size} `
  if (data.kind === 'text')
    rows.push([
      'size',
      `${length}${readsBytes(data) ? 'bytes' : 'characters'}, ${inputLabels.length} symbols (vocabulary.json)`
    ])
  if (data.kind === 'series' || data.kind === 'labelled') {
    rows.push(['size', `${length}rows`])
    const transforms = transformsOf(network)
    columnsOf(network).forEach((column, j) => {
      const [mean, deviation] = [scaling!.mean[j], scaling!.deviation[j]].map((value) => value.toPrecision(4))
      const fitted =
        scaling!.scalings?.[j] === 'min-max'
          ? `smallest value ${mean}, range ${deviation}`
          : `mean ${mean}, standard deviation ${deviation}`
      rows.push([
        `column ${inMarkdown(column)}`,
        `${roleWords[scaling!.roles?.[j] ?? (data.kind === 'series' ? 'target' : 'input')]}; the network reads ${transformWords[transforms[j]]}; ${fitted} (scaling.json)`
      ])
    })
  }
  if (data.kind === 'labelled') {
    const { label } = scaling!
    const told = label
      ? `a number; mean ${label.mean.toPrecision(4)}, standard deviation ${label.deviation.toPrecision(4)} (scaling.json)`
      : `one of ${outputLabels.map(inMarkdown).join(', ')} (config.json)`
    rows.push(['label of each sequence', told])
  }
  if ('validationFraction' in data) rows.push(['held out', inMarkdown(heldOutText(data))])
  if (identity !== null) rows.push(['SHA-256 of labels and values', identity.hash])
  return rows
}

function figureRows({ experiment, step, validationLoss }: StoredNetwork, runFolder: string): [string, string][] {
  const unit = unitOf(traitsOf(experiment.data).output) === 'nats' ? 'nats per target' : 'squared error per target'
  const number = (value: number): string => value.toPrecision(4)
  const rows: [string, string][] = [
    ['loss', validationLoss === null ? 'never measured' : `${number(validationLoss)} ${unit}`]
  ]
  const last = readEvents(runFolder).events.findLast((event) => event.type === 'validation' && event.step <= step)
  if (last?.type === 'validation') {
    if (last.accuracy !== null) rows.push(['right answers', `${number(100 * last.accuracy)} %`])
    const own = withoutTeacherWords[withoutTeacherIn(experiment.data)]
    if (last.freeLoss !== null) rows.push([`loss, ${own}`, `${number(last.freeLoss)} ${unit}`])
  }
  for (const { kind, key, loss, values } of baselinesOf(runFolder)) {
    const order = 'order' in values ? ` of order ${values.order}` : ''
    rows.push([`${kind}: ${key.replaceAll('-', ' ')}${order}`, `${number(loss)} ${unit}`])
  }
  return rows
}

/** Baselines that cannot be read are left out of the card. */
function baselinesOf(runFolder: string): Baseline[] {
  try {
    return readBaselines(runFolder)
  } catch {
    return []
  }
}
