// The safetensors format: u64 little-endian length of the header, a JSON header, then row-major data. Reading is
// strict, because these files also come from elsewhere: every fault is an error that names the file and the fault.

import { closeSync, fstatSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { flatten } from '../shared/issues'
import { reason, reasonOf, type Reason } from '../shared/reasons'
import { openRegular, readRegular } from './regular-files'
import { writeWhole } from './whole-files'

type TensorData = Float32Array | Float64Array | Int32Array

/** Row-major; a scalar has shape []. */
export interface Tensor {
  shape: number[]
  data: TensorData
}

export interface TensorFile {
  tensors: Map<string, Tensor>
  metadata: Record<string, string>
}

export class SafetensorsError extends Error {
  readonly code = 'not-safetensors'
  readonly values: { file: string; reason: string }

  constructor(
    file: string,
    readonly fault: Reason
  ) {
    super(`${file} is not a readable safetensors file: ${fault}.`)
    this.values = { file, reason: fault }
    this.name = 'SafetensorsError'
  }
}

/** The types that are read: the bytes of one value, and the array type for its data. */
const types = {
  F32: { bytes: 4, of: (buffer: ArrayBuffer) => new Float32Array(buffer) },
  F64: { bytes: 8, of: (buffer: ArrayBuffer) => new Float64Array(buffer) },
  I32: { bytes: 4, of: (buffer: ArrayBuffer) => new Int32Array(buffer) },
  F16: { bytes: 2, of: (buffer: ArrayBuffer) => Float32Array.from(new Uint16Array(buffer), halfValue) },
  BF16: {
    bytes: 2,
    of: (buffer: ArrayBuffer) =>
      new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer)
  }
} as const
type Type = keyof typeof types

/** The value of a 16-bit float: 1 bit of sign, 5 of exponent, 10 of mantissa (IEEE 754). */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const [exponent, mantissa] = [(bits >> 10) & 0x1f, bits & 0x3ff]
  if (exponent === 0x1f) return mantissa === 0 ? sign * Infinity : NaN
  return sign * (exponent === 0 ? 2 ** -24 * mantissa : 2 ** (exponent - 25) * (1024 + mantissa))
}

const lengthBytes = 8
/** The same limit as in the reference reader of the format, in bytes. */
const maxHeaderBytes = 100_000_000

const count = z.int().min(0)
const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(count),
  data_offsets: z.tuple([count, count])
})
const metadataSchema = z.record(z.string(), z.string())
type Entry = z.infer<typeof entrySchema>

/**
 * The metadata entry for a checksum (CRC-32) of the other metadata and the data. A file that has one is refused when a
 * bit has changed. When writing, the value of this entry is replaced by the right checksum.
 */
export const checksum = 'checksum'

function checksumOf({ tensors, metadata }: TensorFile): string {
  let sum = crc32(JSON.stringify({ ...metadata, [checksum]: '' }))
  for (const { data } of tensors.values())
    sum = crc32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), sum)
  return sum.toString(16).padStart(8, '0')
}

/** Throws when the data of a tensor do not fill its shape. */
export function encodeSafetensors({ tensors, metadata }: TensorFile): Uint8Array {
  const sum = checksum in metadata && { [checksum]: checksumOf({ tensors, metadata }) }
  const header: Record<string, unknown> = { __metadata__: { ...metadata, ...sum } }
  let end = 0
  for (const [name, { shape, data }] of tensors) {
    if (product(shape) !== data.length) throw new Error(`Tensor ${name} of shape [${shape}] has ${data.length} values.`)
    header[name] = { dtype: typeOf(data), shape, data_offsets: [end, end + data.byteLength] }
    end += data.byteLength
  }
  // Spaces up to a multiple of 8, so that the data are aligned for readers that map the file.
  const json = Buffer.from(JSON.stringify(header))
  const padding = (lengthBytes - (json.length % lengthBytes)) % lengthBytes
  const start = lengthBytes + json.length + padding

  const bytes = Buffer.alloc(start + end, ' ')
  bytes.writeBigUInt64LE(BigInt(json.length + padding))
  json.copy(bytes, lengthBytes)
  let at = start
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return bytes
}

