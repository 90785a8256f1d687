// Files of other software: which are read, what the person is asked, and which are refused, with a message that names
// the fault.

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forward } from '../../../src/engine/reference/forward'
import { viewParameters } from '../../../src/engine/parameters'
import { experimentSchema } from '../../../src/shared/experiment'
import { reason } from '../../../src/shared/reasons'
import type { Said } from '../../../src/shared/imports'
import { encodeSafetensors, readSafetensors, writeSafetensors, type Tensor } from '../../../src/run-folder/safetensors'
import { encode } from '../../../src/trainer/exports/protobuf'
import { readImport } from '../../../src/trainer/imports'
import type { Imported } from '../../../src/trainer/imports/complete'
import { pythonWith } from '../../python'
import { resources, temporaryFolder } from '../support'
import { cases, table, text, trained } from './runs'
import { exportRun } from '../../../src/trainer/exports'

const folder = temporaryFolder()
let files = 0
function write(contents: unknown, extension = 'json'): string {
  const file = join(folder, `${++files}.${extension}`)
  writeFileSync(file, contents instanceof Uint8Array ? contents : JSON.stringify(contents))
  return file
}
const load = (file: string, said: Said = {}): Imported => readImport(file, said, resources)

/** Numbers that are all different. */
const numbers = (...shape: number[]): Tensor => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i % 7) / 8 - 0.25 + i / 64)
})
/** The tensors of a network under PyTorch's names. */
const network = (nx: number, nh: number, ny: number): Record<string, Tensor> => ({
  'rnn.weight_ih_l0': numbers(nh, nx),
  'rnn.weight_hh_l0': numbers(nh, nh),
  'rnn.bias_ih_l0': numbers(nh),
  'rnn.bias_hh_l0': numbers(nh),
  'fc.weight': numbers(ny, nh),
  'fc.bias': numbers(ny)
})
const model = (tensors: Record<string, Tensor>): string =>
  write(encodeSafetensors({ tensors: new Map(Object.entries(tensors)), metadata: { format: 'pt' } }), 'safetensors')

const abc = write({ symbols: ['a', 'b', 'c'] })

