// Every network as a header of C, compiled without a warning by the gcc of the system and held against the engine.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeC } from '../../../src/trainer/exports/c'
import { answersOf, distanceOf } from '../../../src/trainer/exports/answers'
import { networks } from './networks'

const folder = mkdtempSync(join(tmpdir(), 'unroll-c-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gcc = spawnSync('gcc', ['--version']).status === 0
const unchecked = gcc ? '' : ' (NOT CHECKED: there is no gcc here)'
const strict = ['-Wall', '-Wextra', '-Werror', '-pedantic']

/** The readout changes nothing but what counts. */
const withoutReadouts = networks
  .filter(({ network }) => network.model.readout === 'every-step')
  .map(({ name, network }, i) => ({ name, network, i }))

/** Reads x of every step (and what was drawn, z), and prints ŷ of every step. */
const program = (index: boolean, value: string, drawn: boolean): string => `
#include <stdio.h>
#include "network.h"
int main(void)
{
    unroll_state state;
    unroll_begin(&state);
    for (;;) {
        ${index ? 'int x;' : `${value} x[unroll_nx];`}
        ${value} y[unroll_ny];
        ${
          index
            ? 'if (scanf("%d", &x) != 1) return 0;'
            : `for (int j = 0; j < unroll_nx; j++) { double read; if (scanf("%lf", &read) != 1) return 0; x[j] = (${value})read; }`
        }
        unroll_step(&state, x, y);
        for (int k = 0; k < unroll_ny; k++) printf("%.17g\\n", (double)y[k]);
        ${drawn ? 'for (int k = 0; k < unroll_ny; k++) { double z; if (scanf("%lf", &z) != 1) return 1; state.z[k] = (float)z; }' : ''}
    }
}
`

it.skipIf(!gcc).each(withoutReadouts)(
  `compiles strictly and answers as the engine does: $name${unchecked}`,
  ({ network, i }) => {
    const { input, feeding, scaling, model } = network
    const place = join(folder, String(i))
    mkdirSync(place)
    writeC(network, join(place, 'network.h'))
    const drawn = feeding === 'sample'
    writeFileSync(join(place, 'main.c'), program(input === 'index', scaling ? 'double' : 'float', drawn))
    const compiled = spawnSync('gcc', [...strict, '-std=c99', '-O1', 'main.c', '-o', 'main', '-lm'], {
      cwd: place,
      encoding: 'utf8'
    })
    expect([compiled.status, compiled.stderr]).toEqual([0, ''])

    const T = 40
    const answers = answersOf(network, T, 1)
    const width = input === 'index' ? 1 : model.nx
    const lines = Array.from({ length: T }, (_, t) => [
      ...answers.x.slice(t * width, (t + 1) * width),
      ...(drawn ? answers.z.slice(t * model.ny, (t + 1) * model.ny) : [])
    ])
    const { stdout, status } = spawnSync(join(place, 'main'), { input: lines.flat().join('\n'), encoding: 'utf8' })
    const found = stdout.trimEnd().split('\n').map(Number)
    expect([status, found.length]).toEqual([0, T * model.ny])
    expect(distanceOf(network, answers, found)).toBeLessThan(10 * answers.float32)
  }
)

it.skipIf(!gcc)(`compiles as C++ too, and draws by itself${unchecked}`, () => {
  for (const [i, { network }] of networks.filter((_, n) => n % 7 === 3).entries()) {
    const place = join(folder, `c++${i}`)
    mkdirSync(place)
    writeC(network, join(place, 'network.h'))
    writeFileSync(
      join(place, 'main.cc'),
      '#include "network.h"\nint main() { unroll_state state; unroll_begin(&state); return 0; }\n'
    )
    const compiled = spawnSync('gcc', [...strict, '-fsyntax-only', '-x', 'c++', 'main.cc'], {
      cwd: place,
      encoding: 'utf8'
    })
    // Without a compiler of C++ there is nothing to be told.
    if (!compiled.stderr.includes('cc1plus')) expect([compiled.status, compiled.stderr]).toEqual([0, ''])
  }
})
