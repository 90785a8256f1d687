// Every network as a header of C, compiled without a warning by the gcc of the system and compared with the engine.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeC } from '../../../src/trainer/exports/c'
import { answersOf, distanceOf } from '../../../src/trainer/exports/answers'
import { compile, gcc, runC, strict } from './c-run'
import { networks } from './networks'

const folder = mkdtempSync(join(tmpdir(), 'unroll-c-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const unchecked = gcc ? '' : ' (NOT CHECKED: there is no gcc here)'
/** The readout only decides which answers count, so one readout is enough. */
const withoutReadouts = networks
  .filter(({ network }) => network.model.readout === 'every-step')
  .map(({ name, network }, i) => ({ name, network, i }))

it.skipIf(!gcc).each(withoutReadouts)(
  `compiles strictly and answers as the engine does: $name${unchecked}`,
  ({ network, i }) => {
    const place = join(folder, String(i))
    mkdirSync(place)
    const T = 40
    const answers = answersOf(network, T, 1)
    const found = runC(network, place, answers, T)
    expect(found).toHaveLength(T * network.model.ny)
    expect(distanceOf(network, answers, found)).toBeLessThan(10 * answers.float32)
  }
)

it.skipIf(!gcc)(`takes no category that it does not know, and no second network${unchecked}`, () => {
  const of = (input: string) => networks.find(({ network }) => network.input === input)!.network
  const place = join(folder, 'faulty')
  mkdirSync(place)
  writeC(of('index'), join(place, 'network.h'))
  writeC(of('dense'), join(place, 'other.h'))
  const program = `#include "network.h"
#include "network.h"
int main(void)
{
    unroll_state state;
    float y[unroll_ny];
    unroll_begin(&state);
    return unroll_step(&state, -1, y) == -1 && unroll_step(&state, unroll_nx, y) == -1 && unroll_step(&state, 0, y) == 0;
}`
  expect(compile(place, program, ...strict)).toBe('')
  expect(spawnSync(join(place, 'main')).status).toBe(1)
  expect(compile(place, program.replace('network.h', 'other.h'), ...strict)).toContain('hold different networks')
})

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
    // Without a C++ compiler this cannot be checked.
    if (!compiled.stderr.includes('cc1plus')) expect([compiled.status, compiled.stderr]).toEqual([0, ''])
  }
})
