// V8 is given no flag that it does not know.

import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knownFlags, recipes, wishes, type KernelHost } from '../../src/runtime/flags'

const host = fc.constantFrom<KernelHost>('node', 'utility')
const bare = (flag: string): string => flag.replace(/^--(no-)?/, '')
const allNames = wishes.flatMap(({ names }) => names.map(bare))

describe('the flags of V8', () => {
  it('are read off its own list', () => {
    const help = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout
    const known = knownFlags(help)
    expect(known.size).toBeGreaterThan(500)
    expect(known).toContain('liftoff')
    expect(known).not.toContain('no-liftoff')
    expect(knownFlags('')).toEqual(new Set())
  })

  it('are given only where they are known, whatever is known', () => {
    fc.assert(
      fc.property(fc.subarray(allNames), host, (known, where) => {
        for (const flag of recipes(new Set(known), where).flat()) expect(known).toContain(bare(flag))
      })
    )
  })

  it('are first tried all together, and at last without any that may be fatal', () => {
    fc.assert(
      fc.property(fc.subarray(allNames), host, (known, where) => {
        const all = recipes(new Set(known), where)
        const wanted = wishes
          .filter((wish) => wish.host === undefined || wish.host === where)
          .filter(({ names }) => names.some((name) => known.includes(bare(name))))
        expect(all[0]).toHaveLength(wanted.length)
        expect(all.at(-1)).toHaveLength(wanted.filter(({ risky }) => !risky).length)
        expect(new Set(all.map(String)).size).toBe(all.length)
      })
    )
  })

  it('have one name each: the newest that V8 knows', () => {
    expect(recipes(new Set(['wasm-revectorize', 'experimental-wasm-revectorize']), 'node')[0]).toEqual([
      '--wasm-revectorize'
    ])
    expect(recipes(new Set(['experimental-wasm-revectorize']), 'node')[0]).toEqual(['--experimental-wasm-revectorize'])
  })

  it('switch the checks of addresses off in a utility process alone', () => {
    const known = new Set(['wasm-bounds-checks'])
    expect(recipes(known, 'utility')).toEqual([['--no-wasm-bounds-checks']])
    expect(recipes(known, 'node')).toEqual([[]])
  })
})
