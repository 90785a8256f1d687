import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportWeights } from '../../src/trainer/exports/weights'
import { readModel } from '../../src/trainer/model-file'
import { runRecordSchema, type Baseline } from '../../src/shared/run'
import { newPath, parity, unroll, write } from './run-unroll'

describe('unroll', () => {
  it('helps, and tells its version', async () => {
    const help = await unroll(['--help'])
    expect(help.code).toBe(0)
    for (const command of ['train', 'sample', 'gradients', 'tasks']) expect(help.out).toContain(`unroll ${command}`)
    for (const command of ['train', 'sample', 'gradients', 'tasks'])
      expect((await unroll([command, '--help'])).out).toContain('Options:')
    expect((await unroll(['gradients', '--help'])).out).toContain('"x": { "kind": "index"')
    expect((await unroll(['--version'])).out).toBe('9.8.7\n')
  })

  it.each([
    [[], 'Which command?'],
    [['dance'], 'dance'],
    [['train'], 'Not enough non-option arguments'],
    [['train', 'a.json'], 'run'],
    [['train', 'a.json', '--run'], 'run'],
    [['train', 'a.json', '--run', 'a', '--kernels', 'abacus'], 'Given: "abacus"'],
    [['train', '.', '--run', 'a'], '. cannot be read: it is a folder'],
    [['sample', '--run', 'a', '--loud'], 'loud']
  ])('%j is bad input: exit code 2 and one line', async (argv, fault) => {
    const { code, error } = await unroll(argv as string[])
    expect(code).toBe(2)
    expect(error).toContain(fault)
    expect(error.trimEnd().split('\n')).toHaveLength(1)
  })

  it('lists the tasks with their floors', async () => {
    const { code, out } = await unroll(['tasks'])
    expect(code).toBe(0)
    expect(out).toContain('odd (1) or even (0)?\n  1 → 1, sigmoid\n  best possible (floor): 0 nats')
    expect(out).toContain('always 1 (always-one): 0.1704 mean squared error')
    expect(out).toContain('only the last output (previous-output): 0.5766 nats')
    expect((await unroll(['tasks', '--length', '12'])).out).toContain(
      'only the last output (previous-output): 0.5971 nats'
    )
  })
})

