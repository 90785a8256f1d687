// The curves of a run as an event file of TensorBoard: records of TFRecord, each with an Event of protobuf
// (tensorflow/core/util/event.proto). TensorBoard reads every file whose name contains "tfevents".

import { lossWordsIn, readCurves, type CurveRow } from '../../run-folder/curves'
import { readRecord } from '../../run-folder/record'
import { writeWholeInPieces } from '../../run-folder/whole-files'
import { pointColumns } from '../../shared/run'
import { encode, type Field } from './protobuf'

/** Writes `file` whole or not at all. Throws a WriteError, or DamagedFile where nothing can be read. */
export function writeTensorBoard(folder: string, file: string): void {
  const { own } = lossWordsIn(folder)
  const begin = readRecord(folder).createdAt / 1000
  writeWholeInPieces(file, (put) => {
    const putEvent = (seconds: number, ...fields: Field[]): void =>
      put(record(encode([[1, { double: begin + seconds }], ...fields])))
    putEvent(0, [3, 'brain.Event:2'])
    let seconds = 0
    readCurves(folder, (row) => {
      if (row.point) seconds = row.point[pointColumns.indexOf('seconds')]
      putEvent(seconds, [2, row.step], [5, scalarsOf(row, own).map(([tag, value]): Field => [1, scalar(tag, value)])])
    })
  })
}

const scalar = (tag: string, value: number): Field[] => [
  [1, tag],
  [2, { float: value }]
]

/** The curves and their values at a step. `own`: what is fed where the network is measured without a teacher. */
function scalarsOf({ point, validation }: CurveRow, own: string): (readonly [tag: string, value: number])[] {
  const ofPoint = (name: (typeof pointColumns)[number]): number | null => point && point[pointColumns.indexOf(name)]
  const all = {
    loss: ofPoint('loss'),
    'gradient norm': ofPoint('gradientNorm'),
    'learning rate': ofPoint('learningRate'),
    clipped: ofPoint('clipped'),
    'validation/loss': validation?.loss,
    'validation/accuracy': validation?.accuracy,
    [`validation/${own} loss`]: validation?.freeLoss,
    [`validation/${own} accuracy`]: validation?.freeAccuracy,
    'validation/accuracy at double length': validation?.doubleLengthAccuracy
  }
  return Object.entries(all).flatMap(([tag, value]) => (value == null ? [] : [[tag, value] as const]))
}

/** A record of TFRecord: its length in 8 bytes, the checksum of the length, the data, and the checksum of the data. */
function record(data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(16 + data.length)
  bytes.writeUInt32LE(data.length, 0)
  bytes.writeUInt32LE(maskedChecksum(bytes.subarray(0, 8)), 8)
  bytes.set(data, 12)
  bytes.writeUInt32LE(maskedChecksum(data), 12 + data.length)
  return bytes
}

/** CRC-32C (polynomial 0x82f63b78, reflected) of every byte. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0x82f63b78 : 0)
  return rest
})

/** TFRecord turns the checksum and adds a constant, so that a checksum of checksums is no special case. */
function maskedChecksum(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) rest = (rest >>> 8) ^ table[(rest ^ byte) & 255]
  const checksum = ~rest
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0
}
