// Writes the network as an ES module of JavaScript. It has no dependencies and makes one step at a time.

import { readsBytes } from '../../data/traits'
import { isBias, shapeOf, tensorsOf, type TensorName } from '../../model/tensors'
import type { Transform } from '../../model/training'
import { writeWholeInPieces } from '../../run-folder/whole-files'
import type { Experiment } from '../../shared/experiment'
import { inComment, inJavaScript } from './quoting'
import {
  answerText,
  equationsOf,
  feedingText,
  readsChanges,
  scaledText,
  type StoredNetwork,
  transformsOf,
  unitsOfAnswers
} from './stored-network'

export function writeJavaScript(network: StoredNetwork, file: string): void {
  writeWholeInPieces(file, (put) => {
    put(head(network))
    for (const name of tensorsOf(network.model.recurrence)) put(tensor(network, name))
    put(functions(network))
  })
}

function head(network: StoredNetwork): string {
  const { model, experiment, step, inputLabels, outputLabels, scaling } = network
  const { nx, nh, ny } = model
  const text = experiment.data.kind === 'text'
  const lines = [...equationsOf(network), feedingText(network)].filter((line) => line !== null)
  return `// ${inComment(experiment.name)}: a recurrent network, trained by Unroll for ${step} steps.
// One module without dependencies: begin() a state once, then step(state, x) gives yhat(t).${
    model.readout === 'last-step' ? ' Only the answer of the last step counts.' : ''
  }
//
${lines.map((line) => `//   ${line}\n`).join('')}
export const [nx, nh, ny] = [${nx}, ${nh}, ${ny}]

// ${text ? symbolsText(experiment.data) : 'Names of the inputs and of the outputs.'}
export const inputs = ${inJavaScript(inputLabels)}
export const outputs = ${inJavaScript(outputLabels)}
${
  scaling
    ? `
// The network reads (${scaledText(network)} - mean) / deviation of every column.
const mean = ${inJavaScript(scaling.mean)}
const deviation = ${inJavaScript(scaling.deviation)}
`
    : ''
}
// Matrices row by row, as 32-bit floating point in base64.
const floats = (text) => new Float32Array(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer)
`
}

const symbolsText = (data: Experiment['data']): string =>
  readsBytes(data)
    ? 'The symbols are bytes of a text in UTF-8, with 0xe2 for one that is no character: input and output k are symbol k.'
    : 'The symbols: input and output k are symbol k.'

function tensor({ model, parameters }: StoredNetwork, name: TensorName): string {
  const { buffer } = Float32Array.from(parameters[name])
  const { rows, cols } = shapeOf(model, name)
  const shape = isBias(name) ? rows : `${rows} by ${cols}`
  return `const ${name} = floats('${Buffer.from(buffer).toString('base64')}') // ${shape}\n`
}

function functions(network: StoredNetwork): string {
  const {
    model: { recurrence, output, nx, ny },
    input,
    feeding,
    scaling
  } = network
  const matrixOfZ = recurrence === 'output' ? 'W' : 'R'
  const differs = readsChanges(network)
  const ofInput = (matrix: string, n: number): string =>
    input === 'index'
      ? `addColumn(a, ${matrix}, nx, x)`
      : `addProduct(a, ${matrix}, ${scaling ? 'scaled' : 'x'}${n < nx ? '.slice(0, ny)' : ''})`
  const fields = [
    recurrence !== 'output' && 'h: new Float64Array(nh)',
    ...(feeding === 'nothing' ? [] : feeding === 'input' ? ['begun: false'] : ['z: new Float64Array(ny)']),
    differs && 'last: null'
  ].filter((field) => field !== false)
  const lines = [
    ...(input === 'index'
      ? [
          'if (!Number.isInteger(x) || x < 0 || x >= nx)',
          '  throw new RangeError(`${x} is no category: give a whole number from 0 to ${nx - 1}.`)'
        ]
      : [
          'if (x.length !== nx || !x.every(Number.isFinite))',
          '  throw new RangeError(`x has ${nx} finite numbers, and this one is ${x}.`)'
        ]),
    ...(differs ? ['// The first row counts as no change.', 'const last = state.last ?? x'] : []),
    ...(scaling ? [`const scaled = ${scaledIn(network)}`] : []),
    `// ${equationsOf(network)[0]}`,
    'const a = Float64Array.from(b)',
    ofInput('U', nx),
    ...(feeding === 'input' ? [`if (state.begun) ${ofInput(matrixOfZ, ny)}`] : []),
    ...(recurrence === 'output' ? [] : ['addProduct(a, W, state.h)']),
    ...(feeding === 'nothing' || feeding === 'input' ? [] : [`addProduct(a, ${matrixOfZ}, state.z)`]),
    '// h(t) = tanh a(t)',
    'const h = a.map(Math.tanh)',
    '// o(t) = c + V h(t)',
    'const o = Float64Array.from(c)',
    'addProduct(o, V, h)',
    ...activations[output],
    ...(recurrence === 'output' ? [] : ['state.h = h']),
    ...feedings(network),
    ...(differs ? ['state.last = Float64Array.from(x)'] : []),
    `return ${unitsOfAnswers(network) ? answersIn(network) : 'yhat'}`
  ]
  const takes =
    input === 'index' ? 'the number of a category' : scaling ? 'nx numbers in the units of the data' : 'nx numbers'
  const gives = output === 'linear' ? (scaling ? answerText(network) : 'yhat(t)') : 'the probabilities yhat(t)'
  const addColumn = `
function addColumn(sum, matrix, columns, j) {
  for (let i = 0; i < sum.length; i++) sum[i] += matrix[i * columns + j]
}
`
  return `
function addProduct(sum, matrix, vector) {
  const columns = vector.length
  for (let i = 0; i < sum.length; i++) for (let j = 0; j < columns; j++) sum[i] += matrix[i * columns + j] * vector[j]
}
${input === 'index' ? addColumn : ''}
// The values that a step leaves for the next one.
export function begin() {
  return { ${fields.join(', ')} }
}

// Takes x(t), ${takes}, and returns ${gives}.
export function step(state, x${feeding === 'sample' ? ', random = Math.random' : ''}) {
${lines.map((line) => `  ${line}\n`).join('')}}
`
}

