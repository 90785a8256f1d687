// Every written file is run, for every network. A file with wrong answers is reported.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExportFormat } from '../../../src/shared/exports'
import { answersOf } from '../../../src/trainer/exports/answers'
import { writeC } from '../../../src/trainer/exports/c'
import { writeJavaScript } from '../../../src/trainer/exports/javascript'
import { runJavaScript } from '../../../src/trainer/exports/javascript-run'
import { writeOnnx, writeOnnxStep } from '../../../src/trainer/exports/onnx'
import type { StoredNetwork } from '../../../src/trainer/exports/stored-network'
import { differenceOf } from '../../../src/trainer/exports/written'
import { temporaryFolder } from '../support'
import { networks } from './networks'

type Write = (network: StoredNetwork, file: string) => void

/** How a file is written, and how its first number of c changes by 0.01. */
const formats: [ExportFormat, Write, (bytes: Buffer, network: StoredNetwork) => Buffer][] = [
  [
    'c',
    writeC,
    (bytes) => inText(bytes, /(unroll_c\[\d+\] = \{)(-?[\d.e-]+)f/, (number) => `${Number(number) + 0.01}f`)
  ],
  [
    'javascript',
    writeJavaScript,
    (bytes) => inText(bytes, /(const c = floats\(')([^']+)'/, (text) => `${moved(text)}'`)
  ],
  ['onnx', writeOnnx, changeFloats],
  ['onnx-step', writeOnnxStep, changeFloats]
]

describe.each(formats)('%s', (format, write, change) => {
  // onnx.test.ts runs ONNX of every network.
  const some = format.startsWith('onnx') ? networks.filter((_, i) => i % 6 === 0) : networks
  it.each(some)('answers as its checkpoint does, and not when a number has changed: $name', async ({ network }) => {
    const file = join(temporaryFolder(), 'network')
    write(network, file)
    expect(await differenceOf(format, network, file)).toBeLessThan(1e-4)
    const sound = readFileSync(file)
    const damaged = change(sound, network)
    expect(damaged.equals(sound)).toBe(false)
    writeFileSync(file, damaged)
    await expect(differenceOf(format, network, file)).rejects.toThrow('its answers are not those of the checkpoint')
  })
})

function inText(bytes: Buffer, place: RegExp, change: (text: string) => string): Buffer {
  return Buffer.from(bytes.toString().replace(place, (_, before: string, value: string) => before + change(value)))
}

/** The base64 of floats of which the first is larger by 0.01. */
function moved(text: string): string {
  const bytes = Buffer.from(text, 'base64')
  bytes.writeFloatLE(bytes.readFloatLE(0) + 0.01, 0)
  return bytes.toString('base64')
}

/** The bytes of c in a file, of which the first number is larger by 0.01. */
function changeFloats(bytes: Buffer, { parameters }: StoredNetwork): Buffer {
  const changed = Buffer.from(bytes)
  const at = changed.indexOf(Buffer.from(Float32Array.from(parameters.c).buffer))
  changed.writeFloatLE(changed.readFloatLE(at) + 0.01, at)
  return changed
}

describe('the code of a file', () => {
  const { network } = networks.find(({ network: { input } }) => input === 'index')!
  const runs = (body: string): number[] =>
    runJavaScript(
      network,
      `export function begin() { return {} }\nexport function step() { ${body} }`,
      answersOf(network, 1, 1),
      1
    )

  it('has nothing but the language', () => {
    expect(
      runs(
        'return [typeof require, typeof process, typeof fetch, typeof setTimeout].map((it) => it === "undefined" ? 1 : 0)'
      )
    ).toEqual([1, 1, 1, 1])
    expect(() => runs('return (globalThis.constructor ?? Object).constructor("return process")()')).toThrow(
      'Code generation'
    )
    expect(() => runs('return [].constructor.constructor("return 1")()')).toThrow(
      'Code generation from strings disallowed'
    )
  })
})
