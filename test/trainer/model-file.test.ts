import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Model, Recurrence } from '../../src/model/model'
import { newParameters } from '../../src/engine/parameters'
import { exportWeights } from '../../src/trainer/exports/weights'
import { describeModel, modelTensors, readModel } from '../../src/trainer/model-file'
import { readRecord } from '../../src/run-folder/record'
import { readSafetensors, writeSafetensors } from '../../src/run-folder/safetensors'
import { drive, experiment, open, temporaryFolder } from './support'

const model = (recurrence: Recurrence): Model => ({
  recurrence,
  readout: 'every-step',
  output: 'softmax',
  feedback: 'argmax',
  nx: 2,
  nh: 3,
  ny: 4
})

function numbered(recurrence: Recurrence): ReturnType<typeof newParameters> {
  const parameters = newParameters(model(recurrence))
  parameters.flat.forEach((_, i, flat) => {
    flat[i] = i / 8
  })
  return parameters
}

describe('a model file', () => {
  it.each([
    [
      'hidden',
      {
        'rnn.weight_ih_l0': [3, 2],
        'rnn.weight_hh_l0': [3, 3],
        'rnn.bias_ih_l0': [3],
        'rnn.bias_hh_l0': [3],
        'fc.weight': [4, 3],
        'fc.bias': [4]
      }
    ],
    [
      'output',
      {
        'rnn.weight_ih_l0': [3, 2],
        'rnn.weight_zh_l0': [3, 4],
        'rnn.bias_ih_l0': [3],
        'fc.weight': [4, 3],
        'fc.bias': [4]
      }
    ],
    [
      'hidden+output',
      {
        'rnn.weight_ih_l0': [3, 2],
        'rnn.weight_hh_l0': [3, 3],
        'rnn.weight_zh_l0': [3, 4],
        'rnn.bias_ih_l0': [3],
        'fc.weight': [4, 3],
        'fc.bias': [4]
      }
    ]
  ] as const)('has the names of PyTorch (%s), and comes back as it went', (recurrence, shapes) => {
    const parameters = numbered(recurrence)
    const tensors = modelTensors(model(recurrence), parameters)
    expect(Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape]))).toEqual(shapes)
    const file = join(temporaryFolder(), 'm.safetensors')
    writeSafetensors(file, { tensors, metadata: { model: describeModel(model(recurrence)) } })
    const stored = readModel(file)
    expect(stored.model).toEqual(model(recurrence))
    expect([...stored.parameters.flat]).toEqual([...parameters.flat])
  })

  it('from PyTorch has two biases, which are added, and lets others say what it is', () => {
    const parameters = numbered('hidden')
    const tensors = modelTensors(model('hidden'), parameters)
    tensors.set('rnn.bias_hh_l0', { shape: [3], data: Float32Array.of(1, 2, 3) })
    const file = join(temporaryFolder(), 'm.safetensors')
    writeSafetensors(file, { tensors, metadata: {} })
    expect(() => readModel(file)).toThrow(/does not say what model it is .*recurrence/)
    const {
      model: read,
      parameters: { b }
    } = readModel(file, { recurrence: 'hidden', readout: 'every-step', output: 'linear', feedback: 'argmax' })
    expect(read.output).toBe('linear')
    expect([...b]).toEqual([...parameters.b].map((value, i) => value + i + 1))
  })

  it('names the tensor that is missing', () => {
    const tensors = modelTensors(model('hidden'), numbered('hidden'))
    tensors.delete('fc.bias')
    const file = join(temporaryFolder(), 'm.safetensors')
    writeSafetensors(file, { tensors, metadata: { model: describeModel(model('hidden')) } })
    expect(() => readModel(file)).toThrow(`${file} is not a readable safetensors file: it has no tensor fc.bias.`)
  })
})

describe('exported weights', () => {
  it('are those of the newest checkpoint, without the state of training, and say what they are', () => {
    const folder = temporaryFolder()
    const session = drive(
      open(
        experiment({
          data: { kind: 'series' },
          model: { hiddenSize: 4 },
          learning: { sequenceLength: 5, batchSize: 2 }
        }),
        { folder }
      )
    )
    const file = join(temporaryFolder(), 'model.safetensors')
    exportWeights(folder, file)
    const { tensors, metadata } = readSafetensors(file)
    expect([...tensors.keys()]).toEqual([
      'rnn.weight_ih_l0',
      'rnn.weight_hh_l0',
      'fc.weight',
      'rnn.bias_ih_l0',
      'fc.bias',
      'rnn.bias_hh_l0'
    ])
    expect([...tensors.get('rnn.bias_hh_l0')!.data]).toEqual([0, 0, 0, 0])
    expect(readModel(file).parameters.flat).toEqual(Float64Array.from(session.learner.parameters.flat))
    expect(metadata).toMatchObject({
      format: 'pt',
      unroll: 'model-1',
      step: '60',
      output_labels: expect.stringContaining('[')
    })
    expect(JSON.parse(metadata.experiment)).toEqual({ ...session.options.experiment, name: readRecord(folder).name })
    expect(JSON.parse(metadata.scaling).mean).toHaveLength(1)
    expect(metadata).not.toHaveProperty('state')
  })

  it('name the file that they were trained on, and not where it lies', () => {
    const folder = temporaryFolder()
    const path = join(temporaryFolder(), 'my diary.txt')
    writeFileSync(path, 'Call me Ishmael. '.repeat(200))
    const data = { kind: 'text', source: 'file', path } as const
    drive(
      open(
        experiment({
          data,
          model: { hiddenSize: 4 },
          learning: { sequenceLength: 5, batchSize: 2 },
          stop: { steps: 2 }
        }),
        { folder }
      )
    )
    const file = join(temporaryFolder(), 'model.safetensors')
    exportWeights(folder, file)
    const { metadata } = readSafetensors(file)
    expect(JSON.parse(metadata.experiment)).toMatchObject({ data: { path: 'my diary.txt' } })
    expect(readFileSync(file).includes(dirname(path))).toBe(false)
  })
})
