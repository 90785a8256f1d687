// The part of protobuf that is needed to write ONNX and the events of TensorBoard, and to read ONNX again. A message is the
// sequence of its fields.
// https://protobuf.dev/programming-guides/encoding

/** A field: its number, and a whole number ≥ 0, a text, bytes, a message, or a real number of 32 or 64 bits. */
export type Field = [
  number: number,
  value: number | string | Uint8Array | Field[] | { float: number } | { double: number }
]

const wire = { varint: 0, double: 1, bytes: 2, float: 5 } as const

/** The bytes of a message. */
export function encode(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number * 8 + wire.varint), varint(value)]
      if (isReal(value)) {
        const bytes = 'float' in value ? new Float32Array([value.float]) : new Float64Array([value.double])
        return [varint(number * 8 + ('float' in value ? wire.float : wire.double)), new Uint8Array(bytes.buffer)]
      }
      const bytes = typeof value === 'string' ? Buffer.from(value) : Array.isArray(value) ? encode(value) : value
      return [varint(number * 8 + wire.bytes), varint(bytes.length), bytes]
    })
  )
}

const isReal = (value: object | string): value is { float: number } | { double: number } =>
  typeof value === 'object' && ('float' in value || 'double' in value)

/** Seven bits in each byte, the lowest bits first. The highest bit of a byte says that more bytes follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = []
  while (value >= 128) {
    bytes.push((value % 128) + 128)
    value = Math.floor(value / 128)
  }
  return Uint8Array.of(...bytes, value)
}

/** Bytes that are no message. */
export class DecodeError extends Error {}

/** A field as it is read: its number, and a whole number or bytes. */
export type ReadField = [number: number, value: number | Uint8Array]

/** The fields of a message. Throws DecodeError. */
export function decode(bytes: Uint8Array): ReadField[] {
  const fields: ReadField[] = []
  let at = 0
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new DecodeError('It ends too early.')
    return bytes.subarray(at, (at += length))
  }
  /** A number beyond 2⁵³ is not exact. */
  const number = (): number => {
    for (let value = 0, power = 1; ; power *= 128) {
      const [byte] = take(1)
      value += (byte % 128) * power
      if (byte < 128) return value
      if (power > 2 ** 63) throw new DecodeError('A number has no end.')
    }
  }
  while (at < bytes.length) {
    const tag = number()
    const field = Math.floor(tag / 8)
    switch (tag % 8) {
      case wire.varint:
        fields.push([field, number()])
        break
      case wire.bytes:
        fields.push([field, take(number())])
        break
      default:
        take(wireLength(tag % 8))
    }
  }
  return fields
}

/** Length in bytes of a number of fixed length. Such numbers are skipped. */
function wireLength(type: number): number {
  if (type === wire.double) return 8
  if (type === wire.float) return 4
  throw new DecodeError(`There is no wire type ${type}.`)
}
