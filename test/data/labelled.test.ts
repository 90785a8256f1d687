// One label a sequence: what is read, held out and refused, and the batches.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnValues } from '../../src/data/table/column'
import { groupsOf } from '../../src/data/table/groups'
import { LabelledDataSet, type LabelledOptions } from '../../src/data/labelled'
import type { TableReading } from '../../src/data/table/decisions'
import { understandTable } from '../../src/data/table/understand'
import { numbers, utf8 } from './batches'

const read = (text: string, change: Partial<LabelledOptions> = {}): LabelledDataSet =>
  new LabelledDataSet(utf8(text), {
    name: 'file.csv',
    labels: 'classes',
    validationFraction: 0.25,
    reading: {},
    ...change
  })
const table = (...rows: string[]): string => ['id,step,x,label', ...rows, ''].join('\n')
/** `count` sequences of 1 … 3 rows, with the labels in turn. */
const many = (count: number, labels: readonly (string | number)[]): string =>
  table(
    ...Array.from({ length: count }, (_, k) =>
      Array.from({ length: 1 + (k % 3) }, (_, t) => `s${k},${t},${k + t / 10},${labels[k % labels.length]}`)
    ).flat()
  )

test('every class gives its share to the held-out part, the same for every order of the rows', () => {
  const text = many(40, ['a', 'a', 'a', 'b'])
  const data = read(text)
  expect([data.nx, data.ny, data.output, data.readout, data.longest]).toEqual([1, 2, 'softmax', 'last-step', 3])
  const heldOut = data.heldOut.map((k) => data.label.of[k])
  expect([heldOut.filter((one) => one === 0).length, heldOut.filter((one) => one === 1).length]).toEqual([8, 3])
  // A class with one sequence is trained on.
  const rare = read(text + 'z,0,1,rare\n')
  expect(rare.heldOut.map((k) => rare.outputLabels[rare.label.of[k]])).not.toContain('rare')
  // The least fraction of few sequences still holds one out.
  expect(read(many(4, ['a', 'b']), { validationFraction: 0.01 }).heldOut).toHaveLength(1)
})

test('groups that a person names are held out, and scaling is fitted on the others', () => {
  const data = read(many(6, ['a', 'b']), { reading: { heldOut: { groups: ['s4', 's5'] } } })
  expect(data.heldOut.map((k) => data.sequences[k].name)).toEqual(['s4', 's5'])
  const trained = [0, 1, 1.1, 2, 2.1, 2.2, 3]
  const mean = trained.reduce((sum, value) => sum + value, 0) / trained.length
  expect(data.scaling.mean[0]).toBeCloseTo(mean, 12)
})

test('labels that are numbers are scaled by those that are trained on', () => {
  const text = many(8, [1.5, 2.5, 4, 8])
  const data = read(text, { labels: 'numbers', reading: { heldOut: { groups: ['s7'] } } })
  expect([data.ny, data.output, data.outputLabels]).toEqual([1, 'linear', ['label']])
  const labels = [1.5, 2.5, 4, 8, 1.5, 2.5, 4]
  const mean = labels.reduce((sum, value) => sum + value, 0) / 7
  const deviation = Math.sqrt(labels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 7)
  expect(data.scaling.label!.mean).toBeCloseTo(mean, 12)
  expect(data.scaling.label!.deviation).toBeCloseTo(deviation, 12)
  const [baseline] = data.baselines()
  expect(baseline).toMatchObject({ key: 'mean' })
  expect(baseline.loss).toBeCloseTo(((8 - mean) / deviation) ** 2, 12)
})

test('10,050 sequences with names in words stay apart, and too many names are refused', () => {
  const rows = Array.from({ length: 10_050 }, (_, k) => `s${k},0,${k % 7},${k % 2 ? 'a' : 'b'}`)
  const data = read(table(...rows))
  expect(data.sequences).toHaveLength(10_050)
  expect(data.sequences.at(-1)!.name).toBe('s10049')
  const plan = { name: 'id', type: 'text' }
  const crowded = { plan, texts: new Array<string>(100_000), values: new Float64Array(1) } as unknown as ColumnValues
  expect(() => groupsOf([crowded], [0])).toThrow(/Column "id" has 100000 or more different words/)
})

test('the baseline of classes is their frequency', () => {
  const data = read(many(8, ['a', 'a', 'a', 'b']), { reading: { heldOut: { groups: ['s0', 's3'] } } })
  const [{ key, loss, values }] = data.baselines()
  expect([key, values]).toEqual(['class-frequencies', { label: 'a', right: '50 %' }])
  expect(loss).toBeCloseTo(-(Math.log(5 / 6) + Math.log(1 / 6)) / 2, 12)
})

