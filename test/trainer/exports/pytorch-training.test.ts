// The folder for PyTorch trains for another hundred steps with the losses of the studio, in one process and in two that
// share each batch. It recognises data that are not those of the training.

import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writePyTorch } from '../../../src/trainer/exports/pytorch'
import { drive, experiment, open, pointsIn, resources, temporaryFolder } from '../support'
import { lossesIn, python, run, unchecked, type Call } from './model-py'

const place = temporaryFolder()
const text = join(place, 'text.txt')
writeFileSync(text, 'Call me Ishmael. Some years ago, never mind how long precisely, "I" went to sea.\n'.repeat(30))
const other = join(place, 'other.txt')
writeFileSync(other, 'Call me Ishmael. '.repeat(9))
const table = join(place, 'table.csv')
// Decimal commas, and columns without names.
const row = (t: number): string => [t, Math.sin(t / 3) * 10 + 100, Math.cos(t / 5)].join(';').replaceAll('.', ',')
writeFileSync(table, Array.from({ length: 300 }, (_, t) => row(t)).join('\n'))

const gaps = join(place, 'gaps.csv')
writeFileSync(
  gaps,
  `t,a\n${Array.from({ length: 120 }, (_, t) => `${t + 1},${t % 5 < 2 ? '' : Math.sin(t / 3)}`).join('\n')}`
)

const settings = { watching: { checkpointEvery: 10, validateEvery: 1000 }, stop: { steps: 110 } } as const
const experiments = [
  experiment({
    ...settings,
    data: { kind: 'text', source: 'file', path: text },
    model: { hiddenSize: 9 },
    learning: { method: 'bptt', sequenceLength: 12, batchSize: 5 },
    optimizer: { learningRate: 0.01 }
  }),
  experiment({
    ...settings,
    data: { kind: 'series', source: 'file', path: table, columns: ['2'], transform: 'log-difference' },
    model: { recurrence: 'hidden+output', hiddenSize: 7 },
    learning: { method: 'scheduled-sampling', truthDecay: 100, sequenceLength: 7, batchSize: 4 },
    optimizer: { kind: 'momentum', learningRate: 0.02 }
  }),
  experiment({
    ...settings,
    data: { kind: 'series', source: 'file', path: gaps, reading: { gaps: 'keep' } },
    model: { hiddenSize: 5 },
    learning: { method: 'bptt', sequenceLength: 6, batchSize: 3 }
  })
]

/**
 * The options of two processes, at a free port. With Python 3.11, PyTorch 1.13 starts only if some output is
 * redirected.
 */
async function twoProcesses(): Promise<string[]> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const address = ['--master_addr', '127.0.0.1', '--master_port', String(port)]
  const logs = ['--redirects', '1:1', '--tee', '1:1', '--log_dir', temporaryFolder()]
  return ['-m', 'torch.distributed.run', '--nproc_per_node', '2', ...address, ...logs]
}

describe.skipIf(python === null)(`a hundred steps more${unchecked}`, () => {
  it('have the losses of the studio, in one process and in two, and only on the same data', async () => {
    const runs = experiments.map((chosen) => {
      const [folder, exported] = [temporaryFolder(), join(temporaryFolder(), 'exported')]
      drive(open(chosen, { folder }))
      writePyTorch(folder, 10, resources, exported)
      const losses = pointsIn(folder).flatMap(({ step, loss }) => (step > 10 ? [loss] : []))
      expect(losses).toHaveLength(100)
      const call: Call = { folder: exported, options: ['train', (chosen.data as { path: string }).path] }
      return { losses, call }
    })
    const calls = runs.map(({ call }) => call)
    const same = (printed: readonly string[]): void =>
      runs.forEach(({ losses }, i) => {
        const found = lossesIn(printed[i])
        expect(found).toHaveLength(100)
        losses.forEach((loss, step) => expect(Math.abs(found[step] - loss)).toBeLessThan(1e-4))
      })
    same(run(calls, await twoProcesses()))

    const onOther = { folder: calls[0].folder, options: ['train', other, '--steps', '2'] }
    const afresh = { folder: calls[0].folder, options: [...onOther.options, '--afresh'] }
    const { folder } = calls[0]
    const faulty = [
      ['train', text, '--out', 'config.json'],
      ['train', text, '--out', 'nowhere/weights.safetensors'],
      ['train', 'nowhere.txt']
    ].map((options) => ({ folder, options }))
    const greedy = ['1', '2'].map((seed) => ({
      folder,
      options: ['write', '--prime', 'Call', '--temperature', '0', '--length', '20', '--seed', seed]
    }))
    const printed = run([...calls, onOther, afresh, ...faulty, ...greedy])
    const [ofText, ofTable, ofGaps, refused, begun, taken, nowhere, missing, one, again] = printed
    // Nothing is trained whose weights could not be kept.
    expect([taken, nowhere, missing]).toEqual([
      'config.json exists already. Name a new file.\n',
      'There is no folder for nowhere/weights.safetensors. Make it, or name another.\n',
      expect.stringContaining("No such file or directory: 'nowhere.txt'")
    ])
    expect(one).toMatch(/^Call[^]{20}\n$/)
    expect(again).toBe(one)
    same([ofText, ofTable, ofGaps])
    expect(refused).toContain('other.txt is not the file that the network was trained on')
    expect(lossesIn(begun)).toHaveLength(2)
  }, 400_000)
})
