// Compiles an exported header of C with the gcc of the system and runs it.

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answers } from '../../../src/trainer/exports/answers'
import { writeC } from '../../../src/trainer/exports/c'
import type { StoredNetwork } from '../../../src/trainer/exports/stored-network'

export const gcc = spawnSync('gcc', ['--version']).status === 0
export const strict = ['-Wall', '-Wextra', '-Werror', '-pedantic']

/** Compiles a program in a folder, with the options given; what the compiler says. */
export function compile(folder: string, program: string, ...options: string[]): string {
  writeFileSync(join(folder, 'main.c'), program)
  const { status, stderr } = spawnSync('gcc', [...options, 'main.c', '-o', 'main', '-lm'], {
    cwd: folder,
    encoding: 'utf8'
  })
  return status === 0 ? stderr : stderr || `gcc: ${status}`
}

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

/** The answers of the compiled network to T steps; throws what the compiler says. */
export function runC(network: StoredNetwork, folder: string, answers: Answers, T: number): number[] {
  const { input, feeding, scaling, model } = network
  const [index, drawn] = [input === 'index', feeding === 'sample']
  writeC(network, join(folder, 'network.h'))
  const said = compile(folder, program(index, scaling ? 'double' : 'float', drawn), ...strict, '-std=c99', '-O1')
  if (said !== '') throw new Error(said)
  const width = index ? 1 : model.nx
  const lines = Array.from({ length: T }, (_, t) => [
    ...answers.x.slice(t * width, (t + 1) * width),
    ...(drawn ? answers.z.slice(t * model.ny, (t + 1) * model.ny) : [])
  ])
  const { stdout, status } = spawnSync(join(folder, 'main'), { input: lines.flat().join('\n'), encoding: 'utf8' })
  if (status !== 0) throw new Error(`The program ended with ${status}.`)
  return stdout.trimEnd().split('\n').map(Number)
}
