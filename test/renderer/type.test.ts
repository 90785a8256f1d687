// The app's own typefaces have every sign that the app can show, so no text depends on the machine.

import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create, type Font } from 'fontkit'
import { describe, expect, it } from 'vitest'
import { symbol } from '../../src/renderer/charts/labels'
import { fields } from '../../src/renderer/model/fields'

const root = join(import.meta.dirname, '../..')
const styles = join(root, 'src/renderer/styles')
const { resolve } = createRequire(import.meta.url)
const imported = ['@fontsource-variable/jetbrains-mono/index.css', 'katex/dist/katex.min.css']

/** The files of each family, as named in the style sheets. */
function facesOf(sheet: string): { family: string; weights: string; font: Font }[] {
  const { resolve } = createRequire(sheet)
  return [...readFileSync(sheet, 'utf8').matchAll(/@font-face ?\{([^}]*)\}/g)].map(([, face]) => {
    const [, family] = /font-family: ?["']?([^;"']+)/.exec(face)!
    const [, url] = /url\('?([^')]+)/.exec(face)!
    const file = url.startsWith('@') ? resolve(url) : join(dirname(sheet), url)
    return {
      family,
      weights: /font-weight: ?([^;]+)/.exec(face)?.[1] ?? '400',
      font: create(readFileSync(file)) as Font
    }
  })
}
const faces = [join(styles, 'fonts.css'), ...imported.map((sheet) => resolve(sheet))].flatMap(facesOf)
const tokens = readFileSync(join(styles, 'tokens.css'), 'utf8')
const families = (token: string): string[] =>
  new RegExp(`--${token}:([^;]+);`)
    .exec(tokens)![1]
    .split(',')
    .map((family) => family.trim().replaceAll("'", ''))

const signsOf = (...names: string[]): Set<number> =>
  new Set(faces.filter(({ family }) => names.includes(family)).flatMap(({ font }) => font.characterSet))
const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i))
const missing = (characters: Iterable<string>, signs: Set<number>): string[] =>
  [...new Set(characters)].filter((character) => character > '\u001f' && !signs.has(character.codePointAt(0)!))

/** All text in the sources of the window and of what it shows, without comments. */
function textsOf(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue|json)$/.test(name))
    .map((name) =>
      readFileSync(join(root, folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '')
    )
    .join('')
}

describe('the type of the app', () => {
  const texts = signsOf(...families('font-ui'))
  const code = signsOf(...families('font-mono'))

  it('is brought along by the first families of both tokens', () => {
    expect(faces.map(({ family }) => family)).toEqual(
      expect.arrayContaining([families('font-ui')[0], families('font-mono')[0]])
    )
  })

  it('has every syllable of Hangul, and its letters of today', () => {
    const hangul = [...range(0xac00, 0xd7a3), ...range(0x3131, 0x3163)]
    expect(hangul).toHaveLength(11_172 + 51)
    expect(missing(hangul, signsOf(families('font-ui')[0]))).toEqual([])
    expect(missing(hangul, code)).toEqual([])
  })

  it.each(['src/renderer', 'src/shared', 'src/data', 'resources/experiments'])('has every sign of %s', (folder) => {
    const characters = textsOf(folder)
    expect(characters).not.toBe('')
    expect(missing(characters, texts)).toEqual([])
  })

  it('has Latin, Greek, the signs of the book, and the pictures of control characters', () => {
    const signs = [
      ...range(0x20, 0x7e),
      ...range(0xa1, 0xff),
      ...'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψω',
      ...'∇Σ∂√∝∞∑∏∈≈≠≤≥±∓−×·÷½⊙⊕⊗‖∠←→↑↓↔⇄⌊⌋ᵀᵗᵢⱼₕₖₙ₀₁₂⁰¹²³⁻⁽⁾ŷŝȳ…–—‘’“”《》✓✗▲\u0302\u0304',
      ...range(0, 0x20).map(symbol).join(''),
      ...['\u007f', '\u00a0', '\ufeff'].map(symbol).join('')
    ]
    expect(missing(signs, texts)).toEqual([])
    expect(missing(signs, code)).toEqual([])
  })

  it('has every symbol of the fields, and the letters of the unrolled graph', () => {
    const symbols = fields.map(({ symbol: letter }) => letter ?? '').join('')
    expect(missing(`${symbols}xhoyŷLtUVWRbc`, signsOf(...families('font-math')))).toEqual([])
  })

  it('has every weight that is asked for', () => {
    const asked = [
      ...textsOf('src/renderer')
        .concat(...readdirSync(styles).map((name) => readFileSync(join(styles, name), 'utf8')))
        .matchAll(/font-weight[:=]\s?["']?(\d+)(?!\d* \d)/g)
    ].map(([, weight]) => Number(weight))
    expect(new Set(asked).size).toBeGreaterThan(2)
    for (const { weights, font } of faces.filter(({ family }) =>
      [families('font-ui')[0], families('font-mono')[0]].includes(family)
    )) {
      const [low, high] = weights.split(' ').map(Number)
      const { min, max } = font.variationAxes['wght']!
      expect([low, high]).toEqual([Math.max(min, low), Math.min(max, high)])
      expect(Math.min(...asked)).toBeGreaterThanOrEqual(low)
      expect(Math.max(...asked)).toBeLessThanOrEqual(high)
    }
  })

  it('has figures of one width', () => {
    const [face] = faces.filter(({ family }) => family === families('font-ui')[0])
    const widths = [...'0123456789'].map((figure) => face.font.layout(figure, ['tnum']).glyphs[0].advanceWidth)
    expect(new Set(widths).size).toBe(1)
  })

  it('is named in one place: no other family stands in the sources', () => {
    const named =
      textsOf('src/renderer').match(/font(-family)?:[^;{}`]*?\b(serif|sans-serif|monospace|system-ui)\b.*/g) ?? []
    expect(named).toEqual([])
  })
})