describe('unroll train', () => {
  it('trains into a run folder that the studio can open', async () => {
    const run = newPath()
    const { code, error } = await unroll(['train', write(parity), '--run', run])
    expect(code).toBe(0)
    expect(error).toContain('step 60: validation ')
    expect(error).toContain('finished after 60 steps')
    const record = runRecordSchema.parse(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')))
    expect(record).toMatchObject({
      name: 'Parity',
      state: 'finished',
      step: 60,
      engine: expect.stringMatching(/^(wasm|portable)/)
    })
    for (const file of ['experiment.json', 'metrics.csv', 'events.jsonl', 'baselines.json'])
      expect(readFileSync(join(run, file), 'utf8')).not.toBe('')
  })

  it('finds the n-grams of a text, although the run is over long before', async () => {
    const text = `${newPath()}.txt`
    writeFileSync(
      text,
      Array.from({ length: 60_000 }, (_, i) => 'the quick brown fox'[(i * i + (i >> 3)) % 19]).join('')
    )
    const run = newPath()
    const experiment = {
      data: { kind: 'text', source: 'file', path: text },
      model: { hiddenSize: 2 },
      watching: { sampleLength: 1 },
      stop: { steps: 2 }
    }
    expect((await unroll(['train', write(experiment), '--run', run])).code).toBe(0)
    const found = JSON.parse(readFileSync(join(run, 'baselines.json'), 'utf8')) as Baseline[]
    expect(found.map(({ key, values }) => [key, values.order])).toEqual([
      ['uniform', undefined],
      ...[0, 1, 2, 3, 4].map((order) => ['n-gram', order])
    ])
    expect(found.at(-1)!.values.scored).toBe(6000)
  })

  it('draws one line over and over on a terminal', async () => {
    const { error } = await unroll(
      [
        'train',
        write({ ...parity, watching: { validateEvery: 1_000_000 }, stop: { steps: null, seconds: 1 } }),
        '--run',
        newPath()
      ],
      { width: 60 }
    )
    const lines = error.split('\r\x1b[K').filter((line) => line.includes('░'))
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line.length).toBeLessThan(60)
  })

  it('shortens the bar before it cuts a word', async () => {
    const { error } = await unroll(
      [
        'train',
        write({ ...parity, watching: { validateEvery: 1_000_000 }, stop: { steps: null, seconds: 1 } }),
        '--run',
        newPath()
      ],
      { width: 88 }
    )
    const lines = error.split('\r\x1b[K').filter((line) => line.includes('░'))
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(line).toMatch(/^█*░+ {2}step .* s left$/)
  })

  it('stops with a checkpoint at Ctrl-C, and goes on with --resume', async () => {
    const run = newPath()
    const file = write({ ...parity, stop: { steps: 100_000 } })
    const stopped = await unroll(['train', file, '--run', run], { interruptAfter: 'step 40: validation' })
    expect(stopped.code).toBe(130)
    expect(stopped.error).toContain('stopped after')

    const again = await unroll(['train', file, '--run', run])
    expect(again.code).toBe(2)
    expect(again.error).toContain(`the folder ${run} is not empty`)

    const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as { step: number }
    const { step } = record
    // The studio renames a run like this.
    writeFileSync(join(run, 'run.json'), JSON.stringify({ ...record, name: 'Better' }))
    const resumed = await unroll([
      'train',
      write({ ...parity, stop: { steps: step + 30 } }),
      '--run',
      run,
      '--resume',
      '--learning-rate',
      '0.001'
    ])
    expect(resumed.code).toBe(0)
    expect(resumed.error).toContain('learning-rate 0.02 → 0.001')
    expect(resumed.error).toContain(`finished after ${step + 30} steps`)
    for (const name of ['run.json', 'experiment.json'])
      expect(JSON.parse(readFileSync(join(run, name), 'utf8'))).toMatchObject({ name: 'Better' })
    const exported = join(run, 'weights.out')
    exportWeights(run, exported)
    expect(JSON.parse(readModel(exported).metadata.experiment)).toMatchObject({ name: 'Better' })
  })

  it('begins a new run with the weights of another', async () => {
    const [old, run] = [newPath(), newPath()]
    await unroll(['train', write(parity), '--run', old])
    const other = { ...parity, seed: 7, optimizer: { kind: 'sgd', learningRate: 0.1 }, stop: { steps: 1 } }
    const refused = await unroll(['train', write(other), '--run', old, '--resume'])
    expect([refused.code, refused.error]).toEqual([
      2,
      expect.stringMatching(/seed 1 → 7; optimizer.kind "adam" → "sgd".*\(--run NEW --weights-of RUN\)\n$/)
    ])
    const begun = await unroll(['train', write(other), '--run', run, '--weights-of', old])
    expect([begun.code, begun.error]).toEqual([
      0,
      expect.stringContaining('begins with the weights of Parity, step 60')
    ])
    const weights = (folder: string, step: number) =>
      readModel(join(folder, `checkpoints/step-${String(step).padStart(9, '0')}.safetensors`)).parameters.flat
    expect(weights(run, 0)).toEqual(weights(old, 60))
    expect(weights(run, 1)).not.toEqual(weights(old, 60))

    // A kill before the first checkpoint does not lose the first weights.
    rmSync(join(run, 'checkpoints'), { recursive: true })
    rmSync(join(run, 'metrics.csv'))
    await unroll(['train', write(other), '--run', run, '--resume'])
    expect(weights(run, 0)).toEqual(weights(old, 60))

    const larger = { ...other, model: { ...parity.model, hiddenSize: 9 } }
    const misfit = newPath()
    const wrong = await unroll(['train', write(larger), '--run', misfit, '--weights-of', old])
    expect([wrong.code, wrong.error]).toEqual([2, expect.stringContaining('model (nh) 8 → 9')])
    expect(readdirSync(misfit)).toEqual([])
    for (const [argv, fault] of [
      [['--weights-of', newPath()], 'not the folder of a run'],
      [['--weights-of', old, '--resume'], '--weights-of: '],
      [['--data', 'x'], '--data: a task']
    ] as const) {
      const { code, error } = await unroll(['train', write(other), '--run', newPath(), ...argv])
      expect([code, error]).toEqual([2, expect.stringContaining(fault)])
    }
  })

  it('goes on with data that have moved, and with no others', async () => {
    const [run, book, moved] = [newPath(), newPath(), newPath()]
    const contents = 'the whale, the white whale and the sea. '.repeat(40)
    writeFileSync(book, contents)
    const text = {
      data: { kind: 'text', source: 'file', path: book },
      model: { hiddenSize: 4 },
      learning: { sequenceLength: 10, batchSize: 4 },
      stop: { steps: 20 }
    }
    await unroll(['train', write(text), '--run', run])
    renameSync(book, moved)
    const further = write({ ...text, stop: { steps: 30 } })
    expect(await unroll(['train', further, '--run', run, '--resume'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('there is no such file')
    })
    expect(await unroll(['train', further, '--run', run, '--resume', '--data', moved])).toMatchObject({ code: 0 })
    expect(readFileSync(join(run, 'experiment.json'), 'utf8')).toContain(moved)
    writeFileSync(moved, contents.replace('white', 'while'))
    const changed = await unroll([
      'train',
      write({ ...text, stop: { steps: 40 } }),
      '--run',
      run,
      '--resume',
      '--data',
      moved
    ])
    expect([changed.code, changed.error]).toEqual([
      2,
      expect.stringMatching(/data \(SHA-256\).*\(--data PATH; --run NEW --weights-of RUN\)\n$/)
    ])
  })

  it('ends with 1 when the run fails', async () => {
    const wild = {
      data: { kind: 'series' },
      model: { hiddenSize: 6 },
      learning: { sequenceLength: 9, batchSize: 3 },
      optimizer: { kind: 'sgd', learningRate: 10, clipNorm: null },
      stop: { steps: 100 }
    }
    const { code, error } = await unroll(['train', write(wild), '--run', newPath()])
    expect(code).toBe(1)
    expect(error).toMatch(/NaN or infinity at step \d+, first seen in/)
  })

  it.each([
    ['{"seed": ', 'it is not JSON: a value is missing (line 1, column 10)'],
    [{ ...parity, model: { recurrence: 'output', hiddenSize: 0 } }, 'model.hiddenSize: '],
    [{ ...parity, learning: { method: 'bptt' } }, 'learning.method: The recurrence "output" feeds outputs back'],
    [{ ...parity, colour: 'red' }, 'colour'],
    [{ data: { kind: 'text', source: 'file', path: 'no-such.txt' } }, `no-such.txt" cannot be read`],
    [
      { ...parity, learning: { ...parity.learning, sequenceLength: 1 }, data: { kind: 'task', task: 'adding' } },
      'readout'
    ]
  ])('refuses %j', async (experiment, fault) => {
    const { code, error } = await unroll(['train', write(experiment), '--run', newPath()])
    expect(code).toBe(2)
    expect(error).toContain(fault)
    expect(error).not.toContain('    at ')
  })

  it('names a file that is not there', async () => {
    const { code, error } = await unroll(['train', '/nowhere.json', '--run', newPath()])
    expect([code, error]).toEqual([2, 'unroll: /nowhere.json cannot be read: there is no such file.\n'])
  })

  it('names a run folder that cannot be', async () => {
    const file = write(parity)
    const { code, error } = await unroll(['train', file, '--run', file])
    expect([code, error]).toEqual([
      2,
      expect.stringContaining(`"${file}" cannot be written: it is a file, not a folder`)
    ])
  })
})
