// The curves as JSON and as events of TensorBoard, read by independent code and compared with those of the run.

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readEvents } from '../../../src/run-folder/events'
import type { Point } from '../../../src/shared/run'
import { writeCurvesJson } from '../../../src/trainer/exports/curves-json'
import { writeTensorBoard } from '../../../src/trainer/exports/tensorboard'
import { pythonWith } from '../../python'
import { drive, experiment, open, pointsIn, temporaryFolder } from '../support'

const run = temporaryFolder()
const place = temporaryFolder()
let points: Point[]
beforeAll(() => {
  const chosen = experiment({ watching: { validateEvery: 5 }, stop: { steps: 12 } })
  writeFileSync(join(run, 'experiment.json'), JSON.stringify(chosen))
  drive(open(chosen, { folder: run }))
  points = pointsIn(run)
})

const validations = () => readEvents(run).events.filter((event) => event.type === 'validation')

it('are whole in JSON', () => {
  const file = join(place, 'curves.json')
  writeCurvesJson(run, file)
  const { 'unit of the loss': unit, rows } = JSON.parse(readFileSync(file, 'utf8')) as {
    'unit of the loss': string
    rows: (Point & { validation?: { loss: number } })[]
  }
  expect(unit).toBe('nats per target')
  expect(rows.map(({ validation: _, ...point }) => point)).toEqual(points)
  expect(rows.flatMap(({ step, validation }) => (validation ? [[step, validation.loss]] : []))).toEqual(
    validations().map(({ step, loss }) => [step, loss])
  )
})

/** Reads the records with a checksum made bit by bit, and the events with the library of protobuf. */
const reader = `
import json, struct, sys
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
F = descriptor_pb2.FieldDescriptorProto
file = descriptor_pb2.FileDescriptorProto(name='event.proto', syntax='proto3')
def message(name, *fields):
    m = file.message_type.add(name=name)
    for number, field, kind, label, of in fields:
        m.field.add(number=number, name=field, type=kind, label=label, type_name=of)
message('Value', (1, 'tag', F.TYPE_STRING, 1, None), (2, 'simple_value', F.TYPE_FLOAT, 1, None))
message('Summary', (1, 'value', F.TYPE_MESSAGE, 3, '.Value'))
message('Event', (1, 'wall_time', F.TYPE_DOUBLE, 1, None), (2, 'step', F.TYPE_INT64, 1, None),
        (3, 'file_version', F.TYPE_STRING, 1, None), (5, 'summary', F.TYPE_MESSAGE, 1, '.Summary'))
pool = descriptor_pool.DescriptorPool()
pool.Add(file)
found = pool.FindMessageTypeByName('Event')
Event = message_factory.GetMessageClass(found) if hasattr(message_factory, 'GetMessageClass') else message_factory.MessageFactory(pool).GetPrototype(found)
def checksum(data):
    rest = 0xffffffff
    for byte in data:
        for bit in range(8):
            rest = rest >> 1 ^ (0x82f63b78 if (rest ^ byte >> bit) & 1 else 0)
    rest ^= 0xffffffff
    return ((rest >> 15 | rest << 17) + 0xa282ead8) & 0xffffffff
assert (checksum(b'123456789') - 0xa282ead8) & 0xffffffff == (0xe3069283 >> 15 | 0xe3069283 << 17) & 0xffffffff
data, events = open(sys.argv[1], 'rb').read(), []
while data:
    length, = struct.unpack('<Q', data[:8])
    assert struct.unpack('<I', data[8:12])[0] == checksum(data[:8])
    body = data[12:12 + length]
    assert struct.unpack('<I', data[12 + length:16 + length])[0] == checksum(body)
    data = data[16 + length:]
    event = Event.FromString(body)
    events.append([event.wall_time, event.step, event.file_version, {v.tag: v.simple_value for v in event.summary.value}])
print(json.dumps(events))
`
type Event = [time: number, step: number, version: string, values: Record<string, number>]

const python = pythonWith('google.protobuf')
describe.skipIf(python === null)(
  `for TensorBoard${python === null ? ' (NOT CHECKED: no Python here has google.protobuf)' : ''}`,
  () => {
    it('are whole, with right checksums', () => {
      const file = join(place, 'curves.tfevents')
      writeTensorBoard(run, file)
      const { stdout, stderr } = spawnSync(python!, ['-c', reader, file], { encoding: 'utf8' })
      expect(stderr).toBe('')
      const [first, ...events] = JSON.parse(stdout) as Event[]
      expect(first.slice(1)).toEqual([0, 'brain.Event:2', {}])
      expect(events.map(([, step]) => step)).toEqual(points.map(({ step }) => step))
      events.forEach(([time, step, , values], i) => {
        const { loss, gradientNorm, seconds } = points[i]
        expect([values.loss, values['gradient norm']]).toEqual([loss, gradientNorm].map(Math.fround))
        expect(time - first[0]).toBeCloseTo(seconds, 3)
        const validation = validations().find((event) => event.step === step)
        expect(values['validation/loss']).toBe(validation && Math.fround(validation.loss))
      })
    })
  }
)
