// The code of the laboratory's process, run inside the test.

import { expect, it } from 'vitest'
import { laboratoryReportSchema, type LaboratoryReport } from '../../../src/shared/laboratory'
import { LaboratoryHost } from '../../../src/trainer/laboratory/host'
import { eventually } from '../../eventually'
import { machine } from '../../machine'
import { resources } from '../support'

function start(): { host: LaboratoryHost; reports: LaboratoryReport[] } {
  const reports: LaboratoryReport[] = []
  return {
    host: new LaboratoryHost({ report: (report) => void reports.push(laboratoryReportSchema.parse(report)) }),
    reports
  }
}
const begin = (work: object): object => ({
  type: 'begin',
  work,
  resources,
  version: '1',
  kernels: 'portable',
  machine: { ...machine, cores: 1 }
})

it('tells how far it is, and rests when it is told to', async () => {
  const { host, reports } = start()
  host.receive({ type: 'rest', rests: true })
  host.receive(begin({ kind: 'cost' }))
  await new Promise(setImmediate)
  expect(reports).toEqual([])
  host.receive({ type: 'rest', rests: false })
  await eventually(() =>
    expect(reports.at(0)).toMatchObject({ type: 'progress', progress: { at: { kind: 'cost', tau: 16 } } })
  )
  host.receive({ type: 'rest', rests: true })
  const before = reports.length
  await new Promise(setImmediate)
  expect(reports).toHaveLength(before)
})

it('runs recipes, and gives the score of each', async () => {
  const { host, reports } = start()
  host.receive(begin({ kind: 'scorecard', recipes: ['no-such'] }))
  await eventually(() => expect(reports).toEqual([{ type: 'done' }]))
  host.receive(begin({ kind: 'scorecard', recipes: ['running-parity'] }))
  await eventually(() =>
    expect(reports.find((report) => report.type === 'progress')).toMatchObject({
      progress: { at: { kind: 'training', recipe: 'running-parity', seed: 1, steps: 1000 } }
    })
  )
  host.receive({ type: 'rest', rests: true })
})

it('fails in words, for orders too that are none', async () => {
  const { host, reports } = start()
  host.receive({ type: 'chess' })
  expect(reports).toMatchObject([{ type: 'failed' }])
  host.receive({ ...begin({ kind: 'scorecard', recipes: ['running-parity'] }), resources: '/nowhere' })
  await eventually(() =>
    expect(reports.at(-1)).toMatchObject({ type: 'failed', message: expect.stringContaining('/nowhere') })
  )
})
