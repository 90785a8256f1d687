// Writes the network as ONNX. The file contains everything that turns data into answers: one-hot vectors, scaling,
// softmax, sigmoid.
//
// For recurrence `hidden`, a whole sequence is one operator RNN. ONNX has no operator that feeds its output back; for
// the other recurrences it is a Scan over the graph of one step. This graph alone is another format (`onnx-step`): it
// has only plain operators and loads everywhere. The state is an input and an output. The numbers of sequences and of
// steps are free.

import { shapeOf, tensorsOf, type TensorName } from '../../model/tensors'
import { writeWhole } from '../../run-folder/whole-files'
import type { Transform } from '../../model/training'
import { describeModel } from '../model-file'
import { graph, modelFile, node, tensor, value, type Attribute, type Dimension, type Message } from './onnx-format'
import {
  equationsOf,
  feedingText,
  readsChanges,
  transformsOf,
  type StoredNetwork,
  unitsOfAnswers
} from './stored-network'

/** The format for a whole sequence. */
export function writeOnnx(network: StoredNetwork, file: string): void {
  writeWhole(file, bytesOf(network, network.model.recurrence === 'hidden' ? rnnGraph(network) : scanGraph(network)))
}

/** The format for one step at a time. */
export function writeOnnxStep(network: StoredNetwork, file: string): void {
  writeWhole(file, bytesOf(network, stepGraph(network)))
}

function bytesOf(network: StoredNetwork, of: Message): Uint8Array {
  const { model, experiment, step, inputLabels, outputLabels, scaling, seconds, validationLoss } = network
  const description = [...equationsOf(network), feedingText(network)].filter((line) => line !== null).join('\n')
  return modelFile(of, description, {
    unroll: 'onnx-1',
    model: describeModel(model),
    experiment: JSON.stringify(experiment),
    input_labels: JSON.stringify(inputLabels),
    output_labels: JSON.stringify(outputLabels),
    ...(scaling && { scaling: JSON.stringify(scaling) }),
    step: String(step),
    seconds: seconds.toFixed(1),
    ...(validationLoss !== null && { validation_loss: String(validationLoss) }),
    license: 'unknown'
  })
}

/** Collects nodes and constants. Their names are readable in a viewer of ONNX. */
class Drawing {
  readonly nodes: Message[] = []
  readonly known: Message[] = []

  /** `suffix` distinguishes the names of a graph from those of the graph around it. */
  constructor(private readonly suffix = '') {}

  /** Adds a node with one output, which has the name of the node. */
  add(operator: string, name: string, inputs: string[], attributes: Record<string, Attribute> = {}): string {
    const output = name + this.suffix
    this.nodes.push(node(operator, `${output} ${operator}`, inputs, [output], attributes))
    return output
  }

  floats(name: string, dims: number[], values: ArrayLike<number>): string {
    this.known.push(tensor(name, dims, Float32Array.from(values)))
    return name
  }

  integers(name: string, dims: number[], values: number[]): string {
    this.known.push(tensor(name, dims, BigInt64Array.from(values, BigInt)))
    return name
  }
}

/** The constant Mᵀ, row by row, for products of a row and a matrix; `name` is the name of M. */
function transposed(
  { model, parameters }: StoredNetwork,
  name: TensorName
): { dims: [number, number]; data: Float32Array } {
  const { rows, cols } = shapeOf(model, name)
  const data = new Float32Array(rows * cols)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[j * rows + i] = parameters[name][i * cols + j]
  return { dims: [cols, rows], data }
}

/** The parameters of the graph of a step: biases, and every matrix as Mᵀ under the name M_T. */
function putParameters(drawing: Drawing, network: StoredNetwork): void {
  const { model, parameters } = network
  for (const name of tensorsOf(model.recurrence)) {
    if (name === 'b' || name === 'c') drawing.floats(name, [shapeOf(model, name).rows], parameters[name])
    else {
      const { dims, data } = transposed(network, name)
      drawing.floats(`${name}_T`, dims, data)
    }
  }
}

/** The input x of a graph, with these leading dimensions. */
function inputOf({ model: { nx }, input }: StoredNetwork, leading: Dimension[]): Message {
  return input === 'index' ? value('x', 'int64', leading) : value('x', 'float', [...leading, nx])
}