/** `file` is the name for errors. Throws SafetensorsError. */
export function decodeSafetensors(bytes: Uint8Array, file: string): TensorFile {
  const start = lengthBytes + headerLength(bytes, bytes.length, file)
  const { entries, metadata } = parseHeader(bytes.subarray(lengthBytes, start), file)
  checkLayout(entries, bytes.length - start, file)
  const tensors = new Map<string, Tensor>()
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [from, to]
    }
  ] of entries) {
    // A copy, because a typed array wants its own alignment (slice() of a Buffer would be a view).
    const { buffer } = new Uint8Array(bytes.subarray(start + from, start + to))
    tensors.set(name, { shape, data: types[dtype as Type].of(buffer) })
  }
  if (checksum in metadata && metadata[checksum] !== checksumOf({ tensors, metadata })) {
    throw new SafetensorsError(file, reason('checksum'))
  }
  return { tensors, metadata }
}

/** Writes the whole file or nothing. Returns its size in bytes. Throws a WriteError. */
export function writeSafetensors(file: string, contents: TensorFile): number {
  const bytes = encodeSafetensors(contents)
  writeWhole(file, bytes)
  return bytes.length
}

/** Throws SafetensorsError, also when the file cannot be read at all. */
export function readSafetensors(file: string): TensorFile {
  return decodeSafetensors(
    reading(file, () => readRegular(file)),
    file
  )
}

/** Reads the metadata only, and checks that the tensors are there. Throws as readSafetensors. */
export function readMetadata(file: string): Record<string, string> {
  const descriptor = reading(file, () => openRegular(file))
  try {
    const { size } = fstatSync(descriptor)
    const length = Buffer.alloc(Math.min(lengthBytes, size))
    readSync(descriptor, length, 0, length.length, 0)
    const header = Buffer.alloc(headerLength(length, size, file))
    readSync(descriptor, header, 0, header.length, lengthBytes)
    const { entries, metadata } = parseHeader(header, file)
    checkLayout(entries, size - lengthBytes - header.length, file)
    return metadata
  } finally {
    closeSync(descriptor)
  }
}

function reading<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new SafetensorsError(file, reasonOf(error))
  }
}

function headerLength(bytes: Uint8Array, fileSize: number, file: string): number {
  if (fileSize < lengthBytes) throw new SafetensorsError(file, reason('fewBytes', { bytes: fileSize }))
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  if (length > maxHeaderBytes || lengthBytes + length > fileSize) {
    throw new SafetensorsError(file, reason('headerTooLong', { length, bytes: fileSize }))
  }
  return length
}

function parseHeader(
  bytes: Uint8Array,
  file: string
): { entries: [string, Entry][]; metadata: Record<string, string> } {
  let header: unknown
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SafetensorsError(file, reason('headerNotJson'))
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw new SafetensorsError(file, reason('headerNotObject'))
  }
  let metadata: Record<string, string> = {}
  const entries: [string, Entry][] = []
  for (const [name, value] of Object.entries(header)) {
    const schema = name === '__metadata__' ? metadataSchema : entrySchema
    const { success, data, error } = schema.safeParse(value)
    if (!success) throw new SafetensorsError(file, flatten(error, name))
    if (name === '__metadata__') metadata = data as Record<string, string>
    else entries.push([name, data as Entry])
  }
  return { entries, metadata }
}

/** Every tensor fills its shape, and together they fill the data without a gap or an overlap. */
function checkLayout(entries: [string, Entry][], dataBytes: number, file: string): void {
  const inOrder = entries.toSorted(
    (
      [
        ,
        {
          data_offsets: [a, aEnd]
        }
      ],
      [
        ,
        {
          data_offsets: [b, bEnd]
        }
      ]
    ) => a - b || aEnd - bEnd
  )
  let end = 0
  for (const [
    name,
    {
      dtype,
      shape,
      data_offsets: [from, to]
    }
  ] of inOrder) {
    if (!Object.hasOwn(types, dtype))
      throw new SafetensorsError(
        file,
        reason('otherType', { tensor: name, type: dtype, types: Object.keys(types).join(', ') })
      )
    const expected = product(shape) * types[dtype as Type].bytes
    if (to - from !== expected)
      throw new SafetensorsError(
        file,
        reason('otherBytes', { tensor: name, shape: shape.join(), expected, bytes: to - from })
      )
    if (from !== end) throw new SafetensorsError(file, reason('gap', { tensor: name, from, end }))
    end = to
  }
  if (end !== dataBytes) throw new SafetensorsError(file, reason('otherSize', { end, bytes: dataBytes }))
}

function typeOf(data: TensorData): Type {
  return data instanceof Float32Array ? 'F32' : data instanceof Float64Array ? 'F64' : 'I32'
}

function product(shape: number[]): number {
  return shape.reduce((size, n) => size * n, 1)
}
