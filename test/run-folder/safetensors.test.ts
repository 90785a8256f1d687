import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeSafetensors,
  encodeSafetensors,
  readMetadata,
  readSafetensors,
  SafetensorsError,
  writeSafetensors,
  type Tensor
} from '../../src/run-folder/safetensors'
import { temporaryFolder } from '../trainer/support'

const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })
const tensor = shape.chain((shape): fc.Arbitrary<Tensor> => {
  const length = shape.reduce((size, n) => size * n, 1)
  const exactly = { minLength: length, maxLength: length }
  return fc
    .oneof(fc.float32Array(exactly), fc.float64Array(exactly), fc.int32Array(exactly))
    .map((data) => ({ shape, data }))
})
const name = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text !== '__metadata__' && text !== '__proto__')
const file = fc.record({
  tensors: fc.array(fc.tuple(name, tensor), { maxLength: 5 }).map((entries) => new Map(entries)),
  metadata: fc.dictionary(name, fc.string(), { maxKeys: 4, noNullPrototype: true })
})

describe('safetensors', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(file, (contents) => {
        const read = decodeSafetensors(encodeSafetensors(contents), 'test')
        expect(new Map([...read.tensors].sort())).toEqual(new Map([...contents.tensors].sort()))
        expect(read.metadata).toEqual(contents.metadata)
      }),
      { numRuns: 60 }
    )
  })

  it('come back from a file, where the header can be read alone', () => {
    const path = join(temporaryFolder(), 'a.safetensors')
    const tensors = new Map<string, Tensor>([['w', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }]])
    const bytes = writeSafetensors(path, { tensors, metadata: { note: '가나다' } })
    expect(readFileSync(path).length).toBe(bytes)
    expect(readSafetensors(path).tensors).toEqual(tensors)
    expect(readMetadata(path)).toEqual({ note: '가나다' })
  })

  it('have data that begin at a multiple of 8', () => {
    const bytes = encodeSafetensors({
      tensors: new Map([['w', { shape: [1], data: Float32Array.of(1) }]]),
      metadata: {}
    })
    expect(Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)) % 8).toBe(0)
  })

  it('are not written when the data do not fill the shape', () => {
    expect(() =>
      encodeSafetensors({ tensors: new Map([['w', { shape: [2], data: Float32Array.of(1) }]]), metadata: {} })
    ).toThrow('w of shape [2] has 1 values')
  })

  const f32 = (shape: number[], from: number, to: number): object => ({ dtype: 'F32', shape, data_offsets: [from, to] })
  const raw = (header: unknown, dataBytes: number): Uint8Array => {
    const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
    const bytes = Buffer.alloc(8 + json.length + dataBytes)
    bytes.writeBigUInt64LE(BigInt(json.length))
    json.copy(bytes, 8)
    return bytes
  }
  it.each([
    ['nothing', new Uint8Array(3), 'only 3 bytes'],
    ['a header longer than the file', raw({}, 0).subarray(0, 9), 'its header should have 2 bytes'],
    ['a header of impossible length', new Uint8Array(16).fill(255), 'its header should have'],
    ['no JSON', raw('{"a":', 0), 'not JSON'],
    ['a list', raw([], 0), 'not an object'],
    ['metadata that are no strings', raw({ __metadata__: { a: 1 } }, 0), '__metadata__.a'],
    ['an unknown type', raw({ w: { dtype: 'F8_E4M3', shape: [1], data_offsets: [0, 2] } }, 2), 'w is F8_E4M3'],
    ['a negative size', raw({ w: f32([-1], 0, 4) }, 4), 'w.shape.0'],
    ['an entry of the wrong shape', raw({ w: { dtype: 'F32' } }, 0), 'w.shape'],
    [
      'offsets that do not fit the shape',
      raw({ w: f32([2], 0, 4) }, 4),
      'w of shape [2] needs 8 bytes, but its offsets say 4'
    ],
    ['an overlap', raw({ v: f32([2], 0, 8), w: f32([1], 4, 8) }, 8), 'w begins at byte 4 of the data instead of 8'],
    ['a gap', raw({ w: f32([1], 4, 8) }, 8), 'w begins at byte 4'],
    ['data cut short', raw({ w: f32([2], 0, 8) }, 5), 'its tensors need 8 bytes, but the file has 5'],
    ['data left over', raw({ w: f32([1], 0, 4) }, 8), 'its tensors need 4 bytes, but the file has 8']
  ])('with %s are refused', (_what, bytes, fault) => {
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow(SafetensorsError)
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow('bad.safetensors')
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow(fault)
  })

  it('never fail in another way, whatever the bytes', () => {
    const path = join(temporaryFolder(), 'noise.safetensors')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        writeFileSync(path, bytes)
        for (const read of [readSafetensors, readMetadata]) {
          try {
            read(path)
          } catch (error) {
            expect(error).toBeInstanceOf(SafetensorsError)
          }
        }
      }),
      { numRuns: 100 }
    )
  })
})
