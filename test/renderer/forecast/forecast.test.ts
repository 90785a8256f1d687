// @vitest-environment happy-dom
// The panel of a forecast: its chart and tables, what is asked, and the file.

import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { forecastLines } from '../../../src/renderer/forecast/lines'
import ForecastPanel from '../../../src/renderer/forecast/ForecastPanel.vue'
import { i18n } from '../../../src/renderer/i18n'
import { provideKeeper } from '../../../src/renderer/pictures/keeper'
import type { Role } from '../../../src/model/table'
import { forecastSchema, type Forecast } from '../../../src/shared/forecast'
import { forecastCsv } from '../../../src/shared/forecast-text'
import type { Question } from '../../../src/shared/inspection'

const errors = (mae: number) => ({ mae, rmse: 2 * mae, mase: mae / 2, nrmse: mae / 4 })
const sample = (change: Partial<Forecast> = {}): Forecast =>
  forecastSchema.parse({
    kind: 'forecast',
    step: 500,
    from: 3,
    rows: 4,
    trainRows: 2,
    horizon: 2,
    labels: { name: 'year', before: ['1998', '1999', '2000'], next: ['2001', '2002'] },
    origins: 12,
    tested: 2,
    groups: [],
    group: null,
    columns: [
      {
        name: 'spots',
        transform: 'none',
        before: [10, 20, 30],
        value: [31, 32],
        truth: [29],
        bands: [
          { share: 0.8, low: [28, 27], high: [34, 35] },
          { share: 0.95, low: [], high: [] }
        ],
        season: 11,
        methods: [
          { method: 'network', all: errors(4), steps: [errors(3), errors(5)] },
          { method: 'last-value', all: errors(2), steps: [errors(1), errors(3)] },
          { method: 'seasonal', all: errors(6), steps: [errors(6), errors(6)] }
        ],
        lastValueWins: true,
        lean: null
      }
    ],
    ...change
  })

let panel: VueWrapper
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})
afterEach(() => panel?.unmount())

async function open(answer = sample(), language: 'en' | 'ko' = 'en', roles: Role[] = ['target']) {
  i18n.global.locale.value = language
  const questions: Question[] = []
  const saveTable = vi.fn(async () => {})
  const none = async (): Promise<void> => {}
  panel = mount(
    defineComponent(() => {
      provideKeeper({ savePicture: none, saveTable, copyPicture: none, copyText: none, fail: () => {} })
      return () =>
        h(ForecastPanel, {
          at: 500,
          step: 600,
          roles,
          ask: async (question: Question) => {
            questions.push(question)
            return answer
          }
        })
    }),
    { global: { plugins: [i18n] }, attachTo: document.body }
  )
  await flushPromises()
  return { questions, saveTable }
}

describe('the panel', () => {
  it.each([
    ['rows', 'Rows of another file…', 'The data of the run again'],
    ['future', 'File of what is known ahead…', 'Without this file']
  ] as const)('takes a file of %s, and leaves it again', async (which, take, leave) => {
    const { questions } = await open(sample(), 'en', ['target', 'known-ahead'])
    expect(questions[0]).toMatchObject({ rows: null, future: null })
    const input = panel.get<HTMLInputElement>(`input[aria-label="${take}"]`)
    Object.defineProperty(input.element, 'files', { value: [new File(['price\n1\n'], 'next.csv')] })
    await input.trigger('change')
    await vi.waitFor(() => expect(questions).toHaveLength(2))
    const given = (questions[1] as Extract<Question, { ask: 'forecast' }>)[which]!
    expect([given.name, new TextDecoder().decode(given.content)]).toEqual(['next.csv', 'price\n1\n'])
    await flushPromises()
    expect(panel.text().includes('The rows are those of “next.csv”')).toBe(which === 'rows')
    await panel
      .findAll('button')
      .find((one) => one.text() === leave)!
      .trigger('click')
    expect(questions[2]).toMatchObject({ rows: null, future: null })
  })

  it('forecasts one row where a column is only an input, and has no file of the future where nothing is known', async () => {
    const { questions } = await open(sample(), 'en', ['target', 'input'])
    expect(questions[0]).toMatchObject({ horizon: 1 })
    expect(panel.findAll('input[type="file"]')).toHaveLength(1)
  })

  it('shows labels, values, bands and what came true, and the errors of each method', async () => {
    await open()
    expect(panel.findAll('thead')[0].text()).toContain(`NRMSE at row ${sample().tested} ahead`)
    const [methods, rows] = panel
      .findAll('table')
      .map((table) => table.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text())))
    expect(methods.map(([name, mae]) => [name, mae])).toEqual([
      ['network', '4.000'],
      ['last value', '2.000'],
      ['last value of the season (11 rows)', '6.000']
    ])
    expect(rows).toEqual([
      ['2001', '31.00', '28.00 to 34.00', '–', '29.00'],
      ['2002', '32.00', '27.00 to 35.00', '–', '']
    ])
  })

  it('names differencing where the last value wins, unless the network learns changes already', async () => {
    await open()
    expect(panel.get('.finding').text()).toContain('differencing')
    panel.unmount()
    const [column] = sample().columns
    await open(sample({ columns: [{ ...column, transform: 'difference' }] }))
    expect(panel.get('.finding').text()).not.toContain('differencing')
    panel.unmount()
    await open(sample({ columns: [{ ...column, lastValueWins: false }] }))
    expect(panel.find('.finding').exists()).toBe(false)
    panel.unmount()
    await open(sample({ columns: [{ ...column, lastValueWins: false, lean: -12.5 }] }))
    expect(panel.get('.finding').text()).toContain('12.50 too high on average')
  })

  it('asks for another horizon, row and season, and saves the table', async () => {
    const { questions, saveTable } = await open()
    expect(questions).toEqual([
      { ask: 'forecast', at: 500, horizon: 24, from: null, season: null, rows: null, future: null, group: null }
    ])
    const [horizon, from, season] = panel.findAll('header input')
    await horizon.setValue('7')
    await from.setValue('4')
    await season.setValue('12')
    await flushPromises()
    expect(questions.at(-1)).toEqual({
      ask: 'forecast',
      at: 500,
      horizon: 7,
      from: 4,
      season: 12,
      rows: null,
      future: null,
      group: null
    })
    await panel.findAll('header button').at(-1)!.trigger('click')
    expect(saveTable).toHaveBeenCalledWith('Forecast', forecastCsv(sample()))
  })

  it.each(['en', 'ko'] as const)('has words for everything in %s', async (language) => {
    for (const change of [{}, { labels: null }, { origins: 0, tested: 0 }]) {
      await open(sample(change), language)
      expect(panel.text()).not.toContain('forecast.')
      panel.unmount()
    }
  })
})

it('the lines of the forecast begin at the last known value', () => {
  const words = { known: 'known', truth: 'true', forecast: 'forecast', band: String }
  const lines = forecastLines(sample().columns[0], 3, words)
  expect(lines.map(({ label, x, y }) => [label, x, y])).toEqual([
    ['known', [1, 2, 3], [10, 20, 30]],
    ['true', [3, 4], [30, 29]],
    ['forecast', [3, 4, 5], [30, 31, 32]],
    ['0.8', [3, 4, 5], [30, 28, 27]],
    ['0.8', [3, 4, 5], [30, 34, 35]]
  ])
})
