import { describe, expect, expectTypeOf, test } from 'vitest'
import { checkReadout, loadDataSet, type AnyDataSet, type DataSpec } from '../../src/data/load'
import { previewData, type DataPreview } from '../../src/data/preview'
import { taskNames } from '../../src/data/tasks'
import { dataSchema, type ExperimentData } from '../../src/shared/experiment'
import { previewSchema, type Preview } from '../../src/shared/preview'
import { filesOf, utf8 } from './batches'

const load = (data: object, files: Record<string, Uint8Array> = {}): AnyDataSet =>
  loadDataSet(dataSchema.parse(data), filesOf(files))

test('the contract of shared/ fits', () => {
  expectTypeOf<ExperimentData>().toExtend<DataSpec>()
  expectTypeOf<DataPreview>().toExtend<Preview>()
})

describe('loadDataSet', () => {
  test('bundled data', () => {
    const text = load({ kind: 'text' })
    expect(text.kind === 'text' && text.ny).toBe(83)
    const series = load({ kind: 'series' })
    expect(series.kind === 'series' && series.chosen).toEqual(['sunspots'])
  })

  test('a chosen file; errors name it without its folders', () => {
    const text = load({ kind: 'text', source: 'file', path: '/home/me/a.txt' }, { '/home/me/a.txt': utf8('abcabc') })
    expect(text.inputLabels).toEqual(['a', 'b', 'c'])
    expect(() => load({ kind: 'text', source: 'file', path: 'C:\\me\\b.txt' }, { 'C:\\me\\b.txt': utf8('') })).toThrow(
      /^"b.txt" is empty/
    )
    expect(() => load({ kind: 'series', source: 'file' })).toThrow(/No file is chosen/)
  })

  test('the readout that the data ask for', () => {
    expect(() => checkReadout(load({ kind: 'task', task: 'adding' }), 'every-step')).toThrow(
      /Choose the readout "last-step"/
    )
    expect(() => checkReadout(load({ kind: 'task', task: 'adding' }), 'last-step')).not.toThrow()
    expect(() => checkReadout(load({ kind: 'text' }), 'last-step')).not.toThrow()
  })
})

describe('previewData', () => {
  test.each([{ kind: 'text' }, { kind: 'series' }, ...taskNames.map((task) => ({ kind: 'task', task }))])(
    '%j fits the schema',
    (spec) => {
      expect(() => previewSchema.parse(previewData(load(spec), 64))).not.toThrow()
    }
  )

  test('text', () => {
    const preview = previewData(load({ kind: 'text', source: 'file', path: 'a' }, { a: utf8('abacab한') }), 5)
    expect(preview).toMatchObject({ encoding: 'UTF-8', characters: 7, trainCharacters: 6, excerpt: 'abacab한' })
    expect(preview.kind === 'text' && preview.frequencies).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 1],
      ['한', 1]
    ])
  })

  test('series are thinned', () => {
    const csv = 'v\n' + Array.from({ length: 2500 }, (_, r) => r % 7).join('\n')
    const preview = previewData(load({ kind: 'series', source: 'file', path: 'a' }, { a: utf8(csv) }), 5)
    if (preview.kind !== 'series') throw new Error('wrong kind')
    expect(preview.rows).toBe(2500)
    expect(preview.curves[0].row).toHaveLength(834)
    expect(preview.curves[0].value).toEqual(preview.curves[0].row.map((r) => r % 7))
    expect(preview.names).toBeNull()
  })

  test('rows that are drawn have their names', () => {
    const csv = 'year,v\n' + Array.from({ length: 20 }, (_, r) => `${1900 + r},${r % 7}`).join('\n')
    const preview = previewData(load({ kind: 'series', source: 'file', path: 'a' }, { a: utf8(csv) }), 5)
    if (preview.kind !== 'series') throw new Error('wrong kind')
    expect(preview.names).toEqual({
      column: 'year',
      rows: preview.curves[0].row,
      names: preview.curves[0].row.map((r) => String(1900 + r))
    })
  })

  test('data that are too short for the sequences can be looked at, and say so', () => {
    const csv = 'v\n' + Array.from({ length: 20 }, (_, r) => r % 7).join('\n')
    const of = (tau: number) => previewData(load({ kind: 'series', source: 'file', path: 'a' }, { a: utf8(csv) }), tau)
    expect(of(13).unfit).toBeUndefined()
    expect(of(14)).toMatchObject({ rows: 20, unfit: { code: 'sequence-too-long', values: { pairs: 13, tau: 14 } } })
    expect(previewSchema.safeParse(of(14)).success).toBe(true)
  })

  test('examples of a task', () => {
    const preview = previewData(load({ kind: 'task', task: 'adding' }), 6)
    if (preview.kind !== 'task') throw new Error('wrong kind')
    expect(preview.examples).toHaveLength(5)
    expect(preview.examples[0].inputs.map((x) => x.length)).toEqual(Array(6).fill(2))
    expect(preview.examples[0].mask).toEqual([false, false, false, false, false, true])
    expect(preview.examples[0].inputSymbols).toBeUndefined()
  })

  test('examples of categories end where the sequence does, and have their symbols', () => {
    const preview = previewData(load({ kind: 'task', task: 'reber' }), 60)
    if (preview.kind !== 'task') throw new Error('wrong kind')
    for (const { inputs, targets, mask, inputSymbols, outputSymbols } of preview.examples) {
      expect(inputs.length).toBeLessThan(60)
      expect([targets.length, mask.length]).toEqual([inputs.length, inputs.length])
      expect(inputSymbols![inputs[0][0]]).toBe('B')
      expect(outputSymbols![targets.at(-1)![0]]).toBe('E')
      expect(mask).not.toContain(false)
    }
  })
})