/**
 * x as the network reads it: a series is transformed and scaled; categories stay numbers. `before` gives the name of the
 * rows before those of x.
 */
function readInput(drawing: Drawing, network: StoredNetwork, before: () => string): string {
  const { scaling, model } = network
  if (!scaling) return 'x'
  drawing.floats('mean', [model.nx], scaling.mean)
  drawing.floats('deviation', [model.nx], scaling.deviation)
  let rows: string | null = null
  const last = (): string => (rows ??= before())
  const u = chosenBy(drawing, 'x', transformsOf(network), {
    none: () => 'x',
    difference: () => drawing.add('Sub', 'x_change', ['x', last()]),
    log: () => drawing.add('Log', 'log_x', ['x']),
    'log-difference': () => drawing.add('Log', 'log_x_change', [drawing.add('Div', 'x_ratio', ['x', last()])])
  })
  return drawing.add('Div', 'x_scaled', [drawing.add('Sub', 'x_minus_mean', [u, 'mean']), 'deviation'])
}

/**
 * The value of every column by its transformation: `of` gives the name of the values of all columns by one
 * transformation. Where columns differ, a mask chooses.
 */
function chosenBy(
  drawing: Drawing,
  name: string,
  transforms: readonly Transform[],
  of: Record<Transform, () => string>
): string {
  const [first, ...others] = new Set(transforms)
  return others.reduce((sofar, transform) => {
    const mask = `${name}_${transform}`
    drawing.floats(
      mask,
      [transforms.length],
      transforms.map((one) => (one === transform ? 1 : 0))
    )
    drawing.floats(`${mask}_half`, [1], [0.5])
    const is = drawing.add('Greater', `${mask}_is`, [mask, `${mask}_half`])
    return drawing.add('Where', `${mask}_or`, [is, of[transform](), sofar])
  }, of[first]())
}

/** M x for every step; for a category it is a column of M. */
function inputProduct(drawing: Drawing, { input }: StoredNetwork, matrix: TensorName, x: string): string {
  return input === 'index'
    ? drawing.add('Gather', `${matrix}_x`, [`${matrix}_T`, x])
    : drawing.add('MatMul', `${matrix}_x`, [x, `${matrix}_T`])
}

/**
 * From h to o, and from o to ŷ in the units of the data; `last` is the last axis, and `x` gives the name of the rows
 * before those of ŷ. Returns ŷ before scaling.
 */
function answer(drawing: Drawing, network: StoredNetwork, h: string, last: number, x: () => string): string {
  const {
    model: { output, nx, ny },
    scaling
  } = network
  const units = unitsOfAnswers(network)
  const o = drawing.add('Add', 'o', [drawing.add('MatMul', 'V_h', [h, 'V_T']), 'c'])
  if (output === 'softmax') return drawing.add('Softmax', 'yhat', [o], { axis: { int: last } })
  if (output === 'sigmoid') return drawing.add('Sigmoid', 'yhat', [o])
  if (!units) return drawing.add('Identity', 'yhat', [o])
  // The outputs of a series are scaled as the first ny inputs, and continue those; a label has a scaling of its own.
  const [mean, deviation] = (['mean', 'deviation'] as const).map((name) =>
    nx === ny && !scaling!.label ? name : drawing.floats(`${name}_of_yhat`, [ny], units[name])
  )
  let rows: string | null = null
  const before = (): string => (rows ??= firstOf(drawing, network, 'targets_before', x()))
  const product = drawing.add('Mul', 'o_times_deviation', [o, deviation])
  const u = drawing.add('Add', 'u', [product, mean])
  const row = chosenBy(drawing, 'yhat', units.transforms, {
    none: () => u,
    difference: () => drawing.add('Add', 'last_plus_u', [before(), u]),
    log: () => drawing.add('Exp', 'exp_of_u', [u]),
    'log-difference': () => drawing.add('Mul', 'last_times_exp_u', [before(), drawing.add('Exp', 'exp_u', [u])])
  })
  drawing.add('Identity', 'yhat', [row])
  return o
}

/** The first ny of the nx values of x. */
function firstOf(drawing: Drawing, { model: { nx, ny }, input }: StoredNetwork, name: string, x: string): string {
  if (input === 'index' || nx === ny) return x
  const [begin, end, axis] = (['begin', 'end', 'axis'] as const).map((what) =>
    drawing.integers(`${name}_${what}`, [1], [{ begin: 0, end: ny, axis: -1 }[what]])
  )
  return drawing.add('Slice', name, [x, begin, end, axis])
}

