// The committed kernels are the exact result of compiling assembly/.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wasmNames } from './kernel-sets'

const root = resolve(import.meta.dirname, '../..')
let fresh: string

beforeAll(() => {
  fresh = mkdtempSync(join(tmpdir(), 'unroll-kernels-'))
  execFileSync(process.execPath, ['scripts/build-kernels.mjs', fresh], { cwd: root, stdio: 'pipe' })
})
afterAll(() => rmSync(fresh, { recursive: true }))

it.each(wasmNames)('%s is what a fresh build gives', (name) => {
  const committed = readFileSync(join(root, 'resources/kernels', `${name}.wasm`))
  const built = readFileSync(join(fresh, `${name}.wasm`))
  expect(committed.equals(built), 'run: node scripts/build-kernels.mjs').toBe(true)
})
