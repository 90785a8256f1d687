// Prints a table of all formats and networks: the largest distance of the answers from those of the engine in float64,
// relative to their spread, and the software that gave them. Also prints the speed of the C of a larger network.
//
//   npx jiti test/trainer/exports/table.ts

import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newParameters } from '../../../src/engine/parameters'
import { writeSafetensors } from '../../../src/run-folder/safetensors'
import { answersOf, distanceOf } from '../../../src/trainer/exports/answers'
import { writeC } from '../../../src/trainer/exports/c'
import { writeJavaScript } from '../../../src/trainer/exports/javascript'
import { runJavaScript } from '../../../src/trainer/exports/javascript-run'
import { writeOnnx, writeOnnxStep } from '../../../src/trainer/exports/onnx'
import { runSequence, runSteps } from '../../../src/trainer/exports/onnx-run'
import { checkOf } from '../../../src/trainer/exports/pytorch'
import type { StoredNetwork } from '../../../src/trainer/exports/stored-network'
import { describeModel, modelTensors, readModel } from '../../../src/trainer/model-file'
import { pythonWith } from '../../python'
import { compile, gcc, runC } from './c-run'
import { networkOf, networks } from './networks'

const place = mkdtempSync(join(tmpdir(), 'unroll-table-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))
const exported = join(import.meta.dirname, '../../../resources/exports')

/** Steps and sequences at once. */
const shapes = [1, 7, 500].flatMap((T) => [1, 3, 64].map((N) => [T, N] as const))
/** Answers one step at a time and one sequence at a time. */
const T = 100

function writeParameters(network: StoredNetwork, file: string): void {
  const { model, parameters } = network
  const single = newParameters(model)
  single.flat.set(parameters.flat)
  writeSafetensors(file, { tensors: modelTensors(model, single), metadata: { model: describeModel(model) } })
}

async function onnx(
  network: StoredNetwork,
  write: typeof writeOnnx,
  run: typeof runSequence | typeof runSteps
): Promise<number> {
  const file = join(place, 'network.onnx')
  write(network, file)
  const distances: number[] = []
  for (const [steps, N] of shapes) {
    const answers = answersOf(network, steps, N)
    const { found, at } = await run(network, readFileSync(file), answers, steps, N)
    distances.push(distanceOf(network, answers, found, at))
  }
  return Math.max(...distances)
}

/** Each format, the software that runs it, and the distance; null where the software is not here. */
const columns: Record<string, (network: StoredNetwork) => number | null | Promise<number>> = {
  'safetensors, read': (network) => {
    const file = join(place, 'weights.safetensors')
    writeParameters(network, file)
    const answers = answersOf(network, T, 1)
    return distanceOf(network, answers, answersOf({ ...network, ...readModel(file) }, T, 1).yhat)
  },
  'onnx, ONNX Runtime Web 1.30': (network) => onnx(network, writeOnnx, runSequence),
  'onnx-step, ONNX Runtime Web 1.30': (network) => onnx(network, writeOnnxStep, runSteps),
  'c, gcc': (network) => {
    const answers = answersOf(network, T, 1)
    return gcc ? distanceOf(network, answers, runC(network, place, answers, T)) : null
  },
  [`javascript, Node ${process.version}`]: (network) => {
    const file = join(place, 'network.mjs')
    writeJavaScript(network, file)
    const answers = answersOf(network, T, 1)
    return distanceOf(network, answers, runJavaScript(network, readFileSync(file, 'utf8'), answers, T))
  }
}

/** `program` of resources/exports checks the folder of every network in one Python. */
function byPython(module: string, program: string, prelude: string): (number | null)[] {
  const python = pythonWith(module)
  if (python === null) return networks.map(() => null)
  const folders = networks.map(({ network }, i) => {
    const folder = join(place, `folder-${i}`)
    mkdirSync(folder, { recursive: true })
    const { model, input, feeding, experiment } = network
    writeParameters(network, join(folder, 'model.safetensors'))
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...model, input, feeding, data: experiment.data }))
    writeFileSync(join(folder, 'check.json'), JSON.stringify(checkOf(network)))
    for (const name of [program, 'reading.py', 'times.py']) copyFileSync(join(exported, name), join(folder, name))
    return folder
  })
  const script = `
import os, runpy, sys
${prelude}
for folder in sys.argv[1:]:
    os.chdir(folder)
    sys.path[0] = folder
    sys.argv = ['${program}', 'check']
    runpy.run_path('${program}', run_name='__main__')`
  const { stdout, stderr, status } = spawnSync(python, ['-B', '-c', script, ...folders], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim().split('\n').map(Number)
}

const shown = (distance: number | null): string => (distance === null ? '—' : distance.toExponential(1))

const pytorch = byPython('torch', 'model.py', '')
const standIn = `sys.path[:0] = [${JSON.stringify(import.meta.dirname)}]\nimport keras_stand_in`
const keras = byPython('numpy', 'model_keras.py', standIn)
const heads = [...Object.keys(columns), 'pytorch, PyTorch', 'keras, a stand-in in numpy']
console.log(`| network | ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length + 1)}`)
for (const [i, { name, network }] of networks.entries()) {
  const cells: string[] = []
  for (const run of Object.values(columns)) cells.push(shown(await run(network)))
  console.log(`| ${name} | ${[...cells, shown(pytorch[i]), shown(keras[i])].join(' | ')} |`)
}

if (gcc) {
  const network = networkOf({ recurrence: 'hidden', readout: 'every-step', output: 'softmax' }, 'nothing', 1, {
    nx: 65,
    nh: 128,
    ny: 65
  })
  writeC(network, join(place, 'network.h'))
  const steps = 100_000
  const program = `#include <stdio.h>
#include <time.h>
#include "network.h"
int main(void)
{
    unroll_state state;
    float y[unroll_ny];
    int x = 0;
    unroll_begin(&state);
    clock_t begin = clock();
    for (int t = 0; t < ${steps}; t++) {
        unroll_step(&state, x, y);
        x = 0;
        for (int k = 1; k < unroll_ny; k++) if (y[k] > y[x]) x = k;
    }
    printf("%g %d\\n", ${steps} / ((double)(clock() - begin) / CLOCKS_PER_SEC), x);
}`
  for (const options of [['-O2'], ['-O3', '-march=native', '-ffast-math']]) {
    const said = compile(place, program, ...options)
    if (said !== '') throw new Error(said)
    const { stdout } = spawnSync(join(place, 'main'), { encoding: 'utf8' })
    console.log(`\nC, 65 × 128 × 65, gcc ${options.join(' ')}: ${Math.round(parseFloat(stdout))} tokens/s on one core`)
  }
}