// ---- the rows before, where a network reads changes ----

/** Whether the row of the step before is part of the state. */
const keepsRow = readsChanges

/** The row of the step before [N, nx]: that of the state or, before the first step, the row itself. */
function lastRow(drawing: Drawing, time: 'before' | 'initial', own: string): string {
  const [begun, row] = time === 'before' ? ['begun_before', 'row_before'] : ['initial_begun', 'initial_row']
  drawing.floats('zero', [1], [0])
  return drawing.add('Where', 'last_row', [drawing.add('Greater', 'has_begun', [begun, 'zero']), row, own])
}

/** The rows before those of a whole sequence x [T, N, nx]. */
function rowsBefore(drawing: Drawing): string {
  drawing.integers('first', [], [0])
  drawing.integers('from_first', [1], [0])
  drawing.integers('to_last', [1], [-1])
  const last = lastRow(drawing, 'initial', drawing.add('Gather', 'first_row', ['x', 'first'], { axis: { int: 0 } }))
  const begin = drawing.add('Unsqueeze', 'last_row_of_all', [last, 'from_first'])
  const others = drawing.add('Slice', 'rows_but_last', ['x', 'from_first', 'to_last', 'from_first'])
  return drawing.add('Concat', 'rows_before', [begin, others], { axis: { int: 0 } })
}

/** The last row of a whole sequence. */
function finalRow(drawing: Drawing): string {
  drawing.integers('last_step', [], [-1])
  return drawing.add('Gather', 'final_row', ['x', 'last_step'], { axis: { int: 0 } })
}

// ---- recurrence hidden: the operator RNN ----

function rnnGraph(network: StoredNetwork): Message {
  const { model, parameters, input } = network
  const { nx, nh, ny, readout } = model
  const drawing = new Drawing()
  const read = readInput(drawing, network, () => rowsBefore(drawing))
  let X = read
  if (input === 'index') {
    drawing.integers('nx', [], [nx])
    drawing.floats('off_on', [2], [0, 1])
    X = drawing.add('OneHot', 'x_one_hot', ['x', 'nx', 'off_on'])
  }
  drawing.floats('U', [1, nh, nx], parameters.U)
  drawing.floats('W', [1, nh, nh], parameters.W)
  // The operator has two biases.
  drawing.floats('b_and_0', [1, 2 * nh], [...parameters.b, ...new Float32Array(nh)])
  const V = transposed(network, 'V')
  drawing.floats('V_T', V.dims, V.data)
  drawing.floats('c', [ny], parameters.c)
  drawing.nodes.push(
    node('RNN', 'RNN', [X, 'U', 'W', 'b_and_0', '', 'initial_h'], ['h_by_direction', 'final_h'], {
      hidden_size: { int: nh },
      activations: { texts: ['Tanh'] }
    })
  )
  const everyStep = readout === 'every-step'
  drawing.integers('direction_axis', [1], [everyStep ? 1 : 0])
  const h = drawing.add('Squeeze', 'h', [everyStep ? 'h_by_direction' : 'final_h', 'direction_axis'])
  const row = keepsRow(network) ? finalRow(drawing) : ''
  answer(drawing, network, h, everyStep ? 2 : 1, () => (everyStep ? 'x' : row))
  const further = statesOf(network).filter(({ name }) => name !== 'h')
  if (keepsRow(network)) {
    drawing.floats('one', [1], [1])
    drawing.add('Max', 'final_begun', ['initial_begun', 'one'])
  }
  return graph({
    name: 'sequence',
    nodes: drawing.nodes,
    known: drawing.known,
    inputs: [
      inputOf(network, ['T', 'N']),
      value('initial_h', 'float', [1, 'N', nh]),
      ...further.map(({ name, width }) => value(`initial_${name}`, 'float', ['N', width]))
    ],
    outputs: [
      value('yhat', 'float', everyStep ? ['T', 'N', ny] : ['N', ny]),
      value('final_h', 'float', [1, 'N', nh]),
      ...further.map(({ name, width }) => value(`final_${name}`, 'float', ['N', width]))
    ]
  })
}