test('every sequence is trained on once in a pass, and every held-out one is measured once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (count, batch, seed) => {
      const data = read(many(count, ['a', 'b']))
      const nameOf = (value: number): number =>
        Math.floor(value * data.scaling.deviation[0] + data.scaling.mean[0] + 0.01)
      const source = data.training({ tau: 3, batch, seed })
      const trained = count - data.heldOut.length
      const seen = new Set<number>()
      for (let i = 0; i < Math.floor(trained / batch); i++) {
        const { batch: found } = source.next()
        const x = numbers(found.x)
        const y = found.y.kind === 'index' ? found.y.index : []
        for (let lane = 0; lane < batch; lane++) {
          const k = nameOf(x[lane])
          expect(seen.has(k) || data.heldOut.includes(k)).toBe(false)
          seen.add(k)
          expect(found.lengths![lane]).toBe(1 + (k % 3))
          expect(y[(found.lengths![lane] - 1) * batch + lane]).toBe(k % 2)
        }
      }
      const measured: number[] = []
      for (const { batch: found, fresh } of data.validation({ tau: 5, batch })) {
        expect(fresh).toBe(true)
        const x = numbers(found.x)
        for (let lane = 0; lane < found.batch; lane++) if (found.mask![lane] === 1) measured.push(nameOf(x[lane]))
      }
      expect(measured).toEqual(data.heldOut)
    }),
    { numRuns: 30 }
  )
})

test('a written table reads back, whatever the order of its sequences', () => {
  const sequences = fc.array(
    fc.record({ length: fc.integer({ min: 1, max: 6 }), label: fc.constantFrom('one', 'two', 'three') }),
    { minLength: 6, maxLength: 20 }
  )
  fc.assert(
    fc.property(sequences, fc.constantFrom(',', ';', '\t'), fc.array(fc.nat()), (all, sign, keys) => {
      fc.pre(new Set(all.map(({ label }) => label)).size > 1)
      const rows = all.flatMap(({ length, label }, k) =>
        Array.from({ length }, (_, t) => ({ key: keys[k % keys.length] ?? k, cells: [`q${k}`, t, k + t / 8, label] }))
      )
      const mixed = rows.toSorted((a, b) => a.key - b.key)
      const text = [['id', 'step', 'x', 'label'], ...mixed.map(({ cells }) => cells)].map((row) => row.join(sign))
      const data = read(`${text.join('\n')}\n`)
      for (const [i, { name, begin, end }] of data.sequences.entries()) {
        const k = Number(name!.slice(1))
        expect(Array.from(data.raw.subarray(begin, end))).toEqual(
          Array.from({ length: all[k].length }, (_, t) => k + t / 8)
        )
        expect(data.outputLabels[data.label.of[i]]).toBe(all[k].label)
      }
      expect(data.sequences).toHaveLength(all.length)
      // Its stored decisions read the same.
      expect(read(`${text.join('\n')}\n`, { reading: data.decisions }).raw).toEqual(data.raw)
    }),
    { numRuns: 40 }
  )
})

