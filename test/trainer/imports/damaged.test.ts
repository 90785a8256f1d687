// Files with any damage: an import names the file in its error, or gives a network whose numbers are finite.

import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DataError } from '../../../src/data/data-error'
import { exportEntry, type ExportFormat } from '../../../src/shared/exports'
import { DamagedFile } from '../../../src/run-folder/record'
import { SafetensorsError } from '../../../src/run-folder/safetensors'
import { exportRun } from '../../../src/trainer/exports'
import { Differs } from '../../../src/trainer/going-on'
import { readImport, UnfitModel } from '../../../src/trainer/imports'
import { Refusal } from '../../../src/trainer/refusal'
import { resources, temporaryFolder } from '../support'
import { cases, trained } from './runs'

const forPersons = [DamagedFile, DataError, Differs, Refusal, SafetensorsError, UnfitModel]

/** A change of a file: some of its bytes are removed, and others come in their place. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(40), fc.nat(4000)),
  added: fc.oneof(
    fc.constantFrom('', '}', '"', ',', '0', '-', 'null', '[]', '\0', '\xff\xff\xff\xff\xff\xff\xff\xff'),
    fc.string({ maxLength: 12 })
  )
})
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

function damaged(bytes: Buffer, { at, removed, added }: Damage): Buffer {
  const from = Math.floor(at * bytes.length)
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(added, 'latin1'), bytes.subarray(from + removed)])
}

function importOf(path: string): void {
  try {
    const { parameters, inputLabels, model } = readImport(path, {}, resources)
    expect(parameters.flat.every(Number.isFinite)).toBe(true)
    expect(inputLabels).toHaveLength(model.nx)
  } catch (error) {
    if (!forPersons.some((kind) => error instanceof kind)) throw error
    expect((error as Error).message).toContain(path)
  }
}

/** Each format, and the files of those that are folders. */
const formats: [ExportFormat, string[]][] = [
  ['weights', ['']],
  ['pytorch', ['config.json', 'model.safetensors']],
  ['onnx', ['']],
  ['onnx-step', ['']]
]

it.each(formats.flatMap(([format, files]) => files.map((file) => [format, file] as const)))('%s %s', (format, file) => {
  const kinds = cases.filter((_, i) => i % 4 === 1)
  const whole = kinds.map(({ experiment }, i) => {
    const out = join(temporaryFolder(), `${i}.${exportEntry(format).extension ?? ''}`)
    exportRun(format, { folder: trained(experiment), resources, checkpoint: 'newest' }, out)
    return out
  })
  const place = temporaryFolder()
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.array(damage, { minLength: 1, maxLength: 3 }), (which, damages) => {
      const copy = join(place, `copy.${exportEntry(format).extension ?? ''}`)
      rmSync(copy, { recursive: true, force: true })
      cpSync(whole[which], copy, { recursive: true })
      const target = statSync(copy).isDirectory() ? join(copy, file) : copy
      writeFileSync(target, damages.reduce(damaged, readFileSync(target)))
      importOf(copy)
    }),
    { numRuns: 60 }
  )
})
