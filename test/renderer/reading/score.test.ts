// @vitest-environment happy-dom
// Scoring a table in the window: pasted, the errors of its columns, its least likely rows, and failures.

import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { themeNamed } from '../../../src/renderer/charts/theme'
import { plotExtent, plotScene, type Plot } from '../../../src/renderer/flow/plot'
import { i18n } from '../../../src/renderer/i18n'
import ScorePanel from '../../../src/renderer/reading/ScorePanel.vue'
import { answerSchema, type InspectionAnswer, type Question } from '../../../src/shared/inspection'
import { scoreCsv } from '../../../src/shared/score-text'

const answer = answerSchema.parse({
  kind: 'score',
  step: 40,
  rows: 3,
  sequences: 1,
  labels: { name: 'day', cells: ['Mon', 'Tue', 'Wed, late'] },
  columns: [{ column: 'a', mae: 1.5, rmse: 1.75, nrmse: 0.5 }],
  loss: 0.25,
  truth: Float64Array.of(1, 2, 3),
  predicted: Float64Array.of(NaN, 3, 1),
  nats: Float64Array.of(NaN, 1.25, 2.5),
  natsPerRow: 1.875
} satisfies InspectionAnswer)

let panel: VueWrapper
let questions: Question[] = []
afterEach(() => panel?.unmount())

async function paste(text: string, ask = async () => answer): Promise<void> {
  questions = []
  panel = mount(ScorePanel, {
    global: { plugins: [i18n] },
    attachTo: document.body,
    props: {
      ask: (question: Question) => {
        questions.push(question)
        return ask()
      },
      at: 40
    }
  })
  await panel.get('textarea').setValue(text)
  await panel.get('form').trigger('submit')
  await flushPromises()
}

describe.each(['en', 'ko'] as const)('a table, in %s', (language) => {
  it('is scored with its errors in the units of the data, the least likely row first', async () => {
    i18n.global.locale.value = language
    await paste('a\n1\n2\n3\n')
    expect(questions).toEqual([{ ask: 'score', at: 40, name: expect.any(String), content: 'a\n1\n2\n3\n' }])
    expect(panel.get('.finding').text()).toContain('1.875')
    const [columns, worst] = panel.findAll('table')
    expect(columns.findAll('tbody td').map((cell) => cell.text())).toEqual(['1.500', '1.750', '0.5000'])
    expect(worst.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))).toEqual([
      ['Wed, late', '2.500', '3.000', '1.000', '−2.000'],
      ['Tue', '1.250', '2.000', '3.000', '1.000']
    ])
    expect(panel.text()).not.toContain('reading.')
    await panel.setProps({ at: 20 })
    await flushPromises()
    expect(questions.at(-1)).toMatchObject({ ask: 'score', at: 20 })
  })
})

it('a table that cannot be read says why', async () => {
  i18n.global.locale.value = 'en'
  await paste('b\n1\n', () => Promise.reject(new Error('"b" is no column of the data.')))
  expect(panel.get('[role=alert]').text()).toContain('"b" is no column of the data.')
})

it('draws any number of rows', () => {
  const x = Float64Array.from({ length: 300_000 }, (_, i) => i)
  const plot: Plot = { lines: [{ label: 'a', x, y: x, colour: 0 }], xLog: false, yLog: false, must: [], marks: [] }
  expect(plotExtent(plot)).toEqual({ min: 0, max: 299_999 })
  const theme = themeNamed('light')
  const { curves, y } = plotScene(plot, theme, { x: null, buckets: 800, theme }, String)
  expect(y.max).toBeGreaterThan(299_999)
  // About two points a pixel, from the first to the last.
  expect(curves[0].points.length).toBeLessThan(1700)
  expect([curves[0].points[0].y, curves[0].points.at(-1)!.y]).toEqual([0, 299_999])
})

it('is saved as CSV with all rows', () => {
  if (answer.kind !== 'score') throw new Error(answer.kind)
  expect(scoreCsv(answer)).toBe(
    'row,day,nats,a,a foreseen,a error\n1,Mon,,1,,\n2,Tue,1.25,2,3,1\n3,"Wed, late",2.5,3,1,-2\n'
  )
})
