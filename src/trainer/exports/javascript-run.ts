// Runs an exported module of JavaScript in a context that has only the language: no modules, no process, no disk. Only
// texts go in and come out.

import { runInNewContext } from 'node:vm'
import type { Answers } from './answers'
import type { StoredNetwork } from './stored-network'

/** The module decodes its base64 with atob(). That function belongs to web pages and Node, not to the language. */
const prelude = `
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const numberOf = new Map(Array.from(signs, (sign, i) => [sign, i]))
function atob(text) {
  const bytes = []
  let [bits, count] = [0, 0]
  for (const sign of text.replaceAll('=', '')) {
    bits = (bits << 6) | numberOf.get(sign)
    count += 6
    if (count < 8) continue
    count -= 8
    bytes.push(String.fromCharCode((bits >> count) & 255))
    bits &= (1 << count) - 1
  }
  return bytes.join('')
}
`

/** Milliseconds after which the module is stopped. */
const patience = 120_000

/** The answers to `T` steps. A module that fails throws its error. */
export function runJavaScript(
  { model: { nx, ny }, input, feeding }: StoredNetwork,
  text: string,
  answers: Answers,
  T: number
): number[] {
  const rows = (values: readonly number[], n: number): number[][] =>
    Array.from({ length: T }, (_, t) => values.slice(t * n, (t + 1) * n))
  const asked = JSON.stringify({
    x: input === 'index' ? answers.x : rows(answers.x, nx),
    // The module's own random draws are replaced by those of the answers.
    z: feeding === 'sample' ? rows(answers.z, ny) : null
  })
  const script = `'use strict'
${prelude}
${text.replace(/^export /gm, '')}
;(() => {
  const { x, z } = JSON.parse(${JSON.stringify(asked)})
  const state = begin()
  const found = []
  x.forEach((input, t) => {
    found.push(...step(state, input))
    if (z) state.z = Float64Array.from(z[t])
  })
  return found.join(' ')
})()`
  const found = runInNewContext(script, Object.create(null) as object, {
    timeout: patience,
    contextCodeGeneration: { strings: false, wasm: false }
  }) as unknown
  return typeof found === 'string' ? found.split(' ').map(Number) : []
}
