// Runs a program whose last line is its measurement as JSON, and sums up several such measurements.

import { spawnSync } from 'node:child_process'

/**
 * @param {string[]} command program and arguments
 * @param {Record<string, string | number>} options become `--name value`
 */
export function measure([program, ...args], options) {
  const all = [...args, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])]
  const { stdout, stderr, status, error } = spawnSync(program, all, { encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(`${program} ${all.join(' ')} failed:\n${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

/** Unroll's own benchmark, bench.ts. */
export const unroll = [process.execPath, 'scripts/bench.mjs']

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}

/** @param {(string | number)[]} cells */
export const row = (cells) => console.log(`| ${cells.join(' | ')} |`)

/** @param {string[]} names */
export function head(names) {
  row(names)
  row(names.map(() => '---'))
}
