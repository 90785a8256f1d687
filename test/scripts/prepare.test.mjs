import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildIsStale, inWords, packagesDiffer, products, satisfies } from '../../scripts/prepare.mjs'

const range = '^20.19 || ^22.13 || >=24'

describe('satisfies', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.13.0', true],
    ['24.0.0', true],
    ['26.12.1', true],
    ['20.18.9', false],
    ['21.7.3', false],
    ['22.12.0', false],
    ['23.11.1', false],
    ['18.20.0', false]
  ])('compares Node %s with a range', (version, expected) => {
    expect(satisfies(version, range)).toBe(expected)
  })

  it('understands what Electron writes, and says what it does not', () => {
    expect(satisfies('22.12.0', '>= 22.12.0')).toBe(true)
    expect(satisfies('20.20.2', '>= 22.12.0')).toBe(false)
    expect(() => satisfies('22.12.0', '~22.12')).toThrow('~22.12')
    expect(() => satisfies('22.12.0', '>=22.12.7')).toThrow('>=22.12.7')
  })

  it('is said in words', () => {
    expect(inWords(range)).toBe('20.19 or a later 20, 22.13 or a later 22, 24 or newer')
  })
})

describe('packagesDiffer', () => {
  const locked = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'y', optional: true }
  }

  it('accepts that packages for other systems are absent', () => {
    expect(packagesDiffer(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'x' } })).toBe(false)
  })

  it('notices a missing package', () => {
    expect(packagesDiffer(locked, {})).toBe(true)
  })

  it('notices another version and another content', () => {
    expect(packagesDiffer(locked, { 'node_modules/a': { version: '1.0.1', integrity: 'x' } })).toBe(true)
    expect(packagesDiffer(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'z' } })).toBe(true)
  })

  it('notices a package that is no longer wanted', () => {
    const installed = { 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { version: '1.0.0' } }
    expect(packagesDiffer(locked, installed)).toBe(true)
  })
})

describe('buildIsStale', () => {
  /** Seconds of an imaginary clock: sources at 100, build from 200 to 210. */
  let folder = ''

  const touch = (path, time, content = '') => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    for (let at = file; at !== folder; at = dirname(at)) utimesSync(at, time, time)
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unroll-stale-'))
    touch('package.json', 100)
    touch('src/main/index.ts', 100)
    for (const product of products) touch(product, 205)
    touch('out/.built', 210, '200000')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('accepts a build that is newer than its sources', () => {
    expect(buildIsStale(folder)).toBe(false)
  })

  it.each(['src/renderer/App.vue', 'package-lock.json', 'tsconfig.base.json', 'electron.vite.config.ts'])(
    'notices a change of %s',
    (path) => {
      touch(path, 300)
      expect(buildIsStale(folder)).toBe(true)
    }
  )

  it('notices a change during the build', () => {
    touch('src/main/index.ts', 203)
    expect(buildIsStale(folder)).toBe(true)
  })

  it('notices a source that was removed', () => {
    rmSync(join(folder, 'src/main/index.ts'))
    expect(buildIsStale(folder)).toBe(true)
  })

  it('notices a missing product', () => {
    rmSync(join(folder, 'out/main/unroll.js'))
    expect(buildIsStale(folder)).toBe(true)
  })

  it('notices a product that the development server has written over', () => {
    touch('out/main/index.js', 400)
    expect(buildIsStale(folder)).toBe(true)
  })
})