describe('what is refused, by name', () => {
  const rows = ['a,1,5,p', 'a,2,4,p', 'b,1,3,q', 'c,1,6,p', 'd,1,7,q']
  const with_ = (...changed: string[]): string => table(...rows, ...changed)
  const cases: [title: string, text: string, change: Partial<LabelledOptions>, error: RegExp][] = [
    [
      'a label that changes',
      with_('a,3,2,q'),
      { reading: { roles: { label: 'target' } } },
      /line 7: sequence "a" has the label "q" in column "label", but "p" in line 2/
    ],
    ['no label', with_('e,1,2,'), {}, /line 7: sequence "e" has no label in column "label"/],
    [
      'one class',
      table('a,1,5,p', 'b,1,3,p', 'c,1,4,p'),
      { reading: { roles: { label: 'target', id: 'group' } } },
      /every sequence has the label "p"/
    ],
    ['one step twice', with_('a,2,2,p'), {}, /line 7: sequence "a" has the same step in column "step" as in line 3/],
    [
      'a class only held out',
      with_('e,1,2,r'),
      { reading: { heldOut: { groups: ['e'] } } },
      /only held-out sequences have the label "r" \(column "label"\)/
    ],
    ['an unknown group', with_(), { reading: { heldOut: { groups: ['x'] } } }, /no group "x"/],
    ['a time to split at', with_(), { reading: { heldOut: { from: '2' } } }, /whole sequences are held out/],
    [
      'all held out',
      with_(),
      { reading: { heldOut: { groups: ['a', 'b', 'c', 'd'] } } },
      /4 sequences with labels, of which 0 are trained on/
    ],
    ['words as numbers', with_(), { labels: 'numbers' }, /labels of column "label" are no numbers \(first "p"\)/],
    ['numbers as classes', table('a,1,5,0.5', 'b,1,3,1.5', 'c,1,4,2'), {}, /numbers with fractions, such as 0.5/],
    [
      'no group',
      'x,label\n1,p\n2,q\n3,p\n',
      { reading: { roles: { label: 'target', x: 'input' } } },
      /no column that tells the sequences apart/
    ],
    [
      'two targets',
      with_(),
      { reading: { roles: { label: 'target', x: 'target', id: 'group' } } },
      /x, label are all targets/
    ],
    ['known ahead', with_(), { reading: { roles: { x: 'known-ahead' } } }, /column "x" cannot be known ahead/],
    ['nothing but the label', 'id,label\na,p\nb,q\nc,p\nd,q\n', {}, /no column of numbers/],
    ['a gap', with_('e,1,,p'), {}, /"x": 1 \(7\)/],
    [
      'a scaling of the label',
      with_(),
      { labels: 'classes', reading: { scaling: { label: 'log' } } },
      /"label" is the label, which is never scaled/
    ],
    ['gaps that are kept', with_('e,1,,p'), { reading: { gaps: 'keep' } }, /gaps cannot be kept/],
    ['a sequence of gaps', with_('e,1,,p'), { reading: { gaps: 'leave-out' } }, /sequence "e" has no row without gaps/]
  ]
  test.each(cases)('%s', (_, text, change, error) => {
    expect(() => read(text, change)).toThrow(error)
  })

  test('a sequence that is longer than τ', () => {
    expect(() => read(with_()).training({ tau: 1, batch: 1, seed: 0 })).toThrow(
      /sequence "a" has 2 rows.*Make the sequence length at least 2/
    )
  })
})

describe('what is refused is understood all the same, so that a person can decide otherwise', () => {
  const rows = ['a,1,5,p,k', 'a,2,4,p,k', 'b,1,3,q,l', 'c,1,6,p,l', 'd,1,7,q,k']
  const text = ['id,step,x,label,kind', ...rows, ''].join('\n')
  const roles = { id: 'group', step: 'time', x: 'input', label: 'target', kind: 'ignored' } as const
  const cases: [title: string, text: string, reading: TableReading, code: string, labels?: null][] = [
    ['a label that changes', text.replace('a,2,4,p', 'a,2,4,q'), {}, 'label-changes'],
    ['a label that is missing', text.replace('c,1,6,p', 'c,1,6,'), {}, 'label-missing'],
    ['one step twice', text.replace('a,2', 'a,1'), {}, 'step-twice'],
    ['gaps that are kept', text, { gaps: 'keep' }, 'labels-gaps-keep'],
    ['the group left out', text, { roles: { ...roles, id: 'ignored' } }, 'labels-no-groups'],
    ['no target', text, { roles: { ...roles, label: 'ignored' } }, 'labels-none'],
    ['two targets', text, { roles: { ...roles, kind: 'target' } }, 'labels-several'],
    ['a scaling of the label', text, { scaling: { label: 'log' } }, 'labels-scaling'],
    ['no input', text, { roles: { ...roles, x: 'ignored' } }, 'nothing-to-learn'],
    ['words as an input', text, { roles: { ...roles, kind: 'input' } }, 'column-not-numeric'],
    ['words as a target of a series', text, { roles: { ...roles, x: 'target' } }, 'column-not-numeric', null]
  ]
  test.each(cases)('%s', (_, of, reading, code, labels) => {
    const table = understandTable(utf8(of), {
      name: 'file.csv',
      given: reading,
      ...(labels !== null && { labels: 'classes' })
    })
    expect(table.refusal?.code).toBe(code)
    const told = { ...roles, ...reading.roles }
    expect(Object.fromEntries(table.columns.map(({ name, role }) => [name, role]))).toEqual(told)
    if (labels !== null) expect(() => read(of, { reading })).toThrow(table.refusal!)
  })

  test('another label is taken where a person gives it the role', () => {
    const data = read(text, { reading: { roles: { kind: 'target' } } })
    expect([data.label.name, data.outputLabels]).toEqual(['kind', ['k', 'l']])
  })
})
