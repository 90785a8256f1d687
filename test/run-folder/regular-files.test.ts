// Everything that opens a file of a person refuses what is no ordinary file, at once.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDropped } from '../../src/main/opening'
import { readExperimentFile, readJson } from '../../src/run-folder/read-json'
import { readRecord } from '../../src/run-folder/record'
import { readMetadata, readSafetensors } from '../../src/run-folder/safetensors'
import { experimentSchema } from '../../src/shared/experiment'
import { withDataFile } from '../../src/trainer/data-file'
import { readOnnxModel } from '../../src/trainer/imports/onnx'
import { openData, understandFile } from '../../src/trainer/network'

const folder = mkdtempSync(join(tmpdir(), 'unroll-regular-'))
const isWindows = process.platform === 'win32'
const server = createServer()
const kinds = ['folder', ...(isWindows ? [] : ['pipe', 'socket', 'device'])]
const nameOf = (kind: string): string => (kind === 'device' ? '/dev/zero' : join(folder, kind))

beforeAll(async () => {
  mkdirSync(join(folder, 'folder'))
  if (isWindows) return
  execFileSync('mkfifo', [join(folder, 'pipe')])
  await new Promise<void>((listening) => server.listen(join(folder, 'socket'), listening))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const ofData = (kind: 'text' | 'series', path: string) =>
  experimentSchema.parse({ data: { kind, source: 'file', path, reading: {} } })
const house = { allow() {}, isAllowed: () => true, runIn: () => null }

const openers: Record<string, (path: string) => unknown> = {
  'a data file': (path) => withDataFile(path, () => {}),
  'a text of an experiment': (path) => openData(ofData('text', path), folder),
  'a table of an experiment': (path) => openData(ofData('series', path), folder),
  'a table in the dialog': (path) => understandFile(ofData('series', path)),
  'an experiment': readExperimentFile,
  JSON: (path) => readJson(path, z.unknown()),
  'a record': (path) => readRecord(path),
  safetensors: readSafetensors,
  'the metadata of safetensors': readMetadata,
  ONNX: readOnnxModel,
  'a dropped file': (path) => openDropped([path], house)
}

describe.each(kinds)('a %s is refused', (kind) => {
  // A folder that is dropped is a text of several files.
  const all = Object.entries(openers).filter(([name]) => kind !== 'folder' || name !== 'a dropped file')
  test.each(all)('as %s', (_, open) => {
    expect(() => open(nameOf(kind))).toThrow(/not an ordinary file|it is a folder|part of its path|folder/)
  })
})