// ---- one step, and a Scan over it ----

/** The values that pass from step to step: their names, widths and kinds in this network. */
function statesOf(network: StoredNetwork): { name: 'h' | 'z' | 'begun' | 'row'; width: number }[] {
  const { nx, nh, ny, recurrence } = network.model
  const { feeding } = network
  return [
    ...(recurrence === 'output' ? [] : [{ name: 'h' as const, width: nh }]),
    ...(feeding === 'nothing' || feeding === 'input' ? [] : [{ name: 'z' as const, width: ny }]),
    // 1 after the first step.
    ...(feeding === 'input' || keepsRow(network) ? [{ name: 'begun' as const, width: 1 }] : []),
    ...(keepsRow(network) ? [{ name: 'row' as const, width: nx }] : [])
  ]
}

/** The matrix that multiplies z(t−1). */
const matrixOfZ = ({ model: { recurrence } }: StoredNetwork): TensorName => (recurrence === 'output' ? 'W' : 'R')

/**
 * The products with the inputs, which do not depend on earlier steps: U x, and W z or R z where z(t−1) is x(t), or the
 * first ny values of x(t).
 */
function inputProducts(drawing: Drawing, network: StoredNetwork, rowBefore: () => string): string[] {
  const x = readInput(drawing, network, rowBefore)
  const Ux = inputProduct(drawing, network, 'U', x)
  if (network.feeding !== 'input') return [Ux]
  return [Ux, inputProduct(drawing, network, matrixOfZ(network), firstOf(drawing, network, 'z_of_x', x))]
}

/**
 * The equations of one step. It uses those products, x(t) under the name `x`, and the state before the step, whose
 * values are called h_before and so on. Returns the names of these states after the step.
 */
function drawStep(
  drawing: Drawing,
  network: StoredNetwork,
  [Ux, Zx]: readonly string[],
  x: string,
  states: ReturnType<typeof statesOf>
): string[] {
  const {
    model: { recurrence, output },
    feeding
  } = network
  // a(t) = b + W h(t−1) + U x(t)
  const addends = [
    ...(recurrence === 'output' ? [] : [drawing.add('MatMul', 'W_h', ['h_before', 'W_T'])]),
    ...(feeding === 'nothing'
      ? []
      : feeding === 'input'
        ? [drawing.add('Mul', 'of_z', ['begun_before', Zx])]
        : [drawing.add('MatMul', 'of_z', ['z_before', `${matrixOfZ(network)}_T`])])
  ]
  let a = drawing.add('Add', 'U_x_plus_b', [Ux, 'b'])
  for (const addend of addends) a = drawing.add('Add', `a_with_${addend}`, [a, addend])
  const h = drawing.add('Tanh', 'h', [a])
  const yhat = answer(drawing, network, h, 1, () => x)
  return states.map(({ name }) => {
    if (name === 'h') return h
    if (name === 'begun') return drawing.add('Max', 'begun', ['begun_before', 'one'])
    if (name === 'row') return drawing.add('Identity', 'row', [x])
    return feedBack(drawing, feeding, output, yhat)
  })
}

/** z(t) from ŷ(t). */
function feedBack(
  drawing: Drawing,
  feeding: StoredNetwork['feeding'],
  output: StoredNetwork['model']['output'],
  yhat: string
): string {
  if (feeding === 'output') return drawing.add('Identity', 'z', [yhat])
  const drawn = feeding === 'sample'
  const uniform = (): string => drawing.add('RandomUniformLike', 'uniform', [yhat])
  if (output === 'sigmoid') {
    const isOne = drawn
      ? drawing.add('Less', 'is_one', [uniform(), yhat])
      : drawing.add('Greater', 'is_one', [yhat, 'half'])
    return drawing.add('Cast', 'z', [isOne], { to: { int: 1 } })
  }
  // Gumbel's way to draw from ŷ: the category with the largest log ŷ − log(−log u), where u is uniform.
  const scores = drawn
    ? drawing.add('Sub', 'scores', [
        drawing.add('Log', 'log_yhat', [yhat]),
        drawing.add('Log', 'log_exponential', [
          drawing.add('Neg', 'exponential', [drawing.add('Log', 'log_uniform', [uniform()])])
        ])
      ])
    : yhat
  const chosen = drawing.add('ArgMax', 'chosen', [scores], { axis: { int: 1 }, keepdims: { int: 0 } })
  return drawing.add('OneHot', 'z', [chosen, 'ny', 'off_on'])
}

