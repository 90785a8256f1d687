import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { folderSize } from '../../src/run-folder/size'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unroll-size-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('is that of all files of the folder, and of nothing that a link leads to', () => {
  expect(folderSize(folder)).toBe(0)
  writeFileSync(join(folder, 'run.json'), 'x'.repeat(100))
  mkdirSync(join(folder, 'checkpoints'))
  writeFileSync(join(folder, 'checkpoints/step-000000001.safetensors'), 'x'.repeat(5000))
  symlinkSync(folder, join(folder, 'itself'))
  expect(folderSize(folder)).toBe(5100)
})
