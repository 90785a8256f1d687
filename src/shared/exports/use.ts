// How to use a written file: a few lines in each language that reads it. The window copies these lines, and the tests
// run them. Most print the answer of the network to one step, whose input is zeros, the first category, or a row of ones
// of a series, whose logarithm may be learned.

import { traitsOf } from '../../data/traits'
import type { Experiment } from '../experiment'
import { exportEntry, type ExportFormat } from '.'

export interface Use {
  language: 'C' | 'JavaScript' | 'Python'
  /** What must be installed; null where nothing is needed. */
  needs: string | null
  code: string
}

/**
 * How to use one format for a network that was trained on these data. `file` is the name of the written file, without its
 * folder; without it, the lines have the name of usedName.
 */
export function usesOf(format: ExportFormat, { data }: Pick<Experiment, 'data'>, file?: string): readonly Use[] {
  const index = traitsOf(data).input === 'index'
  const all = uses[format]({ index, series: data.kind === 'series' })
  const used = usedName[format]
  return used === null || file === undefined ? all : all.map((use) => ({ ...use, code: withFile(use, used, file) }))
}

/** The lines with another name of the file, as the language writes it. */
function withFile({ language, code }: Use, used: string, file: string): string {
  if (language === 'C') return code.replace(`"${used}"`, () => `"${file}"`)
  const text = JSON.stringify(file).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return code
    .replaceAll(`'./${used}'`, () => `'./${encodeURIComponent(file).replaceAll("'", '%27')}'`)
    .replaceAll(`'${used}'`, () => `'${text}'`)
}

