// The notebook of a folder is executed, and its Keras file gives the stored answers.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writePyTorch } from '../../../src/trainer/exports/pytorch'
import { pythonWith } from '../../python'
import { drive, experiment, open, pointsIn, resources, temporaryFolder } from '../support'
import { python, unchecked } from './model-py'

const place = temporaryFolder()
const text = join(place, 'text.txt')
writeFileSync(text, 'Call me Ishmael. Some years ago, never mind how long precisely.\n'.repeat(40))
const table = join(place, 'table.csv')
writeFileSync(table, Array.from({ length: 300 }, (_, t) => `${t},${Math.sin(t / 3) * 10 + 100}`).join('\n'))

const settings = { watching: { checkpointEvery: 10, validateEvery: 1000 }, stop: { steps: 110 } } as const
const experiments = {
  text: experiment({
    ...settings,
    data: { kind: 'text', source: 'file', path: text },
    model: { hiddenSize: 9 },
    learning: { method: 'bptt', sequenceLength: 12, batchSize: 5 }
  }),
  series: experiment({
    ...settings,
    data: { kind: 'series', source: 'file', path: table },
    model: { recurrence: 'hidden+output', hiddenSize: 7 },
    learning: { method: 'teacher-forcing', sequenceLength: 7, batchSize: 4 }
  }),
  'a text at its end': experiment({
    ...settings,
    data: { kind: 'text', source: 'file', path: text },
    model: { recurrence: 'output', hiddenSize: 6, readout: 'last-step' },
    learning: { method: 'free-running', sequenceLength: 7, batchSize: 4 }
  }),
  task: experiment({ ...settings, model: { recurrence: 'output', hiddenSize: 8 } }),
  'a task that draws': experiment({ ...settings, model: { recurrence: 'output', hiddenSize: 8, feedback: 'sample' } })
}
const names = Object.keys(experiments) as (keyof typeof experiments)[]
const folders = new Map<string, { run: string; exported: string }>()
beforeAll(() => {
  for (const name of names) {
    const [run, exported] = [temporaryFolder(), join(temporaryFolder(), 'exported')]
    drive(open(experiments[name], { folder: run }))
    writePyTorch(run, 10, resources, exported)
    folders.set(name, { run, exported })
  }
})

interface Cell {
  cell_type: string
  source: string[]
  outputs?: { data?: { 'text/plain': string[] } }[]
}
const cellsIn = (file: string): Cell[] => (JSON.parse(readFileSync(file, 'utf8')) as { cells: Cell[] }).cells
const dataOf = (name: keyof typeof experiments): string => {
  const { data } = experiments[name]
  return 'path' in data ? data.path! : ''
}

describe.skipIf(python === null)(`the code of a notebook${unchecked}`, () => {
  it('passes its own checks, and trains on to the loss of the studio', () => {
    // One Python for all folders: PyTorch takes seconds to load.
    const script = `
import json, os, sys
losses = []
for folder, data, code in json.load(sys.stdin):
    os.chdir(folder)
    os.environ['DATA'] = data
    sys.path[:0] = [folder]
    sys.modules.pop('model', None)
    names = {}
    for cell in code:
        exec(cell, names)
    losses.append(names.get('losses'))
    sys.path.pop(0)
print(json.dumps(losses))`
    const asked = names.map((name) => {
      const { exported } = folders.get(name)!
      const code = cellsIn(join(exported, 'notebook.ipynb')).filter(({ cell_type }) => cell_type === 'code')
      return [exported, dataOf(name), code.map(({ source }) => source.join(''))]
    })
    const { stdout, stderr } = spawnSync(python!, ['-c', script], { input: JSON.stringify(asked), encoding: 'utf8' })
    expect(stderr).toBe('')
    const losses = JSON.parse(stdout.trim().split('\n').at(-1)!) as (number[] | null)[]
    names.forEach((name, i) => {
      if (experiments[name].data.kind === 'task') return
      const points = pointsIn(folders.get(name)!.run).filter(({ step }) => step > 10)
      expect(losses[i]).toHaveLength(100)
      points.forEach(({ loss }, at) => expect(Math.abs(losses[i]![at] - loss)).toBeLessThan(1e-4))
    })
  }, 120_000)
})

const jupyter = ['/usr/bin/jupyter-nbconvert'].find((file) => existsSync(file)) ?? null
const why = jupyter && python ? '' : ' (NOT CHECKED: there is no jupyter-nbconvert with torch here)'
it.skipIf(why !== '')(
  `Jupyter executes a notebook${why}`,
  () => {
    const { exported } = folders.get('text')!
    const options = ['--to', 'notebook', '--execute', 'notebook.ipynb', '--output', 'executed.ipynb']
    const { status, stderr } = spawnSync(jupyter!, options, {
      cwd: exported,
      encoding: 'utf8',
      env: { ...process.env, DATA: text },
      timeout: 240_000
    })
    expect([status, status === 0 ? '' : stderr]).toEqual([0, ''])
    const { run } = folders.get('text')!
    const printed = cellsIn(join(exported, 'executed.ipynb')).flatMap(({ outputs = [] }) =>
      outputs.flatMap(({ data }) => data?.['text/plain'] ?? [])
    )
    // The last loss of the loop.
    const loss = Number(/^\[([\d.]+)\]$/.exec(printed.find((line) => line.startsWith('[')) ?? '')?.[1])
    expect(Math.abs(loss - pointsIn(run).at(-1)!.loss)).toBeLessThan(1e-4)
  },
  300_000
)

const keras = pythonWith('keras')
const numpy = keras ?? pythonWith('numpy')
const by = keras ? '' : numpy ? ' (by a stand-in: no Python here has keras)' : ' (NOT CHECKED: no Python has numpy)'
it.skipIf(numpy === null).each(names)(`the Keras file gives the stored answers${by}: %s`, (name) => {
  const { exported } = folders.get(name)!
  const standIn = keras ? '' : `sys.path[:0] = [${JSON.stringify(import.meta.dirname)}]; import keras_stand_in; `
  const script = `import runpy, sys; ${standIn}runpy.run_path('model_keras.py', run_name='__main__')`
  const { stdout, stderr } = spawnSync(numpy!, ['-B', '-c', script], { cwd: exported, encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(Number(stdout)).toBeLessThan(1e-5)
})