describe('a file with nothing but tensors', () => {
  it('has its two biases added, and its recurrence from its tensors', () => {
    const { experiment, model: read, parameters, step } = load(model(network(3, 2, 3)), { vocabulary: abc })
    expect(read).toMatchObject({ recurrence: 'hidden', output: 'softmax', readout: 'every-step', nx: 3, nh: 2, ny: 3 })
    expect([...parameters.b]).toEqual([...numbers(2).data].map((value) => 2 * value))
    expect([experiment.data.kind, experiment.model.hiddenSize, step]).toEqual(['text', 2, 0])
  })

  it('says how large it is, and what would tell more', () => {
    const file = model(network(3, 2, 3))
    expect(() => load(file)).toThrow(`${file} does not say what its 3 inputs and 3 outputs are`)
    expect(() => load(file, { vocabulary: abc, task: 'reber' })).toThrow('vocabulary and task say the same')
  })

  it.each<[string, () => Said, number, string]>([
    ['a text', () => ({ data: text }), new Set(readFileSync(text, 'utf8')).size, 'softmax'],
    ['a table', () => ({ data: table }), 2, 'linear'],
    ['a task', () => ({ task: 'running-parity', readout: 'last-step' }), 1, 'sigmoid'],
    ['a scaling', () => ({ scaling: write({ columns: ['x', 'y'], mean: [1, 2], deviation: [3, 4] }) }), 2, 'linear']
  ])('learns from %s what its inputs are', (_name, said, n, output) => {
    const { model: read, inputLabels, scaling } = load(model(network(n, 3, n)), said())
    expect([read.output, inputLabels.length, scaling !== null]).toEqual([output, n, output === 'linear'])
    expect(() => load(model(network(n + 2, 3, n + 2)), said())).toThrow(`has ${n + 2} inputs and ${n + 2} outputs`)
  })

  it('knows a table by its lines, and keeps how it was read', () => {
    const rows = Array.from({ length: 9 }, (_, i) => `${(7 * i) % 5},5;${(3 * i) % 4},25`)
    const data = write(Buffer.from(['a;b', ...rows].join('\n')), 'txt')
    const { experiment, inputLabels } = load(model(network(2, 3, 2)), { data })
    expect(inputLabels).toEqual(['a', 'b'])
    expect(experiment.data).toMatchObject({ kind: 'series', reading: { decimal: ',', delimiter: ';' } })
  })

  it('keeps gaps where its scaling names flags, which are no columns of the file', () => {
    const columns = ['load', 'missing(load)', 'price', 'missing(price)']
    const roles = ['target', 'flag', 'known-ahead', 'flag-ahead']
    const scaling = write({ columns, mean: [1, 0, 2, 0], deviation: [3, 1, 4, 1], roles })
    const { experiment, inputLabels } = load(model(network(4, 3, 1)), { scaling })
    expect(inputLabels).toEqual(['load', 'missing(load)', 'price(t+1)', 'missing(price)(t+1)'])
    expect(experiment.data).toMatchObject({
      columns: ['load'],
      reading: { gaps: 'keep', roles: { load: 'target', price: 'known-ahead' } }
    })
  })

  it.each(['none', 'log-difference'] as const)(
    'learns the transformation "%s" from scaling.json of a folder',
    (transform) => {
      const { experiment } = cases.find(({ name }) => name === 'hidden, every-step, linear')!
      const positive = write(
        Buffer.from(`a\n${Array.from({ length: 60 }, (_, t) => 3 + Math.sin(t)).join('\n')}\n`),
        'csv'
      )
      const data = { kind: 'series', source: 'file', path: positive, transform } as const
      const out = join(temporaryFolder(), 'exported')
      const chosen = experimentSchema.parse({ ...experiment, data })
      exportRun('pytorch', { folder: trained(chosen), resources, checkpoint: 'newest' }, out)
      const { scaling } = load(out)
      const bare = load(model(network(1, 3, 1)), { scaling: join(out, 'scaling.json') })
      expect([bare.scaling, bare.experiment.data]).toEqual([scaling, expect.objectContaining({ transform })])
    }
  )

  it('has the symbols of a vocabulary in the order of code points, and its numbers with them', () => {
    const sorted = load(model(network(3, 2, 3)), { vocabulary: write({ a: 0, b: 1, c: 2 }) })
    const turned = load(model(network(3, 2, 3)), { vocabulary: write(['c', 'a', 'b']) })
    expect(turned.inputLabels).toEqual(['a', 'b', 'c'])
    const order = [1, 2, 0]
    const columns = ({ U }: Imported['parameters'], j: number): number[] => [U[j], U[3 + j]]
    expect(order.map((_, k) => columns(turned.parameters, k))).toEqual(order.map((j) => columns(sorted.parameters, j)))
    expect([...turned.parameters.c]).toEqual(order.map((j) => sorted.parameters.c[j]))
    expect([...turned.parameters.V]).toEqual(order.flatMap((j) => [...sorted.parameters.V.slice(2 * j, 2 * j + 2)]))
    expect(turned.parameters.W).toEqual(sorted.parameters.W)
  })
})

