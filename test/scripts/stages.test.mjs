// The stages of `npm test` that can be named.

import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const program = resolve(import.meta.dirname, '../../scripts/test.mjs')

it.each(['chromiun', 'toString', '--help'])('no stage is called %s', (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, name], { encoding: 'utf8' })
  expect([status, stdout + stderr]).toEqual([
    1,
    expect.stringContaining(`There is no stage ${name}. The stages are: types, `)
  ])
})
