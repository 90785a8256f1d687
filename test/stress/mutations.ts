// Ways to damage a file, as disks, editors, copies and other programs do.

import { Random } from '../../src/engine/random'

export type Mutation = (bytes: Buffer, random: Random) => Buffer

const huge = [1e308, -1e308, 1e21, 2 ** 53, 2 ** 31, -1, 0.5, 0, 1e-320]
const others: unknown[] = [null, true, '', 'x'.repeat(5000), [], {}, [[]], { a: 1 }, '\u0000', '__proto__', ...huge]
const notNumbers = ['NaN', 'Infinity', '-Infinity', '1e999', '', '0x10', '1,5', '--1', '"', '9'.repeat(400)]

const at = (bytes: Buffer, random: Random): number => random.integer(Math.max(1, bytes.length))
const stretch = (bytes: Buffer, random: Random): [number, number] => {
  const from = at(bytes, random)
  return [from, Math.min(bytes.length, from + 1 + random.integer(1 + Math.min(bytes.length, 300)))]
}
const splice = (bytes: Buffer, from: number, to: number, put: Buffer | string): Buffer =>
  Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(to)])
const pick = <T>(list: readonly T[], random: Random): T => list[random.integer(list.length)]

/** Changes the lines of a file; each line keeps its line end. */
const ofLines =
  (change: (lines: string[], random: Random) => void): Mutation =>
  (bytes, random) => {
    const lines = bytes.toString('latin1').split(/(?<=\n)/)
    change(lines, random)
    return Buffer.from(lines.join(''), 'latin1')
  }

/** Changes one value, somewhere within the JSON of a file, of a line of it, or of the header of a safetensors file. */
const ofValue =
  (change: (value: unknown, random: Random) => unknown): Mutation =>
  (bytes, random) => {
    const [from, to] = jsonIn(bytes, random)
    let value: unknown
    try {
      value = JSON.parse(bytes.toString('utf8', from, to))
    } catch {
      return splice(bytes, ...stretch(bytes, random), String(change(0, random)))
    }
    const json = JSON.stringify(within(value, random, change)) ?? 'null'
    const changed = splice(bytes, from, to, json)
    // The length of the header is corrected, so that the reader looks at its content.
    if (from === 8) changed.writeBigUInt64LE(BigInt(Buffer.byteLength(json)))
    return changed
  }

function jsonIn(bytes: Buffer, random: Random): [number, number] {
  const header = bytes.length > 8 ? Number(bytes.readBigUInt64LE()) : Infinity
  if (header + 8 <= bytes.length) return [8, 8 + header]
  const lines = bytes.toString('latin1').split('\n')
  if (!lines[0].endsWith('}')) return [0, bytes.length]
  const line = random.integer(lines.length)
  const from = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0)
  return [from, from + lines[line].length]
}

/** Replaces some value at any depth by another one, also inside JSON that is stored in a text. */
function within(value: unknown, random: Random, change: (value: unknown, random: Random) => unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) return JSON.stringify(within(JSON.parse(value), random, change))
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (keys.length === 0 || random.integer(8) === 0) return change(value, random)
  const key = pick(keys, random)
  const copy = structuredClone(value) as Record<string, unknown>
  const inner = within(copy[key], random, change)
  if (inner === undefined) delete copy[key]
  else copy[key] = inner
  return copy
}

