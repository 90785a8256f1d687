import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { makeFormat } from '../../../src/renderer/charts/format'
import en from '../../../src/renderer/locales/en/through-time'
import { formsFor } from '../../../src/renderer/through-time/equations/forms'
import { focusName, plainName } from '../../../src/renderer/through-time/equations/notation'
import { specialCase, numbersIn, valueOf } from '../../../src/renderer/through-time/equations/put-in'
import type { Piece, SumRow } from '../../../src/renderer/through-time/equations/rows'
import { clampFocus, equationOf, focusFor, type Focus, type Quantity } from '../../../src/renderer/through-time/focus'
import { shapeOf, tensorsOf } from '../../../src/model/tensors'
import { feedsBack, sizeOf } from '../../../src/renderer/through-time/unrolled'
import { tableOf } from '../../../src/renderer/through-time/table'
import { unrolledSample, variants } from './sample'

const quantities: Quantity[] = ['x', 'y', 'z', 'a', 'h', 'o', 'yhat', 'L', 'dL', 'dO', 'dh', 'da']

function everyFocus(unrolled: ReturnType<typeof unrolledSample>): Focus[] {
  const steps = Array.from({ length: unrolled.tau + 1 }, (_, t) => t)
  const states = quantities
    .filter((of) => of !== 'z' || feedsBack(unrolled))
    .flatMap((of) =>
      steps
        .filter((t) => t > 0 || of === 'h' || of === 'z')
        .flatMap((t) => Array.from({ length: sizeOf(unrolled, of) }, (_, unit): Focus => ({ of, t, unit })))
    )
  const sums = tensorsOf(unrolled.recurrence).flatMap((tensor) => {
    const { rows, cols } = shapeOf(unrolled, tensor)
    return Array.from({ length: rows * cols }, (_, i): Focus => ({
      of: 'sum',
      tensor,
      row: Math.floor(i / cols),
      col: i % cols
    }))
  })
  return [...states, ...sums]
}
const addends = (rows: SumRow[]): number =>
  rows.filter(({ kind }) => kind === 'addend').reduce((sum, { value }) => sum + value, 0)
