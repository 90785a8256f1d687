// Every network as a module of JavaScript, run unchanged and compared with the engine.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeJavaScript } from '../../../src/trainer/exports/javascript'
import { answersOf, distanceOf } from '../../../src/trainer/exports/answers'
import { networks } from './networks'

const folder = mkdtempSync(join(tmpdir(), 'unroll-javascript-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The readout only decides which answers count, so one readout is enough. */
const withoutReadouts = networks
  .filter(({ network }) => network.model.readout === 'every-step')
  .map(({ name, network }, i) => ({ name, network, i }))

interface Exported {
  inputs: string[]
  outputs: string[]
  begin(): { z?: Float64Array }
  step(state: object, x: number | number[], random?: () => number): Float64Array
}

async function load(name: string): Promise<Exported> {
  return (await import(/* @vite-ignore */ `file://${join(folder, name)}`)) as Exported
}

it.each(withoutReadouts)('answers as the engine does: $name', async ({ network, i }) => {
  const { model, input, feeding, inputLabels, outputLabels } = network
  writeJavaScript(network, join(folder, `${i}.mjs`))
  const { begin, step, inputs, outputs } = await load(`${i}.mjs`)
  expect([inputs, outputs]).toEqual([inputLabels, outputLabels])

  const T = 40
  const answers = answersOf(network, T, 1)
  const state = begin()
  const found: number[] = []
  for (let t = 0; t < T; t++) {
    const x = input === 'index' ? answers.x[t] : answers.x.slice(t * model.nx, (t + 1) * model.nx)
    found.push(...step(state, x))
    if (feeding !== 'sample') continue
    expect([...state.z!].every((value) => value === 0 || value === 1)).toBe(true)
    state.z = Float64Array.from(answers.z.slice(t * model.ny, (t + 1) * model.ny))
  }
  expect(found).toHaveLength(T * model.ny)
  const faulty = input === 'index' ? [-1, model.nx, 0.5, NaN] : [[], [...new Array<number>(model.nx - 1).fill(1), NaN]]
  for (const x of faulty) expect(() => step(state, x)).toThrow(RangeError)
  // The module computes in float64, with parameters in float32.
  expect(distanceOf(network, answers, found)).toBeLessThan(1e-9)
})

it('draws what the probabilities say', async () => {
  const drawing = networks.filter(({ network }) => network.feeding === 'sample')
  for (const [i, { network }] of drawing.entries()) {
    writeJavaScript(network, join(folder, `draw-${i}.mjs`))
    const { begin, step } = await load(`draw-${i}.mjs`)
    const drawn = (uniform: number): number[] => {
      const state = begin()
      step(state, network.input === 'index' ? 0 : new Array<number>(network.model.nx).fill(0), () => uniform)
      return [...state.z!]
    }
    const softmax = network.model.output === 'softmax'
    expect(drawn(0)).toEqual(softmax ? [1, 0] : [1, 1])
    expect(drawn(1 - 2 ** -32)).toEqual(softmax ? [0, 1] : [0, 0])
  }
})

it('holds no sign by which a page or a line would end', () => {
  for (const { network } of networks) {
    const file = join(folder, 'signs.mjs')
    writeJavaScript(network, file)
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/<[/!]|\u2028|\0|[\ud800-\udfff]/)
  }
})
