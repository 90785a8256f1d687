// Every written file is run, for every network. A file with wrong answers is reported.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeC } from '../../../src/trainer/exports/c'
import { writeJavaScript } from '../../../src/trainer/exports/javascript'
import { differenceOf } from '../../../src/trainer/exports/written'
import { temporaryFolder } from '../support'
import { networks } from './networks'

describe.each([
  ['c', writeC, /(unroll_c\[\d+\] = \{)(-?[\d.e-]+)f/, (number: string) => `${Number(number) + 0.01}f`],
  ['javascript', writeJavaScript, /(const c = floats\(')([^']+)'/, (text: string) => `${moved(text)}'`]
] as const)('%s', (format, write, place, change) => {
  it.each(networks)('answers as its checkpoint does, and not when a number has changed: $name', ({ network }) => {
    const file = join(temporaryFolder(), 'network')
    write(network, file)
    expect(differenceOf(format, network, file)).toBeLessThan(1e-9)
    const text = readFileSync(file, 'utf8')
    const damaged = text.replace(place, (_, before: string, value: string) => before + change(value))
    expect(damaged).not.toBe(text)
    writeFileSync(file, damaged)
    expect(() => differenceOf(format, network, file)).toThrow('its answers are not those of the checkpoint')
  })
})

/** The base64 of floats of which the first is larger by 0.01. */
function moved(text: string): string {
  const bytes = Buffer.from(text, 'base64')
  bytes.writeFloatLE(bytes.readFloatLE(0) + 0.01, 0)
  return bytes.toString('base64')
}
