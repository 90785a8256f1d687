// Impossible input is refused in one line with exit code 2, before anything is computed; readable input is read.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { printable } from '../../src/cli/printable'
import { encodeSafetensors, type Tensor } from '../../src/run-folder/safetensors'
import { testTerminal } from '../terminal'

const folder = mkdtempSync(join(tmpdir(), 'unroll-input-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function unroll(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  const terminal = testTerminal()
  return { code: await main(argv, terminal), ...terminal.said }
}

let files = 0
function write(contents: string | Uint8Array): string {
  const file = join(folder, String(++files))
  writeFileSync(file, contents)
  return file
}

/** A network of 2 hidden units, with these tensors in place of its own, or beside them. */
function model(change: Record<string, Tensor> = {}): string {
  const tensor = (...shape: number[]): Tensor => ({
    shape,
    data: new Float32Array(shape.reduce((a, b) => a * b)).fill(0.1)
  })
  const tensors = {
    'rnn.weight_ih_l0': tensor(2, 1),
    'rnn.weight_hh_l0': tensor(2, 2),
    'rnn.bias_ih_l0': tensor(2),
    'rnn.bias_hh_l0': tensor(2),
    'fc.weight': tensor(1, 2),
    'fc.bias': tensor(1),
    ...change
  }
  const metadata = {
    model: JSON.stringify({ recurrence: 'hidden', readout: 'every-step', output: 'linear', feedback: 'probabilities' })
  }
  return write(encodeSafetensors({ tensors: new Map(Object.entries(tensors)), metadata }))
}
const batch = (change: object = {}): string =>
  write(
    JSON.stringify({ tau: 1, batch: 1, x: { kind: 'dense', data: [1] }, y: { kind: 'dense', data: [1] }, ...change })
  )

/** The same model with its weights in 16 bits. */
function half(dtype: string, bits: number): string {
  const shapes = {
    'rnn.weight_ih_l0': [2, 1],
    'rnn.weight_hh_l0': [2, 2],
    'rnn.bias_ih_l0': [2],
    'fc.weight': [1, 2],
    'fc.bias': [1]
  }
  let end = 0
  const header: Record<string, unknown> = {
    __metadata__: {
      model: JSON.stringify({
        recurrence: 'hidden',
        readout: 'every-step',
        output: 'linear',
        feedback: 'probabilities'
      })
    }
  }
  for (const [name, shape] of Object.entries(shapes)) {
    const bytes = 2 * shape.reduce((a, b) => a * b)
    header[name] = { dtype, shape, data_offsets: [end, (end += bytes)] }
  }
  const json = Buffer.from(JSON.stringify(header))
  const bytes = Buffer.alloc(8 + json.length + end)
  bytes.writeBigUInt64LE(BigInt(json.length))
  json.copy(bytes, 8)
  for (let at = 8 + json.length; at < bytes.length; at += 2) bytes.writeUInt16LE(bits, at)
  return write(bytes)
}

describe('unroll gradients', () => {
  it('answers what can be answered', async () => {
    expect(await unroll('gradients', model(), batch())).toMatchObject({ code: 0, error: '' })
  })

  const nan = { shape: [2, 1], data: Float32Array.of(1, NaN) }
  const huge = { shape: [1, 2], data: Float32Array.of(3e38, 3e38) }
  it.each<[string, () => [string, string], string]>([
    ['a model that is not there', () => ['/nowhere', batch()], 'there is no such file'],
    ['a folder', () => [folder, batch()], 'it is a folder'],
    [
      'NaN in a weight',
      () => [model({ 'rnn.weight_ih_l0': nan }), batch()],
      'rnn.weight_ih_l0 contains NaN or infinity'
    ],
    [
      'a second layer',
      () => [model({ 'rnn.weight_hh_l1': { shape: [2, 2], data: new Float32Array(4) } }), batch()],
      'it has a second layer (rnn.weight_hh_l1)'
    ],
    [
      'a size of 0',
      () => [model({ 'rnn.weight_ih_l0': { shape: [2, 0], data: new Float32Array(0) } }), batch()],
      'a size of its network is 0'
    ],
    ['sizes of 0 in the batch', () => [model(), batch({ tau: 0 })], 'tau'],
    [
      'more steps than there are values',
      () => [model(), batch({ tau: 1e15 })],
      'x.data: 1 values, expected 1000000000000000'
    ],
    [
      'numbers beyond all numbers',
      () => [model(), write('{"tau":1,"batch":1,"x":{"kind":"dense","data":[1e999]},"y":{"kind":"dense","data":[1]}}')],
      'x.data.0'
    ],
    ['a loss beyond all numbers', () => [model({ 'fc.weight': huge }), batch()], 'is not a finite number']
  ])('refuses %s', async (_name, given, fault) => {
    const { code, out, error } = await unroll('gradients', ...given())
    expect([code, out, error]).toEqual([2, '', expect.stringContaining(fault)])
    expect(error.trimEnd().split('\n')).toHaveLength(1)
  })

  it('reads weights of 16 bits, of both kinds', async () => {
    // Both are 0.5: as a 16-bit float 0 01110 0000000000, and as the upper half of the 32 bits of 0.5.
    const [f16, bf16] = await Promise.all(
      [half('F16', 0x3800), half('BF16', 0x3f00)].map((file) => unroll('gradients', file, batch()))
    )
    expect([f16.code, bf16.code, f16.error]).toEqual([0, 0, ''])
    expect(f16.out).toBe(bf16.out)
    expect((await unroll('gradients', half('F16', 0x7e00), batch())).error).toContain('contains NaN or infinity')
  })
})

describe('unroll train', () => {
  const parity = { data: { kind: 'task', task: 'running-parity' }, model: { hiddenSize: 4 }, stop: { steps: 2 } }

  it('refuses a run that does not fit into memory', async () => {
    const large = { ...parity, model: { hiddenSize: 4096 }, learning: { sequenceLength: 100_000, batchSize: 4096 } }
    const { code, error } = await unroll(
      'train',
      write(JSON.stringify(large)),
      '--run',
      join(folder, 'large'),
      '--kernels',
      'wasm-128'
    )
    expect([code, error]).toEqual([2, expect.stringContaining('do not fit into 4 GB')])
  }, 60_000)

  it('reads an experiment with a byte order mark', async () => {
    const { code } = await unroll(
      'train',
      write(`\ufeff${JSON.stringify(parity)}`),
      '--run',
      join(folder, 'bom'),
      '--kernels',
      'portable'
    )
    expect(code).toBe(0)
  })
})

describe('an option that is a number', () => {
  const experiment = (): string =>
    write(
      JSON.stringify({ data: { kind: 'task', task: 'running-parity' }, model: { hiddenSize: 4 }, stop: { steps: 2 } })
    )
  const unused = join(folder, 'unused')
  const [rate, whole] = [
    'a number above 0 and at most 10',
    (from: number, to: number) => `a whole number from ${from} to ${to}`
  ]
  // Each option with values that are out of its range, in addition to values that no option takes.
  const options: [command: string, option: string, range: string, beyond: string[]][] = [
    ['train', '--learning-rate', rate, ['0', '-1', '1e99', '10.5']],
    ['train', '--threads', whole(1, 64), ['0', '-1', '1.5', '1,5', '1e99', '65']],
    ['sample', '--temperature', 'a number from 0 to 10', ['-1', '1e99']],
    ['sample', '--length', whole(1, 10_000), ['0', '-1', '1.5', '1e99']],
    ['sample', '--top-k', whole(1, 1_000_000), ['0', '-1', '1.5', '1e99']],
    ['sample', '--top-p', 'a number above 0 and at most 1', ['0', '-1', '1.5']],
    ['sample', '--count', whole(1, 20), ['0', '-1', '1.5', '21']],
    ['forecast', '--horizon', whole(1, 10_000), ['0', '-1', '1.5', '1e99']],
    ['forecast', '--from', whole(2, 1_000_000_000), ['1', '-1', '2.5', '1e99']],
    ['forecast', '--season', whole(1, 100_000), ['0', '-1', '1.5', '1e99']],
    ['sample', '--seed', whole(0, 0xffffffff), ['-1', '1.5', '1e99']],
    ['tasks', '--length', whole(1, 100_000), ['0', '-1', '1.5', '1e99']]
  ]
  const ask = (command: string, option: string, value: string) =>
    unroll(
      command,
      ...(command === 'train' ? [experiment()] : command === 'forecast' ? [unused] : []),
      ...(command === 'train' || command === 'sample' ? ['--run', unused] : []),
      option,
      value
    )

  it('is one of these, in every command', async () => {
    for (const command of [
      'train',
      'sample',
      'export',
      'gradients',
      'tasks',
      'doctor',
      'score',
      'forecast',
      'import',
      'data'
    ]) {
      const { out } = await unroll(command, '--help')
      const described = out
        .split(/\n(?= {2,}--)/)
        .slice(1)
        .filter((text) => text.includes('[string]'))
        .map((text) => /--[a-z-]+/.exec(text)![0])
      const texts = [
        '--run',
        '--weights-of',
        '--data',
        '--future',
        '--group',
        '--prime',
        '--stop',
        '--checkpoint',
        '--vocabulary',
        '--scaling'
      ]
      const numbers = options.flatMap(([of, option]) => (of === command ? [option] : []))
      expect(described.filter((option) => !texts.includes(option)).sort()).toEqual(numbers.sort())
      expect(out).not.toContain('[number]')
    }
  })

  it.each(
    options.flatMap(([command, option, range, beyond]) => beyond.map((value) => [command, option, value, range]))
  )('%s %s %s is not possible', async (command, option, value, range) => {
    expect(await ask(command, option, value)).toEqual({
      code: 2,
      out: '',
      error: `unroll: ${option}: ${value} is not possible. Give ${range}.\n`
    })
  })

  const none = ['', ' ', 'abc', 'NaN', 'Infinity', '1,000', '0x10', '1_0', '1e', '--']
  it.each(options.flatMap(([command, option]) => none.map((value) => [command, option, value])))(
    '%s %s "%s" is no number',
    async (command, option, value) => {
      const { code, out, error } = await ask(command, option, value)
      expect([code, out, error]).toEqual([
        2,
        '',
        expect.stringMatching(
          value === '--'
            ? /^unroll: .+\n$/
            : new RegExp(`^unroll: ${option}: "${value}" is not a number such as .+\\.\n$`)
        )
      ])
    }
  )
})

it('a field of an experiment that cannot be is told in our words', async () => {
  const refused = async (experiment: object): Promise<string> =>
    (await unroll('train', write(JSON.stringify(experiment)), '--run', join(folder, 'never'))).error
      .replace(/^unroll: \S+ cannot be read: /, '')
      .replace(/\.\n$/, '')
  expect(await refused({ seed: 1.5 })).toBe('seed: it must be a whole number')
  expect(await refused({ model: { hiddenSize: 0 } })).toBe('model.hiddenSize: it must be at least 1')
  expect(await refused({ optimizer: { learningRate: 0 } })).toBe('optimizer.learningRate: it must be above 0')
  expect(await refused({ optimizer: { learningRate: '1' }, name: '' })).toBe(
    'name: it must not be empty; optimizer.learningRate: it must be a number'
  )
  expect(await refused({ model: { recurrence: 'lstm' } })).toBe(
    'model.recurrence: it must be "hidden" or "output" or "hidden+output"'
  )
  expect(await refused({ model: { size: 3 }, watching: [] })).toBe(
    'model: there is no field "size" here; watching: it must be an object'
  )
  expect(await refused({ name: 'x'.repeat(201) })).toBe('name: it must have at most 200 characters')
  expect(await refused({ data: { kind: 'video' } })).toBe('data.kind: it is none of the kinds that Unroll can read')
})

it('a file that is named without a source is not passed over', async () => {
  const file = write('{"data":{"kind":"text","path":"a.txt"}}')
  const { code, error } = await unroll('train', file, '--run', join(folder, 'never'))
  expect(code).toBe(2)
  expect(error).toContain('data.source: it is missing, though "path" names a file. Write "source": "file"')
})

it('what would command a terminal is shown', () => {
  expect(printable('a\u001b[2Jb\tc\n\u0000\u007f\u009b\u202e고래')).toBe('a␛[2Jb\tc\n␀␡\ufffd\ufffd고래')
})