const result = (rows: SumRow[]): SumRow => rows.find(({ kind }) => kind === 'result')!
/** The result of a line, computed with its numbers. */
function workedOut(
  pieces: readonly Piece[],
  read: (piece: Exclude<Piece, string>) => number = ({ value }) => value
): number {
  const code = pieces
    .map((piece) => (typeof piece === 'string' ? piece : `(${read(piece)})`))
    .join('')
    .replaceAll('\\times', '*')
    .replace(/\\tfrac\{(\d)\}\{(\d)\}/g, '($1/$2)')
    .replaceAll('\\,', '')
    .replaceAll('\\tanh', 'Math.tanh')
    .replaceAll('\\exp', 'Math.exp')
    .replace(/-\\log\((.*)\)$/, '-Math.log($1)')
    .replace(/-\\log\((.*)/, '-Math.log($1')
    .replaceAll(')^2', ')**2')
  return new Function(`return ${code}`)() as number
}
const wrong = (a: number, b: number): boolean => !(Math.abs(a - b) <= 1e-12 * (1 + Math.abs(b)))

describe.each(variants)('the equations of $recurrence $readout $output $method $truncation', (options) => {
  const unrolled = unrolledSample(options)
  const forms = formsFor(unrolled)
  const all = everyFocus(unrolled)

  it('are typeset without an error, and have a sentence each', () => {
    const names = all.flatMap((focus) => [
      focusName(focus),
      ...numbersIn(unrolled, focus).flatMap(({ name, pieces }) => [
        name,
        ...pieces.filter((piece) => typeof piece === 'string')
      ])
    ])
    for (const tex of new Set([
      ...forms.flatMap(({ matrix, element, rule }) => [matrix, element, rule ?? '']),
      ...names
    ])) {
      expect(() => katex.renderToString(tex, { throwOnError: true }), tex).not.toThrow()
    }
    for (const { note } of forms) {
      const sentence = note
        .split('.')
        .reduce<unknown>((tree, key) => (tree as Record<string, unknown>)[key], en.throughTime.notes)
      expect(sentence, note).toBeTypeOf('string')
    }
  })

  it('come in the order of the book and open where their numbers come from', () => {
    const numbers = forms
      .map(({ number }) => parseFloat(number.replace('10.', '')))
      .filter((number) => !Number.isNaN(number))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    for (const focus of all) expect(forms.map(({ id }) => id)).toContain(equationOf(unrolled, focus))
    for (const { id } of forms)
      expect(equationOf(unrolled, focusFor(id, unrolled, { of: 'a', t: 1, unit: 6 }))).toBe(id)
  })

  it('add up to the answer with the numbers put in', () => {
    const off = all.filter((focus) => {
      const rows = numbersIn(unrolled, focus)
      if (!rows.some(({ kind }) => kind === 'addend')) return false
      return wrong(addends(rows), result(rows).value)
    })
    expect(off).toEqual([])
  })

  it('say what their lines show', () => {
    for (const focus of all) {
      const rows = numbersIn(unrolled, focus)
      for (const row of rows) {
        if (row.pieces.length > 0)
          expect(wrong(workedOut(row.pieces), row.value), `${plainName(focus)}: ${JSON.stringify(row)}`).toBe(false)
      }
    }
  })

  it.each(['en', 'ko'])(
    'can be worked out with the digits that are shown in %s, to the last digit of what comes out',
    (locale) => {
      const format = makeFormat(locale)
      const print = ({ value, digits }: { value: number; digits: number }): string => format.digits(value, digits)
      const read = (text: string): number => Number(text.replaceAll(',', '').replace('−', '-').replace('e−', 'e-'))
      /** Half a unit of the last shown digit. */
      const half = (text: string): number => {
        const [mantissa, power = '0'] = text.replaceAll(',', '').replace('e−', 'e-').split('e')
        return 0.5 * 10 ** (Number(power) - (mantissa.split('.')[1] ?? '').length)
      }
      function compare(result: number, row: SumRow, focus: Focus): void {
        const text = print(row)
        if (!(Math.abs(result - read(text)) <= half(text)))
          throw new Error(`${plainName(focus)}: ${row.name} comes to ${result}, shown is ${text}.`)
      }
      for (const focus of all) {
        for (const most of [4, 36]) {
          const rows = numbersIn(unrolled, focus, most)
          const last = result(rows)
          expect(last.digits).toBe(4)
          for (const row of rows)
            if (row.pieces.length > 0)
              compare(
                workedOut(row.pieces, (piece) => read(print(piece))),
                row,
                focus
              )
          if (last.pieces.length === 0 && rows.some(({ kind }) => kind === 'addend')) {
            compare(
              rows.filter(({ kind }) => kind === 'addend').reduce((sum, row) => sum + read(print(row)), 0),
              last,
              focus
            )
          }
          rows.forEach((head, i) => {
            const below = rows.slice(i + 1)
            const end = below.findIndex(({ kind }) => kind !== 'term' && kind !== 'rest')
            if (head.kind !== 'term' && head.kind !== 'rest' && end > 0)
              compare(
                below.slice(0, end).reduce((sum, row) => sum + read(print(row)), 0),
                head,
                focus
              )
          })
          // A part is the same number in another row.
          for (const part of rows.filter(({ kind }) => kind === 'part')) {
            const places = rows
              .flatMap(({ pieces }) => pieces)
              .filter((piece) => typeof piece !== 'string' && piece.to === null)
            expect(places.map((piece) => print(piece as { value: number; digits: number }))).toEqual([print(part)])
          }
        }
      }
    }
  )

  it('lead on to numbers that exist', () => {
    for (const focus of all) {
      for (const { pieces } of numbersIn(unrolled, focus)) {
        for (const piece of pieces) {
          if (typeof piece === 'string' || piece.to === null) continue
          expect(clampFocus(unrolled, piece.to), JSON.stringify(piece)).toEqual(piece.to)
          expect(valueOf(unrolled, piece.to)).toBeTypeOf('number')
        }
      }
    }
  })
})

describe('the numbers', () => {
  const unrolled = unrolledSample({ truncation: 2 })
  it('show the largest terms and the rest as one', () => {
    const rows = numbersIn(unrolled, { of: 'a', t: 3, unit: 2 })
    const [sum] = rows.filter(({ name }) => name.startsWith('\\sum_j W'))
    const terms = rows.slice(rows.indexOf(sum) + 1, rows.indexOf(sum) + 6)
    expect(terms.map(({ kind }) => kind)).toEqual(['term', 'term', 'term', 'term', 'rest'])
    expect(terms[4].count).toBe(3)
    const sizes = terms.slice(0, 4).map(({ value }) => Math.abs(value))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(terms.reduce((total, { value }) => total + value, 0)).toBeCloseTo(sum.value, 12)
  })
  it('show every term when more are asked for, zeros too', () => {
    const rows = numbersIn(unrolled, { of: 'a', t: 3, unit: 2 }, 36)
    expect(rows.filter(({ kind }) => kind === 'rest')).toEqual([])
    expect(rows.filter(({ kind }) => kind === 'term')).toHaveLength(7 + 4)
  })
  it('give the two addends of ∇h and say which case it is', () => {
    expect(specialCase(unrolled, { of: 'dh', t: 6, unit: 0 })).toBe('case1')
    expect(specialCase(unrolled, { of: 'dh', t: 4, unit: 0 })).toBe('case2cut')
    expect(specialCase(unrolled, { of: 'dh', t: 5, unit: 0 })).toBe('case2')
    const [back, down] = numbersIn(unrolled, { of: 'dh', t: 5, unit: 3 }).filter(({ kind }) => kind === 'addend')
    expect(back.value).toBeCloseTo(unrolled.dhFromNext[4 * 7 + 3], 14)
    expect(down.value).toBeCloseTo(unrolled.dhFromOutput[4 * 7 + 3], 14)
    expect(specialCase(unrolledSample({ recurrence: 'output' }), { of: 'dh', t: 2, unit: 0 })).toBe('apart')
  })
  it('give ∇o its own row, with digits that a difference of nearly equal numbers needs', () => {
    const sure = unrolledSample()
    sure.yhat[0] = 0.99987654
    sure.y.set([1, 0, 0])
    sure.dO[0] = sure.dL[0] * (sure.yhat[0] - 1)
    const rows = numbersIn(sure, { of: 'dO', t: 1, unit: 0 })
    expect(rows.map(({ kind, name }) => [kind, name])).toEqual([['result', '\\nabla o_{0}^{(1)}']])
    const format = makeFormat('en')
    expect(
      rows[0].pieces
        .map((piece) => (typeof piece === 'string' ? piece : format.digits(piece.value, piece.digits)))
        .join(' ')
    ).toBe('0.2000 \\times( 0.99987654 - 1.000 )')
    expect(format.digits(rows[0].value, rows[0].digits)).toBe('−2.469e−5')
  })
  it('say where there is nothing to differentiate', () => {
    expect(specialCase(unrolled, { of: 'h', t: 0, unit: 0 })).toBe('initial')
    expect(specialCase(unrolled, { of: 'dO', t: 2, unit: 0 })).toBe('noTarget')
  })
})

it('a missing target is shown as missing: it has no loss and no gradient, and the last known value is fed back', () => {
  const unrolled = unrolledSample({ output: 'linear', recurrence: 'hidden+output', gaps: true })
  const at = (of: Quantity, unit: number): Focus => ({ of, t: 3, unit })
  const lineOf = (focus: Focus) => result(numbersIn(unrolled, focus))
  expect([valueOf(unrolled, at('y', 0)), specialCase(unrolled, at('y', 0))]).toEqual([NaN, 'missing'])
  expect([lineOf(at('dO', 0)).value, lineOf(at('dO', 0)).pieces, specialCase(unrolled, at('dO', 0))]).toEqual([
    0,
    [],
    'missing'
  ])
  expect([lineOf(at('z', 0)).pieces, specialCase(unrolled, at('z', 0))]).toEqual([[], 'filled'])
  expect([specialCase(unrolled, at('y', 1)), specialCase(unrolled, at('z', 1))]).toEqual([null, null])
  // L(t) is a third of the squares of the two known values.
  const rows = numbersIn(unrolled, at('L', 0))
  expect(rows.filter(({ kind }) => kind === 'term')).toHaveLength(2)
  expect(result(rows).value).toBeCloseTo(rows[0].value / 3, 12)
  // Of the 5 steps with a target, 3 have two known values.
  expect(lineOf(at('dL', 0)).pieces).toEqual(['1\\,/\\,4'])
  const { rows: table, columns } = tableOf(unrolled, { inputLabels: [], outputLabels: [] }, makeFormat('en').tick)
  expect(table[2].cells[columns.indexOf('y')].value).toMatch(/^– \S+ \S+$/)
})
