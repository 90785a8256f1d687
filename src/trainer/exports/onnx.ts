// Writes the network as ONNX. The file contains everything that turns data into answers: one-hot vectors, scaling,
// softmax, sigmoid.
//
// For recurrence `hidden`, a whole sequence is one operator RNN. ONNX has no operator that feeds its output back; for
// the other recurrences it is a Scan over the graph of one step. This graph alone is another format (`onnx-step`): it
// has only plain operators and loads everywhere. The state is an input and an output. The numbers of sequences and of
// steps are free.

import { shapeOf, tensorsOf, type TensorName } from '../../model/tensors'
import { writeWhole } from '../../run-folder/whole-files'
import { describeModel } from '../model-file'
import { graph, modelFile, node, tensor, value, type Attribute, type Dimension, type Message } from './onnx-format'
import { equationsOf, feedingText, type StoredNetwork } from './stored-network'

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

/** x as the network reads it: a series is scaled; categories stay numbers. */
function readInput(drawing: Drawing, { scaling, model: { nx } }: StoredNetwork): string {
  if (!scaling) return 'x'
  drawing.floats('mean', [nx], scaling.mean)
  drawing.floats('deviation', [nx], scaling.deviation)
  return drawing.add('Div', 'x_scaled', [drawing.add('Sub', 'x_minus_mean', ['x', 'mean']), 'deviation'])
}

/** M x for every step; for a category it is a column of M. */
function inputProduct(drawing: Drawing, { input }: StoredNetwork, matrix: TensorName, x: string): string {
  return input === 'index'
    ? drawing.add('Gather', `${matrix}_x`, [`${matrix}_T`, x])
    : drawing.add('MatMul', `${matrix}_x`, [x, `${matrix}_T`])
}

/** From h to o, and from o to ŷ in the units of the data; `last` is the last axis. Returns ŷ before scaling. */
function answer(drawing: Drawing, { model: { output }, scaling }: StoredNetwork, h: string, last: number): string {
  const o = drawing.add('Add', 'o', [drawing.add('MatMul', 'V_h', [h, 'V_T']), 'c'])
  if (output === 'softmax') return drawing.add('Softmax', 'yhat', [o], { axis: { int: last } })
  if (output === 'sigmoid') return drawing.add('Sigmoid', 'yhat', [o])
  if (!scaling) return drawing.add('Identity', 'yhat', [o])
  drawing.add('Add', 'yhat', [drawing.add('Mul', 'o_times_deviation', [o, 'deviation']), 'mean'])
  return o
}

// ---- recurrence hidden: the operator RNN ----

function rnnGraph(network: StoredNetwork): Message {
  const { model, parameters, input } = network
  const { nx, nh, ny, readout } = model
  const drawing = new Drawing()
  const read = readInput(drawing, network)
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
  answer(drawing, network, h, everyStep ? 2 : 1)
  return graph({
    name: 'sequence',
    nodes: drawing.nodes,
    known: drawing.known,
    inputs: [inputOf(network, ['T', 'N']), value('initial_h', 'float', [1, 'N', nh])],
    outputs: [value('yhat', 'float', everyStep ? ['T', 'N', ny] : ['N', ny]), value('final_h', 'float', [1, 'N', nh])]
  })
}

// ---- one step, and a Scan over it ----

/** The values that pass from step to step: their names, widths and kinds in this network. */
function statesOf({
  model: { recurrence, nh, ny },
  feeding
}: StoredNetwork): { name: 'h' | 'z' | 'begun'; width: number }[] {
  return [
    ...(recurrence === 'output' ? [] : [{ name: 'h' as const, width: nh }]),
    ...(feeding === 'nothing'
      ? []
      : feeding === 'input'
        ? [{ name: 'begun' as const, width: 1 }]
        : [{ name: 'z' as const, width: ny }])
  ]
}

/** The matrix that multiplies z(t−1). */
const matrixOfZ = ({ model: { recurrence } }: StoredNetwork): TensorName => (recurrence === 'output' ? 'W' : 'R')

/** The products with the inputs, which do not depend on earlier steps: U x, and W x or R x where z(t−1) is x(t). */
function inputProducts(drawing: Drawing, network: StoredNetwork): string[] {
  const x = readInput(drawing, network)
  const matrices: TensorName[] = network.feeding === 'input' ? ['U', matrixOfZ(network)] : ['U']
  return matrices.map((matrix) => inputProduct(drawing, network, matrix, x))
}

/**
 * The equations of one step. It uses those products and the state before the step, whose values are called h_before and
 * so on. Returns the names of the state after the step, in the order of statesOf().
 */
function drawStep(drawing: Drawing, network: StoredNetwork, [Ux, Zx]: readonly string[]): string[] {
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
  const yhat = answer(drawing, network, h, 1)
  return statesOf(network).map(({ name }) => {
    if (name === 'h') return h
    if (name === 'begun') return drawing.add('Max', 'begun', ['begun_before', 'one'])
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
  if (feeding === 'input') drawing.floats('one', [1], [1])
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
  const after = drawStep(drawing, network, inputProducts(drawing, network))
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
  const { ny, nh, readout } = network.model
  const outer = new Drawing()
  putKnown(outer, network)
  const products = inputProducts(outer, network)
  const states = statesOf(network)

  // The graph of the step uses the parameters and constants of the graph around it.
  const inner = new Drawing('_t')
  const atStep = products.map((product) => `${product}_t`)
  const after = drawStep(inner, network, atStep)
  const body = graph({
    name: 'step',
    nodes: inner.nodes,
    known: inner.known,
    inputs: [
      ...states.map(({ name, width }) => value(`${name}_before`, 'float', ['N', width])),
      ...atStep.map((product) => value(product, 'float', ['N', nh]))
    ],
    outputs: [
      ...states.map(({ width }, i) => value(after[i], 'float', ['N', width])),
      value('yhat_t', 'float', ['N', ny])
    ]
  })
  const everyStep = readout === 'every-step'
  const scanned = everyStep ? 'yhat' : 'yhat_of_every_step'
  outer.nodes.push(
    node(
      'Scan',
      'Scan',
      [...states.map(({ name }) => `initial_${name}`), ...products],
      [...states.map(({ name }) => `final_${name}`), scanned],
      { body: { graph: body }, num_scan_inputs: { int: products.length } }
    )
  )
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
