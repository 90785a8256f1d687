// reading.py of the exported folder reads the tables of the corpus as the studio does, or says what it cannot read.

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { continueLabels } from '../../../src/data/continue-labels'
import { SeriesDataSet } from '../../../src/data/series'
import type { GapRule } from '../../../src/model/table'
import { pythonWith } from '../../python'
import { bytesOf, tableCases } from '../../data/tables'
import { resources, temporaryFolder } from '../support'

const python = pythonWith('csv')
const ahead = 3

/** The series of a table of the corpus by the first rule for gaps that reads it; null where none does. */
function seriesOf(bytes: Uint8Array, rules: readonly GapRule[]): SeriesDataSet | null {
  const options = { name: 'table', delimiter: 'auto', header: 'auto', columns: [], validationFraction: 0.25 } as const
  for (const gaps of rules) {
    try {
      return new SeriesDataSet(bytes, { ...options, reading: { gaps } })
    } catch {
      // Another rule may read it.
    }
  }
  return null
}

/** The names of the rows, and those of the rows after the last one. */
function labelsOf({ labels, rows }: SeriesDataSet): Pick<Table, 'labels' | 'next'> {
  if (labels === null) return { labels: null, next: null }
  const there = labels.cells.slice(rows, rows + ahead)
  const further = there.length < ahead ? continueLabels(labels.cells, ahead - there.length) : []
  return { labels: [...labels.cells], next: further && [...there, ...further] }
}

interface Table {
  values: string[]
  known: number
  labels: string[] | null
  next: string[] | null
}

const script = `
import json, sys
sys.path[:0] = [sys.argv[1]]
from reading import ReadingError, read_table
answers = []
for case in json.load(open(sys.argv[2], encoding='utf-8')):
    try:
        table = read_table(case['file'], case['data'], case['columns'], case['roles'])
        values = [repr(value) for row in table.rows for value in row]
        answers.append(
            {'values': values, 'known': table.known, 'labels': table.labels, 'next': table.next_labels(${ahead})})
    except ReadingError as error:
        answers.append({'error': str(error)})
json.dump(answers, sys.stdout)
`

describe.skipIf(python === null)('reading.py', () => {
  it('reads a table as the studio does, or names what it cannot read', () => {
    const place = temporaryFolder()
    const cases = tableCases.flatMap((one, i) => {
      const file = join(place, `${i}.csv`)
      writeFileSync(file, bytesOf(one))
      const filled = seriesOf(bytesOf(one), ['refuse', 'interpolate', 'carry', 'leave-out'])
      const kept = seriesOf(bytesOf(one), ['keep'])
      return [filled, kept?.gaps ? kept : null].flatMap((data) =>
        data === null || data.sequences.length > 1 || data.sequences[0].name !== null
          ? []
          : [{ title: `${one.title}, gaps: ${data.decisions?.gaps}`, data, file }]
      )
    })
    expect(cases.filter(({ data }) => data.gaps).length).toBeGreaterThan(20)
    const asked = join(place, 'cases.json')
    writeFileSync(
      asked,
      JSON.stringify(
        cases.map(({ data: { chosen, roles, decisions }, file }) => ({
          file,
          data: { delimiter: 'auto', header: 'auto', reading: decisions },
          columns: chosen,
          roles
        }))
      )
    )
    const { stdout, stderr } = spawnSync(python!, ['-c', script, join(resources, 'exports'), asked], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
    })
    expect(stderr).toBe('')
    const answers = JSON.parse(stdout) as ({ error: string } | Table)[]
    const read = answers.flatMap((answer, i) => {
      const { title, data } = cases[i]
      if ('error' in answer) {
        // The file, then its line or its columns.
        expect([title, answer.error]).toEqual([title, expect.stringMatching(/\.csv(, line \d+: "| has the columns )/)])
        return []
      }
      const { values, known, labels, next } = answer
      expect([title, known, values.map(Number)]).toEqual([title, data.rows, Array.from(data.raw)])
      return [{ title, labels, next, expected: labelsOf(data) }]
    })
    const dated = read.filter(({ title, labels, next, expected }) => {
      // Words that only the studio takes for dates stay as they are, and do not go on.
      if (next === null && labels?.join() !== expected.labels?.join()) return false
      expect([title, labels, next]).toEqual([title, expected.labels, expected.next])
      return true
    })
    // Most of the corpus is read, with its dates.
    expect(read.length / cases.length).toBeGreaterThan(0.8)
    expect(dated.length / read.length).toBeGreaterThan(0.85)
  })
})
