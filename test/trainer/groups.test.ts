// Runs on a table with several groups: training, validation and samples keep them apart, and a run goes on exactly.

import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TableReading } from '../../src/data/table/decisions'
import { recurrences, type Method } from '../../src/model/model'
import type { SeriesDataSet } from '../../src/data/series'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { readModel } from '../../src/trainer/model-file'
import { scoreRows } from '../../src/trainer/reading/score-rows'
import { utf8 } from '../data/batches'
import { drain } from '../drain'
import { openData, withDecisions } from '../../src/trainer/network'
import { drive, eventsOf, experiment, open, pointsIn, resources, temporaryFolder } from './support'

const rows = (name: string, count: number, level: number): string[] =>
  Array.from({ length: count }, (_, i) => `${name},${2000 + i},${level + Math.sin(i / 2)}`)

/** Three stations of different length; `level` is that of the second. */
function stations(reading: TableReading, level = 5, model = {}, learning = {}) {
  const path = join(temporaryFolder(), 'stations.csv')
  const lines = ['station,year,v', ...rows('A', 60, 1), ...rows('B', 37, level), ...rows('C', 21, 3)]
  writeFileSync(path, `${lines.join('\n')}\n`)
  const asked = experiment({
    data: { kind: 'series', source: 'file', path, reading },
    model: { recurrence: 'hidden', hiddenSize: 6, ...model },
    learning: { method: 'bptt', sequenceLength: 8, batchSize: 4, ...learning }
  })
  const data = openData(asked, resources)
  return { asked: withDecisions(asked, data), data }
}
const lossesOf = (folder: string): unknown => pointsIn(folder).map(({ step, loss }) => [step, loss])

describe('a run on several groups', () => {
  const methods: Record<(typeof recurrences)[number], Method> = {
    hidden: 'bptt',
    output: 'teacher-forcing',
    'hidden+output': 'teacher-forcing'
  }
  it.each(recurrences)('of recurrence %s learns, and goes on after a kill bit for bit', (recurrence) => {
    const { asked, data } = stations({}, 5, { recurrence }, { method: methods[recurrence] })
    const [whole, killed] = [temporaryFolder(), temporaryFolder()]
    const through = drive(open(asked, { folder: whole, data }))
    const broken = drive(open(asked, { folder: killed, data }), 33)
    const left = temporaryFolder()
    cpSync(killed, left, { recursive: true })
    void broken.close()
    void drive(open(asked, { folder: left, data, resume: true })).close()
    expect(lossesOf(left)).toEqual(lossesOf(whole))
    const [sample] = eventsOf(through, 'sample')
    expect(sample.sample).toMatchObject({ kind: 'series', group: 'A' })
    const losses = pointsIn(whole).map(({ loss }) => loss)
    expect(losses.at(-1)).toBeLessThan(losses[0])
    void through.close()
  })

  it('are scored as each of them alone', () => {
    const { asked, data } = stations({})
    const folder = temporaryFolder()
    void drive(open(asked, { folder, data }), 20).close()
    const network = { ...readModel(new Checkpoints(folder).fileOf(20)), experiment: asked, step: 20 }
    const score = (lines: string[]) =>
      drain(
        scoreRows(
          network,
          data as SeriesDataSet,
          (how) => how(utf8(`${['station,year,v', ...lines].join('\n')}\n`)),
          'new.csv'
        )
      )
    const [a, b] = [rows('D', 12, 2), rows('E', 9, 6)]
    const both = score([...a, ...b])
    const each = [score(a), score(b)]
    expect(both).toMatchObject({ rows: 21, sequences: 2, labels: { name: 'station, year' } })
    expect(both.labels!.cells[12]).toBe('E, 2000')
    expect(Array.from(both.predicted)).toEqual(each.flatMap(({ predicted }) => Array.from(predicted)))
    // The first row of each is only read, so 11 and 8 errors count.
    const errors = (11 * each[0].columns[0].mae + 8 * each[1].columns[0].mae) / 19
    expect(both.columns[0].mae).toBeCloseTo(errors, 12)
    expect(Number.isNaN(both.nats[12])).toBe(true)
  })

  it('reads the same with its stored decisions, and holds out whole groups', () => {
    const { asked, data } = stations({ heldOut: { groups: ['C'] } })
    expect(asked.data).toMatchObject({ reading: { heldOut: { groups: ['C'] }, roles: { station: 'group' } } })
    expect(openData(asked, resources)).toMatchObject({ sequences: (data as { sequences: unknown }).sequences })
    const session = drive(open(asked, { data }))
    // The held-out group is told for its first half, and then goes on by itself.
    const [{ sample }] = eventsOf(session, 'sample')
    expect(sample).toMatchObject({ group: 'C', firstRow: 1, freeFrom: 10 })
    void session.close()
  })
})