/** Whether the lines of every language can name the file: #include takes neither of these two signs. */
export const canName = (file: string): boolean => !/["\\]/.test(file)

/** The file name that the lines use; null where they are run inside the folder. */
export const usedName: Record<ExportFormat, string | null> = {
  weights: 'weights.safetensors',
  pytorch: null,
  onnx: 'network.onnx',
  'onnx-step': 'network.onnx',
  c: 'network.h',
  javascript: 'network.mjs',
  curves: 'curves.csv',
  'curves-json': 'curves.json',
  tensorboard: 'curves.tfevents'
}

/** Formats that have no lines of C, or of JavaScript, and say what to export for them. */
export const elsewhere: Partial<Record<ExportFormat, 'weights' | 'folder' | 'onnx'>> = {
  weights: 'weights',
  pytorch: 'folder',
  onnx: 'onnx',
  'onnx-step': 'onnx'
}

/** What the lines print: for a network, its answer to a first step with this input. */
export function printsOf(
  format: ExportFormat,
  { data }: Pick<Experiment, 'data'>
): 'ones' | 'category' | 'zeros' | 'bias' | 'last-step' {
  if (!exportEntry(format).ofCheckpoint) return 'last-step'
  if (format === 'weights') return 'bias'
  return data.kind === 'series' ? 'ones' : traitsOf(data).input === 'index' ? 'category' : 'zeros'
}

type Input = { index: boolean; series: boolean }

const onnx = ({ series }: Input): Use[] => [
  {
    language: 'Python',
    needs: 'pip install onnxruntime',
    code: `import numpy as np, onnxruntime
session = onnxruntime.InferenceSession('network.onnx')
sizes = {i.name: [n if isinstance(n, int) else 1 for n in i.shape] for i in session.get_inputs()}
types = {i.name: np.int64 if 'int64' in i.type else np.float32 for i in session.get_inputs()}
inputs = {name: np.zeros(size, types[name]) for name, size in sizes.items()}${series ? "\ninputs['x'][:] = 1  # a row in the units of the data; the state stays 0" : ''}
answers = session.run(None, inputs)
print(answers[0].tolist())`
  },
  {
    language: 'JavaScript',
    needs: 'npm install onnxruntime-web',
    code: `import { readFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-web'
const session = await InferenceSession.create(readFileSync('network.onnx'))
const zeros = ({ type, shape }) => {
  const size = shape.map((n) => (typeof n === 'number' ? n : 1))
  const length = size.reduce((product, n) => product * n, 1)
  return new Tensor(type, type === 'int64' ? new BigInt64Array(length) : new Float32Array(length), size)
}
const inputs = Object.fromEntries(session.inputMetadata.map((input) => [input.name, zeros(input)]))${series ? '\ninputs.x.data.fill(1) // a row in the units of the data; the state stays 0' : ''}
const { yhat } = await session.run(inputs)
console.log(JSON.stringify([...yhat.data]))`
  }
]

const uses: Record<ExportFormat, (input: Input) => Use[]> = {
  weights: () => [
    {
      language: 'Python',
      needs: 'pip install numpy',
      code: `import json, numpy as np
data = open('weights.safetensors', 'rb').read()
start = 8 + int.from_bytes(data[:8], 'little')
header = {name: entry for name, entry in json.loads(data[8:start]).items() if name != '__metadata__'}
place = lambda entry: slice(*(start + offset for offset in entry['data_offsets']))
tensors = {name: np.frombuffer(data[place(e)], '<f4').reshape(e['shape']) for name, e in header.items()}
print(tensors['fc.bias'].tolist())`
    },
    {
      language: 'JavaScript',
      needs: null,
      code: `import { readFileSync } from 'node:fs'
const data = readFileSync('weights.safetensors')
const start = 8 + Number(data.readBigUInt64LE())
const { __metadata__, ...header } = JSON.parse(data.toString('utf8', 8, start))
const tensor = (name) => {
  const [begin, end] = header[name].data_offsets
  return new Float32Array(new Uint8Array(data.subarray(start + begin, start + end)).buffer)
}
console.log(JSON.stringify([...tensor('fc.bias')]))`
    }
  ],
  pytorch: ({ index, series }) => [
    {
      language: 'Python',
      needs: 'pip install torch',
      code: series
        ? `import torch
from model import in_units, load, scaled
network = load()
row = torch.ones(1, network.config['nx'])  # in the units of the data
yhat, state = network.step(scaled(row))
print(in_units(yhat[0], row[0]).tolist())`
        : `import torch
from model import load${index ? ', one_hot' : ''}
network = load()
yhat, state = network.step(${index ? "one_hot([0], network.config['nx'])" : "torch.zeros(1, network.config['nx'])"})
print(yhat.tolist())`
    },
    {
      language: 'Python',
      needs: 'pip install keras jax',
      code: series
        ? `import numpy as np
from model_keras import in_units, load, read_json, scaled
row = np.ones((1, read_json('config.json')['nx']))  # in the units of the data
yhat = np.asarray(load()(scaled(row)[None]))
print(in_units(yhat.reshape(-1), row[0]))`
        : `import numpy as np
from model_keras import load, read_json
x = np.zeros((1, 1, read_json('config.json')['nx']), 'float32')${index ? '\nx[0, 0, 0] = 1' : ''}
print(np.asarray(load()(x)).tolist())`
    }
  ],
  onnx,
  'onnx-step': onnx,
  c: ({ index, series }) => {
    const value = series ? 'double' : 'float'
    return [
      {
        language: 'C',
        needs: null,
        code: `/* cc main.c -o main -lm */
#include <stdio.h>
#include "network.h"
int main(void)
{
    unroll_state state;
    ${index ? 'int x = 0;' : `${value} x[unroll_nx] = {0};`}${series ? '\n    for (int j = 0; j < unroll_nx; j++) x[j] = 1; /* a row in the units of the data */' : ''}
    ${value} y[unroll_ny];
    unroll_begin(&state);
    unroll_step(&state, x, y);
    for (int k = 0; k < unroll_ny; k++) printf("%g\\n", y[k]);
}`
      }
    ]
  },
  javascript: ({ index, series }) => [
    {
      language: 'JavaScript',
      needs: null,
      code: `import { begin, step, nx } from './network.mjs'
const state = begin()
const yhat = step(state, ${index ? '0' : series ? 'new Array(nx).fill(1)' : 'new Array(nx).fill(0)'})${series ? ' // a row in the units of the data' : ''}
console.log(JSON.stringify([...yhat]))`
    }
  ],
  curves: () => [
    {
      language: 'Python',
      needs: null,
      code: `import csv
with open('curves.csv', newline='') as file:
    curve = list(csv.DictReader(file))
print(curve[-1]['step'])`
    },
    {
      language: 'JavaScript',
      needs: null,
      code: `import { readFileSync } from 'node:fs'
const [names, ...rows] = readFileSync('curves.csv', 'utf8').trim().split('\\n').map((line) => line.split(','))
const curve = rows.map((cells) => Object.fromEntries(names.map((name, j) => [name, cells[j]])))
console.log(curve.at(-1).step)`
    }
  ],
  'curves-json': () => [
    {
      language: 'Python',
      needs: null,
      code: `import json
with open('curves.json', encoding='utf-8') as file:
    curves = json.load(file)
print(curves['rows'][-1]['step'])`
    },
    {
      language: 'JavaScript',
      needs: null,
      code: `import { readFileSync } from 'node:fs'
const { rows } = JSON.parse(readFileSync('curves.json', 'utf8'))
console.log(rows.at(-1).step)`
    }
  ],
  tensorboard: () => [
    {
      language: 'Python',
      needs: 'pip install tensorboard',
      code: `# In a terminal: tensorboard --logdir .
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator('curves.tfevents')
events.Reload()
print(events.Scalars('loss')[-1].step)`
    }
  ]
}
