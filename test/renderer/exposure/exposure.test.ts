// @vitest-environment happy-dom
// The criterion with its numbers put in, and the panel that shows it.

import { flushPromises, mount } from '@vue/test-utils'
import katex from 'katex'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { makeFormat } from '../../../src/renderer/charts/format'
import ExposurePanel from '../../../src/renderer/exposure/ExposurePanel.vue'
import { criterionRows, firstError, isWrong, logProbability } from '../../../src/renderer/exposure/criterion'
import { i18n } from '../../../src/renderer/i18n'
import { outputs } from '../../../src/model/model'
import type { Question } from '../../../src/shared/inspection'
import { exposureSample } from './sample'

// KaTeX asks once, when it is loaded, whether the page is in standards mode.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

const kinds = [
  ...outputs.map((output) => [output, undefined] as const),
  ['sigmoid', 2] as const,
  ['linear', 2] as const
]

describe.each(kinds)('the criterion of %s, outputs %s', (output, ny) => {
  const answer = exposureSample(output, ny)

  it.each(['forced', 'free'] as const)('%s: adds up, and can be worked out with the digits that are shown', (way) => {
    const format = makeFormat('en')
    const read = (value: number, digits: number): number =>
      Number(format.digits(value, digits).replaceAll(',', '').replace('−', '-').replace('e−', 'e-'))
    const rows = criterionRows(answer, way)
    const result = rows.at(-1)!
    expect(rows).toHaveLength(4)
    let sum = 0
    for (const row of rows.slice(0, -1)) {
      const numbers = row.pieces.filter((piece) => typeof piece !== 'string')
      const worked = row.work!(numbers.map(({ value, digits }) => read(value, digits)))
      expect(Number(worked.toPrecision(row.digits))).toBe(read(row.value, row.digits))
      sum += read(row.value, row.digits)
      for (const tex of [row.name, ...row.pieces.filter((piece) => typeof piece === 'string')])
        expect(() => katex.renderToString(tex.replace(/^\)/, '{}'), { throwOnError: true }), tex).not.toThrow()
    }
    expect(Number(sum.toPrecision(result.digits))).toBe(read(result.value, result.digits))
    expect(result.value).toBeCloseTo(logProbability(answer, way), 12)
  })

  it('is minus the losses, as far as those are log probabilities', () => {
    const { shown, ny: n, sigma } = answer
    const losses = shown.forced.L.reduce((all, one) => all + one, 0)
    const expected =
      output === 'linear'
        ? -3 * (n / 2) * Math.log(2 * Math.PI * sigma! ** 2) - (n * losses) / (2 * sigma! ** 2)
        : -losses * (output === 'sigmoid' ? n : 1)
    expect(logProbability(answer, 'forced')).toBeCloseTo(expected, 12)
    expect(logProbability(answer, 'free')).toBeLessThan(logProbability(answer, 'forced'))
  })

  it('has the first error where its own output leaves the truth', () => {
    expect(firstError(answer)).toBe(3)
    expect([1, 2, 3, 4].map((t) => isWrong(answer, 'free', t))).toEqual([false, null, true, true])
    expect(isWrong(answer, 'forced', 4)).toBe(false)
  })
})

it('a missing value is no error, and its conditional is that of the known values', () => {
  const answer = exposureSample('linear', 2)
  const { shown, sigma } = answer
  shown.y[4] = NaN
  // L(t) is the mean over the known values.
  shown.forced.L[2] = 0.11 ** 2
  const [, third] = criterionRows(answer, 'forced').filter(({ kind }) => kind === 'addend')
  expect(third.value).toBeCloseTo(-0.5 * Math.log(2 * Math.PI * sigma! ** 2) - 0.11 ** 2 / (2 * sigma! ** 2), 10)
  shown.y[5] = shown.free.own[5]
  expect(isWrong(answer, 'free', 3)).toBe(false)
})

it('puts conditionals that are not written out into one number', () => {
  const rows = criterionRows(exposureSample('softmax'), 'forced', 1)
  expect(rows.map(({ kind, count }) => [kind, count])).toEqual([
    ['addend', undefined],
    ['addend', 2],
    ['result', undefined]
  ])
})

describe('the panel', () => {
  beforeEach(() => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  })
  const open = async (answer = exposureSample('softmax'), language: 'en' | 'ko' = 'en') => {
    i18n.global.locale.value = language
    const questions: Question[] = []
    const panel = mount(ExposurePanel, {
      global: { plugins: [i18n] },
      attachTo: document.body,
      props: {
        ask: async (question: Question) => {
          questions.push(question)
          return answer
        },
        at: 'now',
        step: 100,
        series: answer.output === 'linear',
        inputLabels: ['p', 'q'],
        outputLabels: answer.output === 'softmax' ? ['a', 'b', 'c'] : ['v'],
        unit: 'nats',
        sequenceLength: 4
      }
    })
    await flushPromises()
    return { panel, questions }
  }

  it('says where the two part, marks the first error, and has the difference as one number', async () => {
    const { panel, questions } = await open()
    expect(questions).toEqual([{ ask: 'exposure', source: { at: 'now', sequence: 0, steps: null, truncation: null } }])
    expect(panel.get('.finding').text()).toContain('part at t = 3')
    expect(panel.get('td.first').text()).toContain('a')
    const answer = exposureSample('softmax')
    const difference = logProbability(answer, 'free') - logProbability(answer, 'forced')
    expect(panel.get('.difference dd').text()).toBe(`${makeFormat('en').value(difference)} nats`)
    panel.unmount()
  })

  it.each(['softmax', 'linear'] as const)('explains NRMSE only where it is shown (%s)', async (output) => {
    const { panel } = await open(exposureSample(output))
    expect(panel.text().includes('NRMSE')).toBe(output === 'linear')
    panel.unmount()
  })

  it('asks for another sequence and another horizon', async () => {
    const { panel, questions } = await open()
    const [sequence, horizon] = panel.findAll('header input')
    await sequence.setValue('7')
    await horizon.setValue('9')
    await flushPromises()
    expect(questions.at(-1)).toEqual({
      ask: 'exposure',
      source: { at: 'now', sequence: 6, steps: 9, truncation: null }
    })
    panel.unmount()
  })

  it.each(['en', 'ko'] as const)('has words for every network in %s', async (language) => {
    for (const output of outputs) {
      for (const through of ['z', 'x', 'both', 'nothing'] as const) {
        const { panel } = await open({ ...exposureSample(output), through, told: through === 'z' ? 0 : 64 }, language)
        expect(panel.text()).not.toContain('exposure.')
        panel.unmount()
      }
    }
    i18n.global.locale.value = 'en'
  })
})
