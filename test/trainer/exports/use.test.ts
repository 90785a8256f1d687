// The lines that the window copies are run unchanged, in the software for which they are made, and print the answers of
// the engine.

import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { forward } from '../../../src/engine/reference/forward'
import { traitsOf } from '../../../src/data/traits'
import { exportEntry, exportFormats, type ExportFormat } from '../../../src/shared/exports'
import { printsOf, usedName, usesOf, type Use } from '../../../src/shared/exports/use'
import type { Experiment } from '../../../src/shared/experiment'
import { exportRun } from '../../../src/trainer/exports'
import { readStoredNetwork } from '../../../src/trainer/exports/stored-network'
import { pythonWith } from '../../python'
import { drive, experiment, open, resources, temporaryFolder } from '../support'

const root = join(import.meta.dirname, '../../..')

/**
 * The command of each Python that has been looked for; null where there is none with the packages that the lines
 * import.
 */
const pythons = new Map<string, string | null>()
function pythonFor(code: string): string | null {
  const module = ['onnxruntime', 'keras', 'torch', 'numpy', 'tensorboard'].find((name) => code.includes(name)) ?? 'csv'
  if (!pythons.has(module)) pythons.set(module, pythonWith(module))
  return pythons.get(module)!
}
/** Runs lines of Keras without Keras. */
const byStandIn = `
import runpy, sys
sys.path[:0] = ['', ${JSON.stringify(import.meta.dirname)}]
import keras_stand_in
runpy.run_path(sys.argv[1])`
const gcc = spawnSync('gcc', ['--version']).status === 0

/** A function that runs the lines in a folder; null where this machine has no software for them. */
function runnerOf({ language, code }: Use): ((folder: string) => string) | null {
  const run = (folder: string, command: string, ...options: string[]): string => {
    const { stdout, stderr, status } = spawnSync(command, options, { cwd: folder, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
    return stdout
  }
  const inFile = (folder: string, name: string): string => {
    writeFileSync(join(folder, name), code)
    return name
  }
  switch (language) {
    case 'C':
      if (!gcc) return null
      return (folder) => {
        run(folder, 'gcc', '-Wall', '-Wextra', '-Werror', inFile(folder, 'main.c'), '-o', 'main', '-lm')
        return run(folder, join(folder, 'main'))
      }
    case 'JavaScript':
      return (folder) => run(folder, process.execPath, inFile(folder, 'main.mjs'))
    case 'Python': {
      const python = pythonFor(code)
      if (python !== null) return (folder) => run(folder, python, inFile(folder, 'main.py'))
      const numpy = code.includes('keras') ? pythonWith('numpy') : null
      return numpy === null ? null : (folder) => run(folder, numpy, '-c', byStandIn, inFile(folder, 'main.py'))
    }
  }
}

const small = { watching: { validateEvery: 2 }, stop: { steps: 2 } } as const
const experiments: Record<Exclude<Experiment['data']['kind'], 'labelled'>, Experiment> = {
  text: experiment({ ...small, data: { kind: 'text' }, model: { hiddenSize: 4 }, learning: { method: 'bptt' } }),
  series: experiment({
    ...small,
    data: { kind: 'series' },
    model: { recurrence: 'output', hiddenSize: 4 },
    learning: { method: 'teacher-forcing', sequenceLength: 5 }
  }),
  task: experiment(small)
}
/** A name with signs that end strings, or that mean something in an address. */
const nameOf = (format: ExportFormat): string => `it's #1 \$& 가%41.${exportEntry(format).extension}`
/** Lines that are the same for other data are run only once. */
const met = new Set<string>()
function isNew(text: string): boolean {
  const known = met.has(text)
  met.add(text)
  return !known
}
const lines = Object.entries(experiments).flatMap(([kind, chosen]) =>
  exportFormats.flatMap((format) =>
    usesOf(format, chosen, nameOf(format))
      .filter(({ code }) => isNew(format + code))
      .map((use) => {
        const runner = runnerOf(use)
        const byOther = use.code.includes('keras') && pythonFor(use.code) === null ? ' (by a stand-in for Keras)' : ''
        const unchecked = runner === null ? ' (NOT CHECKED: nothing here runs it)' : byOther
        return { name: `${format} of a ${kind} in ${use.language}${unchecked}`, kind, format, use, runner }
      })
  )
)

describe('lines of use', () => {
  const runs = new Map<string, string>()
  beforeAll(() => {
    for (const [kind, chosen] of Object.entries(experiments)) {
      const folder = temporaryFolder()
      drive(open(chosen, { folder }))
      runs.set(kind, folder)
    }
  })

  for (const { name, kind, format, runner } of lines) {
    it.skipIf(runner === null)(`print the answer: ${name}`, () => {
      const run = runs.get(kind)!
      const place = join(temporaryFolder(), 'place')
      const file = usedName[format] && nameOf(format)
      if (file !== null) mkdirSync(place)
      exportRun(format, { folder: run, resources, checkpoint: 'newest' }, file === null ? place : join(place, file))
      symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
      const printed = runner!(place)
      const numbers = Array.from(printed.matchAll(/-?\d+(\.\d+)?(e[-+]?\d+)?/g), ([number]) => Number(number))
      const expected = expectedOf(run, format)
      expect(numbers).toHaveLength(expected.length)
      const scale = Math.max(1e-6, ...expected.map(Math.abs))
      numbers.forEach((number, i) => expect(Math.abs(number - expected[i]) / scale).toBeLessThan(1e-4))
    })
  }
})

/**
 * What the lines must print: the answer to a first step of zeros, ones or the first category, or other numbers that a
 * format holds.
 */
function expectedOf(run: string, format: ExportFormat): number[] {
  const network = readStoredNetwork(run, 2)
  const { model, parameters, scaling, experiment: chosen } = network
  if (printsOf(format, chosen) === 'last-step') return [2]
  if (printsOf(format, chosen) === 'bias') return [...parameters.c]
  const x =
    traitsOf(chosen.data).input === 'index'
      ? { kind: 'index' as const, index: Int32Array.of(0) }
      : {
          kind: 'dense' as const,
          values: Float64Array.from({ length: model.nx }, (_, j) =>
            scaling ? (1 - scaling.mean[j]) / scaling.deviation[j] : 0
          )
        }
  const y = { kind: 'dense' as const, values: new Float64Array(model.ny) }
  const batch = { tau: 1, batch: 1, x, y, mask: null, h0: null, z0: null }
  const { yhat } = forward(model, parameters, batch, {
    method: model.recurrence === 'hidden' ? 'bptt' : 'free-running'
  })
  return Array.from(yhat.at(1, 0), (value, k) => (scaling ? value * scaling.deviation[k] + scaling.mean[k] : value))
}
