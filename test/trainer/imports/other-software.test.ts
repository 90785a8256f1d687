// Model files of other software: names that differ from ours are understood, and what cannot be read is said in words.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeSafetensors, type Tensor } from '../../../src/run-folder/safetensors'
import { readImport } from '../../../src/trainer/imports'
import { resources, temporaryFolder } from '../support'

const place = temporaryFolder()
const [nx, nh] = [3, 4]
const tensor = (...shape: number[]): Tensor => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i + 1) / 10)
})
const vocabulary = join(place, 'vocabulary.json')
writeFileSync(vocabulary, JSON.stringify(['a', 'b', 'c']))

function written(name: string, tensors: Record<string, Tensor>): string {
  const file = join(place, `${name}.safetensors`)
  writeSafetensors(file, { tensors: new Map(Object.entries(tensors)), metadata: {} })
  return file
}
const layer = (prefix: string, gates = 1): Record<string, Tensor> => ({
  [`${prefix}weight_ih_l0`]: tensor(gates * nh, nx),
  [`${prefix}weight_hh_l0`]: tensor(gates * nh, nh),
  [`${prefix}bias_ih_l0`]: tensor(gates * nh),
  [`${prefix}bias_hh_l0`]: tensor(gates * nh)
})
const readout = (prefix: string): Record<string, Tensor> => ({
  [`${prefix}.weight`]: tensor(nx, nh),
  [`${prefix}.bias`]: tensor(nx)
})

it.each([
  ['rnn.', 'output'],
  ['rnn.', 'decoder'],
  ['encoder.rnn.', 'linear'],
  ['recurrent.', 'head.out'],
  ['', 'fc']
])('the names %sweight_hh_l0 and %s.weight are understood', (prefix, name) => {
  const file = written(`${prefix}${name}`, { ...layer(prefix), ...readout(name) })
  const { model, parameters } = readImport(file, { vocabulary }, resources)
  expect(model).toMatchObject({ recurrence: 'hidden', nx, nh, ny: nx })
  expect(parameters.V[1]).toBeCloseTo(0.2)
  // Two biases are added.
  expect(parameters.b[0]).toBeCloseTo(0.2)
})

it.each([
  ['lstm.', 4, 'LSTM'],
  ['gru.', 3, 'GRU']
])('%s is named in words', (prefix, gates, kind) => {
  const file = written(kind, { ...layer(prefix, gates), ...readout('output') })
  expect(() => readImport(file, { vocabulary }, resources)).toThrow(kind)
})

it('two possible readouts are an error that names both', () => {
  const file = written('two', { ...layer('rnn.'), ...readout('policy'), ...readout('value') })
  expect(() => readImport(file, { vocabulary }, resources)).toThrow(/policy\.weight.*value\.weight.*fc\.weight/)
})

it.each([
  ['model.pt', 'weights_only=True'],
  ['network.h', 'safetensors, ONNX or PyTorch export of the same run'],
  ['network.mjs', 'is a program'],
  ['model.keras', 'format of other software'],
  ['data.csv', 'is not a model'],
  ['other.onnx', 'not an ONNX file']
])('%s: %s', (name, words) => {
  const file = join(place, name)
  writeFileSync(file, 'anything')
  expect(() => readImport(file, {}, resources)).toThrow(words)
})

it('a folder that is no export says which folders are', () => {
  const folder = join(place, 'folder')
  mkdirSync(folder)
  expect(() => readImport(folder, {}, resources)).toThrow('has no config.json')
})
