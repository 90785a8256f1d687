// The messages of ONNX that a network needs, as fields of protobuf, and what an import reads of them. The numbers of the fields are those of
// onnx/onnx.proto, IR version 8.

import { decode, DecodeError, encode, type Field, type ReadField } from './protobuf'

export type Message = Field[]
export type Dimension = number | string
type ElementType = keyof typeof elementTypes

const elementTypes = { float: 1, int64: 7 } as const
const attributeTypes = { int: 2, text: 3, tensor: 4, graph: 5, texts: 8 } as const

export type Attribute =
  { int: number } | { text: string } | { tensor: Message } | { graph: Message } | { texts: string[] }

/** A constant; `data` holds its bytes. */
export function tensor(name: string, dims: readonly number[], data: Float32Array | BigInt64Array): Message {
  return [
    ...dims.map((n): Field => [1, n]),
    [2, data instanceof Float32Array ? elementTypes.float : elementTypes.int64],
    [8, name],
    [9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]
  ]
}

/** An input or an output of a graph. A dimension that is a text may have any size. */
export function value(name: string, type: ElementType, dims: readonly Dimension[]): Message {
  const shape = dims.map((n): Field => [1, [[typeof n === 'number' ? 1 : 2, n]]])
  const ofTensor: Message = [
    [1, elementTypes[type]],
    [2, shape]
  ]
  return [
    [1, name],
    [2, [[1, ofTensor]]]
  ]
}

/** An input '' means: this optional input is not used. */
export function node(
  operator: string,
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Record<string, Attribute> = {}
): Message {
  return [
    ...inputs.map((input): Field => [1, input]),
    ...outputs.map((output): Field => [2, output]),
    [3, name],
    [4, operator],
    ...Object.entries(attributes).map(([key, attribute]): Field => [5, attributeOf(key, attribute)])
  ]
}

function attributeOf(name: string, attribute: Attribute): Message {
  const typed = (type: keyof typeof attributeTypes, ...fields: Field[]): Message => [
    [1, name],
    ...fields,
    [20, attributeTypes[type]]
  ]
  if ('int' in attribute) return typed('int', [3, attribute.int])
  if ('text' in attribute) return typed('text', [4, attribute.text])
  if ('tensor' in attribute) return typed('tensor', [5, attribute.tensor])
  if ('graph' in attribute) return typed('graph', [6, attribute.graph])
  return typed('texts', ...attribute.texts.map((text): Field => [9, text]))
}

export interface Graph {
  name: string
  nodes: Message[]
  known: Message[]
  inputs: Message[]
  outputs: Message[]
}

export function graph({ name, nodes, known, inputs, outputs }: Graph): Message {
  const all = (number: number, messages: readonly Message[]): Message =>
    messages.map((message): Field => [number, message])
  return [...all(1, nodes), [2, name], ...all(5, known), ...all(11, inputs), ...all(12, outputs)]
}

/** The bytes of a file. Tools of 2022 and of today read opset 17 and IR version 8. */
export function modelFile(of: Message, description: string, metadata: Record<string, string>): Uint8Array {
  return encode([
    [1, 8],
    [2, 'Unroll'],
    [6, description],
    [7, of],
    [
      8,
      [
        [1, ''],
        [2, 17]
      ]
    ],
    ...Object.entries(metadata).map(([key, text]): Field => [
      14,
      [
        [1, key],
        [2, text]
      ]
    ])
  ])
}

/** A constant of 32-bit floats. */
export interface Constant {
  dims: number[]
  data: Float32Array
}

/** The metadata of a file, and the constants of its graph by their names. Throws DecodeError. */
export function readModelFile(bytes: Uint8Array): {
  metadata: Record<string, string>
  constants: Map<string, Constant>
  /** The activations of the operators that have some. */
  activations: string[]
} {
  const fields = decode(bytes)
  const metadata = Object.fromEntries(
    messagesOf(fields, 14).map((entry) => [textOf(entry, 1), textOf(entry, 2)] as const)
  )
  const constants = new Map<string, Constant>()
  const activations: string[] = []
  for (const graphFields of messagesOf(fields, 7)) {
    for (const attribute of messagesOf(graphFields, 1).flatMap((operator) => messagesOf(operator, 5))) {
      if (textOf(attribute, 1) !== 'activations') continue
      for (const [field, value] of attribute)
        if (field === 9 && typeof value !== 'number') activations.push(new TextDecoder().decode(value))
    }
    for (const constant of messagesOf(graphFields, 5)) {
      if (!constant.some(([field, value]) => field === 2 && value === elementTypes.float)) continue
      const dims = constant.flatMap(([field, value]) => (field === 1 && typeof value === 'number' ? [value] : []))
      const raw = bytesOf(constant, 9)
      const count = dims.reduce((product, n) => product * n, 1)
      if (raw.length !== 4 * count) throw new DecodeError('A constant does not fill its shape.')
      // A copy, because a typed array wants its own alignment.
      constants.set(textOf(constant, 8), { dims, data: new Float32Array(new Uint8Array(raw).buffer) })
    }
  }
  return { metadata, constants, activations }
}

const messagesOf = (fields: readonly ReadField[], number: number): ReadField[][] =>
  fields.flatMap(([field, value]) => (field === number && typeof value !== 'number' ? [decode(value)] : []))

function bytesOf(fields: readonly ReadField[], number: number): Uint8Array {
  const value = fields.find(([field]) => field === number)?.[1]
  if (value === undefined || typeof value === 'number') throw new DecodeError(`Field ${number} is missing.`)
  return value
}

function textOf(fields: readonly ReadField[], number: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(fields, number))
  } catch {
    throw new DecodeError(`Field ${number} is not a text.`)
  }
}
