// Every network as ONNX, run by onnxruntime's build for the web (plain WebAssembly) and compared with the engine; and
// checked by the strict checker of the package onnx, where a Python of the system has it.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InferenceSession, type Tensor } from 'onnxruntime-web/wasm'
import { afterAll, describe, expect, it } from 'vitest'
import { writeOnnx, writeOnnxStep } from '../../../src/trainer/exports/onnx'
import type { StoredNetwork } from '../../../src/trainer/exports/stored-network'
import { answersOf, distanceOf, roundingOfData, type Answers } from '../../../src/trainer/exports/answers'
import { inputOf, noState, type Values } from '../../../src/trainer/exports/onnx-run'
import { networks } from './networks'
import { pythonWith } from '../../python'

const folder = mkdtempSync(join(tmpdir(), 'unroll-onnx-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const python = pythonWith('onnx')

/** Ten times the distance of float32 itself, plus the distance from rounding the data to float32. */
const allowed = (network: StoredNetwork, answers: Answers): number =>
  10 * (answers.float32 + roundingOfData(network, answers))

/**
 * Pairs of the number of steps and of sequences: each number occurs, and one network of each recurrence has the largest
 * pair.
 */
const shapesOf = (name: string): number[][] => [
  [1, 1],
  [1, 64],
  [7, 3],
  [500, 1],
  [500, /every-step, softmax, z: (nothing|input)/.test(name) ? 64 : 3]
]

const floatsOf = (tensor: Tensor): Float32Array => tensor.data as Float32Array

describe.each(networks)('$name', ({ name, network }) => {
  const { model, input, feeding } = network
  const { nx, ny, readout } = model
  const width = input === 'index' ? 1 : nx

  it('answers a whole sequence as the engine does, in one piece and in two with the state in between', async () => {
    const file = join(folder, 'sequence.onnx')
    writeOnnx(network, file)
    const session = await InferenceSession.create(readFileSync(file))
    for (const [T, N] of shapesOf(name)) {
      // Where outputs are drawn at random, only the first step can be compared.
      if (feeding === 'sample' && T > 1) continue
      const answers = answersOf(network, T, N)
      const run = async (from: number, to: number, state: Values): Promise<Values> =>
        (await session.run({
          x: inputOf(network, answers.x.slice(from * N * width, to * N * width), [to - from, N]),
          ...state
        })) as Values
      const after = (found: Values): Values =>
        Object.fromEntries(
          Object.entries(found)
            .filter(([name]) => name !== 'yhat')
            .map(([name, tensor]) => [name.replace('final', 'initial'), tensor])
        )
      const check = (found: Values, from: number, to: number): void => {
        const [dims, at] = readout === 'every-step' ? [[to - from, N, ny], from] : [[N, ny], to - 1]
        expect(found.yhat.dims).toEqual(dims)
        expect(distanceOf(network, answers, floatsOf(found.yhat), at * N * ny)).toBeLessThan(allowed(network, answers))
      }
      check(await run(0, T, noState(session, N)), 0, T)
      if (T === 1) continue
      const first = await run(0, 3, noState(session, N))
      check(first, 0, 3)
      check(await run(3, T, after(first)), 3, T)
    }
    await session.release()
  })

  it('answers step by step', async () => {
    const file = join(folder, 'step.onnx')
    writeOnnxStep(network, file)
    const session = await InferenceSession.create(readFileSync(file))
    for (const [T, N] of [
      [7, 1],
      [7, 3],
      [20, 64]
    ]) {
      const answers = answersOf(network, T, N)
      let state = noState(session, N)
      for (let t = 0; t < T; t++) {
        const found = (await session.run({
          x: inputOf(network, answers.x.slice(t * N * width, (t + 1) * N * width), [N]),
          ...state
        })) as Values
        expect(distanceOf(network, answers, floatsOf(found.yhat), t * N * ny)).toBeLessThan(allowed(network, answers))
        state = Object.fromEntries(Object.keys(state).map((name) => [name, found[name.replace('_before', '')]]))
        if (feeding === 'sample') {
          const z = floatsOf(state.z_before)
          expect([...z].every((value) => value === 0 || value === 1)).toBe(true)
          if (model.output === 'softmax') expect(z.reduce((sum, value) => sum + value, 0)).toBe(N)
          z.set(answers.z.slice(t * N * ny, (t + 1) * N * ny))
        }
      }
    }
    await session.release()
  })
})

it.skipIf(python === null)(
  `is what the checker of the package onnx takes, strictly${python === null ? ' (NOT CHECKED: no Python here has onnx)' : ''}`,
  () => {
    const files = networks.flatMap(({ network }, i) => {
      const [sequence, step] = [join(folder, `${i}.onnx`), join(folder, `${i}-step.onnx`)]
      writeOnnx(network, sequence)
      writeOnnxStep(network, step)
      return [sequence, step]
    })
    const script = [
      'import onnx, sys',
      'for file in sys.argv[1:]:',
      '    model = onnx.load(file)',
      '    onnx.checker.check_model(model, full_check=True)',
      '    onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)',
      '    known = {entry.key: entry.value for entry in model.metadata_props}',
      "    assert known['license'] and known['input_labels'] and known['experiment']",
      "print('ok', len(sys.argv) - 1)"
    ].join('\n')
    const { stdout, stderr } = spawnSync(python!, ['-c', script, ...files], { encoding: 'utf8' })
    expect([stdout.trim(), stderr]).toEqual([`ok ${files.length}`, ''])
  }
)