export const mutations: Record<string, Mutation> = {
  none: (bytes) => bytes,
  'a bit flipped': (bytes, random) => {
    const changed = Buffer.from(bytes)
    if (changed.length > 0) changed[at(bytes, random)] ^= 1 << random.integer(8)
    return changed
  },
  'some bytes replaced': (bytes, random) => {
    const changed = Buffer.from(bytes)
    for (let i = 0; i < 8 && changed.length > 0; i++) changed[at(bytes, random)] = random.integer(256)
    return changed
  },
  'cut off': (bytes, random) => bytes.subarray(0, at(bytes, random)),
  'the beginning lost': (bytes, random) => bytes.subarray(at(bytes, random)),
  empty: () => Buffer.alloc(0),
  'a stretch lost': (bytes, random) => splice(bytes, ...stretch(bytes, random), ''),
  'a stretch twice': (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return splice(bytes, to, to, bytes.subarray(from, to))
  },
  'a stretch of zeros': (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return splice(bytes, from, to, Buffer.alloc(to - from))
  },
  'two stretches swapped': (bytes, random) => {
    const [a, aEnd] = stretch(bytes, random)
    const tail = bytes.subarray(aEnd)
    const [b, bEnd] = stretch(tail, random)
    return Buffer.concat([
      bytes.subarray(0, a),
      tail.subarray(b, bEnd),
      tail.subarray(0, b),
      bytes.subarray(a, aEnd),
      tail.subarray(bEnd)
    ])
  },
  'the file twice': (bytes) => Buffer.concat([bytes, bytes]),
  'zeros at its end': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(1 + random.integer(5000))]),
  'nothing but zeros': (bytes) => Buffer.alloc(bytes.length),
  noise: (bytes, random) => Buffer.from(Array.from({ length: bytes.length }, () => random.integer(256))),
  'a line lost': ofLines((lines, random) => void lines.splice(random.integer(lines.length), 1)),
  'a line twice': ofLines((lines, random) => {
    const line = random.integer(lines.length)
    lines.splice(line, 0, lines[line])
  }),
  'two lines swapped': ofLines((lines, random) => {
    const [a, b] = [random.integer(lines.length), random.integer(lines.length)]
    ;[lines[a], lines[b]] = [lines[b], lines[a]]
  }),
  'a byte order mark': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'line ends of Windows': ofLines((lines) =>
    lines.forEach((line, i) => {
      lines[i] = line.replace(/\r?\n/, '\r\n')
    })
  ),
  'line ends of old Macs': ofLines((lines) =>
    lines.forEach((line, i) => {
      lines[i] = line.replace('\n', '\r')
    })
  ),
  'UTF-16': (bytes) => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le'),
  'a number for another': (bytes, random) => {
    const text = bytes.toString('latin1')
    const numbers = [...text.matchAll(/-?\d+(\.\d+)?(e[+-]?\d+)?/g)]
    if (numbers.length === 0) return bytes
    const { index, 0: number } = pick(numbers, random)
    return splice(
      bytes,
      index,
      index + number.length,
      random.integer(2) === 0 ? String(pick(huge, random)) : pick(notNumbers, random)
    )
  },
  'a value of another kind': ofValue((_, random) => pick(others, random)),
  'a value lost': ofValue(() => undefined),
  'a number beyond': ofValue((value, random) =>
    typeof value === 'number' ? value * pick([10, 1e9, -1, 1e300], random) : pick(huge, random)
  ),
  'a value within itself': ofValue((value) => ({ value, [`${String(value).slice(0, 10)}`]: value })),
  'a list made long': ofValue((value) => Array.from({ length: 2000 }, () => value)),
  'nested deep': ofValue(() => 'DEEP'),
  'another length of the header': (bytes, random) => {
    const changed = Buffer.concat([bytes, Buffer.alloc(8)])
    changed.writeBigUInt64LE(pick([0n, 1n, 7n, 8n, 100_000_000n, 2n ** 32n, 2n ** 53n, 2n ** 64n - 1n], random))
    return changed.subarray(0, bytes.length)
  },
  'numbers that are none': (bytes, random) => {
    const changed = Buffer.from(bytes)
    const four = changed.length - 4 - 4 * random.integer(Math.max(1, Math.floor(changed.length / 8)))
    if (four >= 0) changed.writeUInt32LE(pick([0x7fc00000, 0x7f800000, 0xff800000, 0x7f7fffff, 1], random), four)
    return changed
  }
}

const deepMarker = '"DEEP"'
/** A mutation by its name. A value that is nested too deep for JSON.stringify is inserted as text. */
export function mutate(name: string, bytes: Buffer, random: Random): Buffer {
  const changed = mutations[name](bytes, random)
  const deep = changed.indexOf(deepMarker)
  return deep === -1
    ? changed
    : splice(changed, deep, deep + deepMarker.length, '['.repeat(50_000) + ']'.repeat(50_000))
}
