// Runs the command model.py of exported folders, many calls in one Python since PyTorch takes seconds to load.

import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { pythonWith } from '../../python'
import { temporaryFolder } from '../support'

export const python = pythonWith('torch')
export const unchecked = python === null ? ' (NOT CHECKED: no Python here has torch)' : ''

export interface Call {
  folder: string
  options: string[]
}

const script = `
import contextlib, io, json, os, runpy, sys
import torch.distributed
# Processes that share batches form one group for all calls.
torch.distributed.destroy_process_group = lambda: None
calls, out = json.load(open(sys.argv[1])), sys.argv[2]
printed = []
for call in calls:
    os.chdir(call['folder'])
    sys.path[0] = call['folder']
    sys.argv = ['model.py', *call['options']]
    with contextlib.redirect_stdout(io.StringIO()) as text:
        try:
            runpy.run_path('model.py', run_name='__main__')
        except SystemExit as end:
            print(end)
    printed.append(text.getvalue())
if os.environ.get('RANK', '0') == '0':
    json.dump(printed, open(out, 'w'))
`

/** Returns what each call prints, or its error message. `launcher`: options of Python that start several processes. */
export function run(calls: readonly Call[], launcher: readonly string[] = []): string[] {
  const place = temporaryFolder()
  const [program, asked, answers] = ['run.py', 'calls.json', 'printed.json'].map((name) => join(place, name))
  writeFileSync(program, script)
  writeFileSync(asked, JSON.stringify(calls))
  const { stderr, status } = spawnSync(python!, [...launcher, program, asked, answers], {
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...process.env, OMP_NUM_THREADS: '1' }
  })
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(readFileSync(answers, 'utf8')) as string[]
}

/** The losses that `train` prints. */
export const lossesIn = (printed: string): number[] =>
  Array.from(printed.matchAll(/^step \d+ loss (.+)$/gm), ([, loss]) => Number(loss))
