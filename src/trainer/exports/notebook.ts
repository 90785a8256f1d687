// A Jupyter notebook that leads through an exported folder: its data, the equations, a check, the loop of training in
// PyTorch, and the curves.

import { inMarkdown } from './quoting'
import { equationsOf, feedingText, type StoredNetwork } from './stored-network'

/** The text of notebook.ipynb, which lies beside model.py. */
export function notebookOf(network: StoredNetwork): string {
  const cells = cellsOf(network).map(({ kind, text }, i) => ({
    id: `cell-${i + 1}`,
    cell_type: kind,
    metadata: {},
    source: text.split(/(?<=\n)/),
    ...(kind === 'code' && { execution_count: null, outputs: [] })
  }))
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' }
  }
  return `${JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }, null, 1)}\n`
}

function cellsOf(network: StoredNetwork): { kind: 'markdown' | 'code'; text: string }[] {
  const { experiment, step } = network
  const { kind } = experiment.data
  const markdown = (text: string) => ({ kind: 'markdown' as const, text })
  const code = (text: string) => ({ kind: 'code' as const, text })
  return [
    markdown(
      `# ${inMarkdown(experiment.name)}\n\nA recurrent network, trained by Unroll for ${step} steps. This notebook needs PyTorch and the files beside it.`
    ),
    code(`import csv, os
import torch
from model import *

config = read_json('config.json')
{name: config[name] for name in ('recurrence', 'readout', 'output', 'nx', 'nh', 'ny', 'step')}`),
    markdown(`## Data\n\n${dataText[kind]}`),
    code(dataCode[kind]),
    markdown(`## Equations\n\n${equations(network)}`),
    code(`stored = read_tensors('model.safetensors')
U, V, b, c = (stored[name] for name in ('rnn.weight_ih_l0', 'fc.weight', 'rnn.bias_ih_l0', 'fc.bias'))
W, R = ${
      {
        hidden: "stored['rnn.weight_hh_l0'], None",
        output: "None, stored['rnn.weight_zh_l0']",
        'hidden+output': "stored['rnn.weight_hh_l0'], stored['rnn.weight_zh_l0']"
      }[network.model.recurrence]
    }${network.model.recurrence === 'output' ? '  # W of the equations is R here: it multiplies z(t-1)' : ''}

def step(x, h, z):
    a = b + U @ x
    if W is not None:
        a = a + W @ h
    if R is not None:
        a = a + R @ z
    h = torch.tanh(a)
    return h, c + V @ h`),
    markdown('## Check\n\nThe equations give the answers that Unroll has stored, as float32 allows.'),
    code(`known, network = read_json('check.json'), load()
answers = torch.tensor(known['answers'])
h, z, distance = torch.zeros(config['nh']), torch.zeros(config['ny']), 0
for t, answer in enumerate(answers):
    x = one_hot(known['inputs'][t], config['nx']) if config['input'] == 'index' else torch.tensor(known['inputs'][t])
    if config['feeding'] == 'input' and t > 0:
        z = x[:config['ny']]
    h, o = step(x, h, z)
    yhat = network.answer(o)
    z = torch.tensor(known['fed back'][t]).float() if 'fed back' in known else network.fed_back(o[None])[0]
    if config['feeding'] == 'input':
        z = torch.zeros(config['ny'])
    distance = max(distance, (yhat - answer).abs().max().item())
distance /= (answers.max() - answers.min()).item()
assert distance < 1e-5, distance
distance`),
    ...(kind === 'task' || kind === 'labelled'
      ? []
      : [
          markdown(
            '## Training\n\nThe loop goes on where Unroll stopped: the same batches in the same order, the same settings, the optimizer in its state.'
          ),
          code(`losses = []
if DATA:
    learning, stored = config['learning'], read_tensors('training.safetensors')
    tau, lanes = learning['sequenceLength'], learning['batchSize']
    optimizer = new_optimizer(network, config['optimizer'], stored, config['updates'])
    state = network.new_state(lanes)
    if learning['carryState'] and 'carried.h' in stored:
        state = stored['carried.h'], stored.get('carried.z', state[1])
    places = batches(values, config)
    for i in range(config['step'], config['step'] + 100):
        begins, fresh = next(places)
        x, y = batch_of(values, begins, config)
        if fresh or not learning['carryState']:
            state = network.new_state(lanes)
        loss, state = train_step(network, optimizer, x, y, state, i)
        losses.append(loss)
losses[-1:]`)
        ]),
    markdown('## Curves\n\nThe loss while Unroll trained.'),
    code(`with open('curves.csv', newline='') as file:
    rows = [row for row in csv.reader(file)][1:]
curve = [(int(row[0]), float(row[1])) for row in rows if row[1]]
try:
    import matplotlib.pyplot as plt
    plt.plot(*zip(*curve))
    plt.xlabel('step'), plt.ylabel('loss')
except ImportError:
    print('matplotlib would draw the curve.')
curve[-1]`)
  ]
}

const dataText = {
  text: 'The network reads and writes symbols, each a one-hot vector. Name the text that it was trained on in `DATA` to go on with training.',
  series:
    'The network reads rows of a table, scaled as scaling.json says. Name the table that it was trained on in `DATA` to go on with training.',
  labelled:
    'The network reads the rows of a sequence, scaled as scaling.json says, and answers once, after the last row. These are the names of the inputs and outputs.',
  task: 'The sequences were made by Unroll. These are the names of the inputs and outputs.'
} as const

const settings = 'from types import SimpleNamespace\noptions = SimpleNamespace(encoding=None, afresh=False)'
const dataCode = {
  text: `${settings}
DATA = os.environ.get('DATA', '')
values = symbols_of_text(DATA, load(), options) if DATA else None
''.join(read_json('vocabulary.json')['symbols'])`,
  series: `${settings}
DATA = os.environ.get('DATA', '')
values = series_of_table(DATA, load(), options) if DATA else None
read_json('scaling.json')`,
  labelled: "config['inputs'], config['outputs'], read_json('scaling.json')",
  task: "config['inputs'], config['outputs']"
} as const

function equations(network: StoredNetwork): string {
  const { recurrence, output } = network.model
  const before = {
    hidden: 'W h^{(t-1)}',
    output: 'W z^{(t-1)}',
    'hidden+output': 'W h^{(t-1)} + R z^{(t-1)}'
  }[recurrence]
  const yhat = { softmax: '\\mathrm{softmax}(o^{(t)})', sigmoid: '\\sigma(o^{(t)})', linear: 'o^{(t)}' }[output]
  // Sentences follow the four equations. For example, they say what x and yhat of a series are.
  const sentences = [...equationsOf(network).slice(4), feedingText(network)].filter((text) => text !== null)
  return `$$\\begin{aligned}
a^{(t)} &= b + ${before} + U x^{(t)} \\\\
h^{(t)} &= \\tanh a^{(t)} \\\\
o^{(t)} &= c + V h^{(t)} \\\\
\\hat y^{(t)} &= ${yhat}
\\end{aligned}$$${sentences.map((text) => `\n\n${text}`).join('')}`
}