/** From the row x to what the network reads. */
const scaledIn = (network: StoredNetwork): string =>
  ofColumns(transformsOf(network), 'x', (transform, j) => `(${readings[transform](j)} - mean[${j}]) / deviation[${j}]`)

/** From yhat to the row that follows, or to the label. */
function answersIn(network: StoredNetwork): string {
  const { label } = network.scaling!
  if (label) return `[yhat[0] * ${label.deviation} + ${label.mean}]`
  return ofColumns(transformsOf(network).slice(0, network.model.ny), 'yhat', (transform, j) => answers[transform](j))
}

/** An array with a value for each column: one function where all columns are transformed alike. */
function ofColumns(transforms: readonly Transform[], from: string, value: (of: Transform, j: string) => string) {
  return new Set(transforms).size === 1
    ? `${from}.map((_, j) => ${value(transforms[0], 'j')})`
    : `[${transforms.map((transform, j) => value(transform, String(j))).join(', ')}]`
}

const readings: Record<Transform, (j: string) => string> = {
  none: (j) => `x[${j}]`,
  difference: (j) => `x[${j}] - last[${j}]`,
  log: (j) => `Math.log(x[${j}])`,
  'log-difference': (j) => `Math.log(x[${j}] / last[${j}])`
}

const learned = (j: string): string => `yhat[${j}] * deviation[${j}] + mean[${j}]`
const answers: Record<Transform, (j: string) => string> = {
  none: learned,
  difference: (j) => `x[${j}] + ${learned(j)}`,
  log: (j) => `Math.exp(${learned(j)})`,
  'log-difference': (j) => `x[${j}] * Math.exp(${learned(j)})`
}

const activations = {
  softmax: [
    '// yhat(t) = softmax o(t)',
    'const largest = o.reduce((most, value) => Math.max(most, value))',
    'const powers = o.map((value) => Math.exp(value - largest))',
    'const sum = powers.reduce((total, value) => total + value)',
    'const yhat = powers.map((value) => value / sum)'
  ],
  sigmoid: ['// yhat(t) = sigmoid o(t)', 'const yhat = o.map((value) => 1 / (1 + Math.exp(-value)))'],
  linear: ['const yhat = o']
} as const

function feedings({ feeding, model: { output } }: StoredNetwork): string[] {
  const oneHot = (index: string): string[] => [
    `const chosen = ${index}`,
    'state.z = yhat.map((_, k) => (k === chosen ? 1 : 0))'
  ]
  switch (feeding) {
    case 'nothing':
      return []
    case 'input':
      return ['state.begun = true']
    case 'output':
      return ['state.z = yhat']
    case 'argmax':
      return output === 'sigmoid'
        ? ['state.z = yhat.map((value) => (value > 0.5 ? 1 : 0))']
        : oneHot('yhat.indexOf(yhat.reduce((most, value) => Math.max(most, value)))')
    case 'sample':
      return output === 'sigmoid'
        ? ['state.z = yhat.map((value) => (random() < value ? 1 : 0))']
        : [
            'let rest = random()',
            'const found = yhat.findIndex((value) => (rest -= value) < 0)',
            ...oneHot('found < 0 ? ny - 1 : found')
          ]
  }
}