/** The parameters and constants of a step. */
function putKnown(drawing: Drawing, network: StoredNetwork): void {
  const {
    feeding,
    model: { output, ny }
  } = network
  putParameters(drawing, network)
  if (feeding === 'input' || keepsRow(network)) drawing.floats('one', [1], [1])
  if (feeding === 'argmax' && output === 'sigmoid') drawing.floats('half', [1], [0.5])
  if ((feeding === 'argmax' || feeding === 'sample') && output === 'softmax') {
    drawing.integers('ny', [], [ny])
    drawing.floats('off_on', [2], [0, 1])
  }
}

function stepGraph(network: StoredNetwork): Message {
  const { ny } = network.model
  const drawing = new Drawing()
  putKnown(drawing, network)
  const states = statesOf(network)
  const products = inputProducts(drawing, network, () => lastRow(drawing, 'before', 'x'))
  const after = drawStep(drawing, network, products, 'x', states)
  return graph({
    name: 'step',
    nodes: drawing.nodes,
    known: drawing.known,
    inputs: [
      inputOf(network, ['N']),
      ...states.map(({ name, width }) => value(`${name}_before`, 'float', ['N', width]))
    ],
    outputs: [
      value('yhat', 'float', ['N', ny]),
      value('o', 'float', ['N', ny]),
      ...states.map(({ width }, i) => value(after[i], 'float', ['N', width]))
    ]
  })
}

function scanGraph(network: StoredNetwork): Message {
  const { nx, ny, nh, readout } = network.model
  const outer = new Drawing()
  putKnown(outer, network)
  const products = inputProducts(outer, network, () => rowsBefore(outer))
  const states = statesOf(network)
  // Only what a step needs of the step before goes through the Scan. The row is known outside.
  const handedOn = states.filter(({ name }) => name !== 'row' && (name !== 'begun' || network.feeding === 'input'))
  const scannedRows = keepsRow(network) ? ['x'] : []

  // The graph of the step uses the parameters and constants of the graph around it.
  const inner = new Drawing('_t')
  const atStep = products.map((product) => `${product}_t`)
  const after = drawStep(inner, network, atStep, 'x_t', handedOn)
  const body = graph({
    name: 'step',
    nodes: inner.nodes,
    known: inner.known,
    inputs: [
      ...handedOn.map(({ name, width }) => value(`${name}_before`, 'float', ['N', width])),
      ...atStep.map((product) => value(product, 'float', ['N', nh])),
      ...scannedRows.map((x) => value(`${x}_t`, 'float', ['N', nx]))
    ],
    outputs: [
      ...handedOn.map(({ width }, i) => value(after[i], 'float', ['N', width])),
      value('yhat_t', 'float', ['N', ny])
    ]
  })
  const everyStep = readout === 'every-step'
  const scanned = everyStep ? 'yhat' : 'yhat_of_every_step'
  outer.nodes.push(
    node(
      'Scan',
      'Scan',
      [...handedOn.map(({ name }) => `initial_${name}`), ...products, ...scannedRows],
      [...handedOn.map(({ name }) => `final_${name}`), scanned],
      { body: { graph: body }, num_scan_inputs: { int: products.length + scannedRows.length } }
    )
  )
  if (keepsRow(network)) {
    finalRow(outer)
    if (network.feeding !== 'input') outer.add('Max', 'final_begun', ['initial_begun', 'one'])
  }
  if (!everyStep) {
    outer.integers('last', [], [-1])
    outer.add('Gather', 'yhat', [scanned, 'last'], { axis: { int: 0 } })
  }
  return graph({
    name: 'sequence',
    nodes: outer.nodes,
    known: outer.known,
    inputs: [
      inputOf(network, ['T', 'N']),
      ...states.map(({ name, width }) => value(`initial_${name}`, 'float', ['N', width]))
    ],
    outputs: [
      value('yhat', 'float', everyStep ? ['T', 'N', ny] : ['N', ny]),
      ...states.map(({ name, width }) => value(`final_${name}`, 'float', ['N', width]))
    ]
  })
}