describe('what is no network of ours', () => {
  const good = network(3, 2, 3)
  const nan = { shape: [2, 2], data: Float32Array.of(0, 1, NaN, 2) }
  it.each<[string, Record<string, Tensor | null>, string]>([
    ['a second layer', { 'rnn.weight_ih_l1': numbers(2, 2) }, 'it has a second layer (rnn.weight_ih_l1)'],
    [
      'a second direction',
      { 'rnn.weight_ih_l0_reverse': numbers(2, 3) },
      'it has a second direction (rnn.weight_ih_l0_reverse)'
    ],
    ['an embedding', { 'embedding.weight': numbers(9, 3) }, 'it has an embedding (embedding.weight)'],
    ['something unknown', { 'rnn.gamma': numbers(2) }, 'it also has rnn.gamma. Unroll reads networks of one layer'],
    [
      'an LSTM',
      { 'rnn.weight_ih_l0': numbers(8, 3), 'rnn.weight_hh_l0': numbers(8, 2) },
      'rnn.weight_hh_l0 has 8 rows for 2 hidden units, so this looks like LSTM'
    ],
    [
      'a GRU',
      { 'rnn.weight_ih_l0': numbers(6, 3), 'rnn.weight_hh_l0': numbers(6, 2) },
      'rnn.weight_hh_l0 has 6 rows for 2 hidden units, so this looks like GRU'
    ],
    ['NaN', { 'rnn.weight_hh_l0': nan }, reason('notFinite', { tensor: 'rnn.weight_hh_l0' })],
    [
      'infinity in a bias',
      { 'rnn.bias_hh_l0': { shape: [2], data: Float32Array.of(1, Infinity) } },
      reason('notFinite', { tensor: 'rnn.bias_hh_l0' })
    ],
    [
      'biases whose sum is too large',
      {
        'rnn.bias_ih_l0': { shape: [2], data: Float32Array.of(3e38, 0) },
        'rnn.bias_hh_l0': { shape: [2], data: Float32Array.of(3e38, 0) }
      },
      'b holds a value that is too large for 32 bits'
    ],
    [
      'a value beyond 32 bits',
      { 'fc.bias': { shape: [3], data: Float64Array.of(1, 1e300, 0) } },
      'c holds a value that is too large'
    ],
    ['a tensor that is missing', { 'fc.bias': null }, 'it has no tensor fc.bias'],
    [
      'no tensor at all',
      Object.fromEntries(Object.keys(good).map((name) => [name, null])),
      'it has no matrix rnn.weight_ih_l0'
    ],
    ['a wrong shape', { 'fc.weight': numbers(3, 4) }, 'fc.weight has the shape [3,4] instead of [3,2]']
  ])('%s', (_name, change, fault) => {
    const tensors = Object.fromEntries(
      Object.entries({ ...good, ...change }).filter((entry): entry is [string, Tensor] => entry[1] !== null)
    )
    const file = model(tensors)
    expect(() => load(file, { vocabulary: abc })).toThrow(`${file} cannot be imported: `)
    expect(() => load(file, { vocabulary: abc })).toThrow(fault)
  })

  it.each<[string, unknown, string]>([
    ['symbols of several characters', ['a', 'bc', 'd'], '"bc" is not a single character'],
    ['a symbol twice', ['a', 'b', 'a'], 'it has the symbol "a" twice'],
    ['a gap in the numbers', { a: 0, b: 1, c: 3 }, 'the numbers of its symbols are not 0, 1, 2'],
    ['something else', 'abc', reason('noKind')]
  ])('a vocabulary with %s', (_name, contents, fault) => {
    const vocabulary = write(contents)
    const attempt = (): Imported => load(model(good), { vocabulary })
    expect(attempt).toThrow(vocabulary)
    expect(attempt).toThrow(fault)
  })
})

describe('a file of ours', () => {
  const [first] = cases.filter(({ experiment }) => experiment.data.kind === 'series')
  const exported = (): string => {
    const out = join(temporaryFolder(), 'model.safetensors')
    exportRun('weights', { folder: trained(first.experiment), resources, checkpoint: 'newest' }, out)
    return out
  }

  it('says itself what it is', () => {
    const file = exported()
    expect(() => load(file, { task: 'reber' })).toThrow('says itself what its inputs and outputs are. Leave task out.')
    expect(load(file).experiment.data).toMatchObject({ path: 'log.csv' })
    expect(load(file, { data: table }).experiment.data).toMatchObject({ path: table })
  })

  it('takes no other data than those it was trained on', () => {
    const other = write(Buffer.from('a,"b ""c"""\n3,2\n2,4\n7,3\n5,2\n8,1\n'), 'csv')
    expect(() => load(exported(), { data: other })).toThrow(/data \(means of the columns\)/)
    const fewer = write(Buffer.from('a\n3\n2\n7\n5\n8\n'), 'csv')
    expect(() => load(exported(), { data: fewer })).toThrow(/data \(input labels\)/)
  })

  it('may be a checkpoint, of which the place of the data is left out', () => {
    const run = trained(first.experiment)
    const { experiment, step } = load(join(run, 'checkpoints/step-000000003.safetensors'))
    expect([experiment.data, step]).toEqual([expect.objectContaining({ path: 'log.csv' }), 3])
  })
})

describe('a PyTorch folder', () => {
  it.each(cases.filter((_, i) => i % 4 === 0))(
    'whose weights PyTorch has written says the rest itself: $name',
    ({ experiment }) => {
      const out = join(temporaryFolder(), 'exported')
      exportRun('pytorch', { folder: trained(experiment), resources, checkpoint: 'newest' }, out)
      const before = load(out)
      const { tensors } = readSafetensors(join(out, 'model.safetensors'))
      for (const { data } of tensors.values()) data.forEach((value, i) => (data[i] = value * 2))
      writeSafetensors(join(out, 'model.safetensors'), { tensors, metadata: {} })
      const after = load(out)
      expect([...after.parameters.flat]).toEqual([...before.parameters.flat].map((value) => 2 * value))
      const { experiment: told, inputLabels, outputLabels, scaling, model: read, step } = after
      const { data, model: asked, learning, optimizer, seed } = before.experiment
      expect({ inputLabels, outputLabels, scaling, model: read, step }).toEqual({
        inputLabels: before.inputLabels,
        outputLabels: before.outputLabels,
        scaling: before.scaling,
        model: before.model,
        step: before.step
      })
      expect(told).toMatchObject({ name: 'exported', data, model: asked, learning, optimizer, seed })

      const config = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8')) as object
      writeFileSync(join(out, 'config.json'), JSON.stringify({ ...config, recurrence: 'odd' }))
      expect(() => load(out)).toThrow('config.json cannot be read: recurrence: ')
    }
  )

  it('is told by its files, which are named where one is missing', () => {
    const empty = temporaryFolder()
    expect(() => load(empty)).toThrow(`${empty} cannot be imported: it has no config.json`)
  })
})

it('reads no ONNX of other software', () => {
  const other = write(
    encode([
      [1, 8],
      [2, 'pytorch'],
      [7, [[2, 'graph']]]
    ]),
    'onnx'
  )
  expect(() => load(other)).toThrow(`${other} cannot be imported: ${reason('otherOnnx')}`)
  writeFileSync(other, '')
  expect(() => load(other)).toThrow(`${other} cannot be imported: ${reason('empty')}`)
  expect(() => load(write('nothing', 'onnx'))).toThrow(reason('notProtobuf'))
})

it('an ONNX file with another activation is told apart', () => {
  const { experiment } = cases.find(({ experiment }) => experiment.model.recurrence === 'hidden')!
  const out = join(temporaryFolder(), 'network.onnx')
  exportRun('onnx', { folder: trained(experiment), resources, checkpoint: 'newest' }, out)
  expect(load(out).model.recurrence).toBe('hidden')
  const other = readFileSync(out).toString('latin1').replaceAll('Tanh', 'Relu')
  expect(() => load(write(Buffer.from(other, 'latin1'), 'onnx'))).toThrow(reason('otherActivation', { found: 'Relu' }))
})

const python = pythonWith('torch')
it.skipIf(python === null)(
  `answers as PyTorch does, in every kind of number${python === null ? ' (NOT CHECKED: no Python here has torch)' : ''}`,
  () => {
    const types = ['float64', 'float32', 'float16', 'bfloat16']
    const script = `
import json, struct, sys, torch
torch.manual_seed(1)
rnn, fc = torch.nn.RNN(3, 4), torch.nn.Linear(4, 3)
print('[')
for i, (name, short) in enumerate(zip(${JSON.stringify(types)}, ['F64', 'F32', 'F16', 'BF16'])):
    kind = getattr(torch, name)
    for module in (rnn, fc):
        for p in module.parameters(): p.data = torch.randn(p.shape).to(kind).to(torch.float64)
    header, parts, end = {}, [], 0
    for prefix, module in (('rnn', rnn), ('fc', fc)):
        for key, p in module.state_dict().items():
            part = bytes(p.to(kind).contiguous().storage().untyped())
            header[prefix + '.' + key] = {'dtype': short, 'shape': list(p.shape), 'data_offsets': [end, end + len(part)]}
            end += len(part)
            parts.append(part)
    head = json.dumps(header).encode()
    with open(sys.argv[1] + '/' + name + '.safetensors', 'wb') as out:
        out.write(struct.pack('<Q', len(head)) + head + b''.join(parts))
    x = torch.nn.functional.one_hot(torch.tensor([0, 2, 1, 1, 0]), 3).to(torch.float64)[:, None]
    print((',' if i else '') + json.dumps(torch.softmax(fc(rnn(x)[0]), -1).flatten().tolist()))
print(']')`
    const { stdout, stderr } = spawnSync(python!, ['-c', script, folder], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const answers = JSON.parse(stdout) as number[][]
    for (const [i, type] of types.entries()) {
      const { model: read, parameters } = load(join(folder, `${type}.safetensors`), { vocabulary: abc })
      const index = Int32Array.of(0, 2, 1, 1, 0)
      const { yhat } = forward(
        read,
        viewParameters(read, Float64Array.from(parameters.flat)),
        { tau: 5, batch: 1, x: { kind: 'index', index }, y: { kind: 'index', index }, mask: null, h0: null, z0: null },
        { method: 'bptt' }
      )
      const found = Array.from(yhat.values.subarray(3))
      found.forEach((value, k) => expect(value).toBeCloseTo(answers[i][k], 6))
    }
  }
)
