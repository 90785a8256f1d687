// @vitest-environment happy-dom
// No panel shows an answer under the name of another question, even when answers come late and in any order.

import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Component } from 'vue'
import type { InspectionAnswer, InspectionSource, Question } from '../../../src/shared/inspection'
import { sourceOf } from '../source-of'
import HeatmapView from '../../../src/renderer/charts/HeatmapView.vue'
import CheckPanel from '../../../src/renderer/flow/CheckPanel.vue'
import ErrorCurve from '../../../src/renderer/flow/ErrorCurve.vue'
import FlowPanel from '../../../src/renderer/flow/FlowPanel.vue'
import InfluencePanel from '../../../src/renderer/flow/InfluencePanel.vue'
import LinePlot from '../../../src/renderer/flow/LinePlot.vue'
import MatrixMap from '../../../src/renderer/flow/MatrixMap.vue'
import SpectrumPanel from '../../../src/renderer/flow/SpectrumPanel.vue'
import TruncationPanel from '../../../src/renderer/flow/TruncationPanel.vue'
import type { Line } from '../../../src/renderer/flow/plot'
import ContributionBars from '../../../src/renderer/through-time/ContributionBars.vue'
import type { TensorFrame } from '../../../src/shared/messages'
import en from '../../../src/renderer/locales/en'
import { unrolledSample } from '../through-time/sample'
import { events, late } from './late'

/** A number for a source that its answer can carry: step of the parameters, sequence, and length of the sequence. */
const codeOf = ({ at, sequence, steps }: InspectionSource): number =>
  100 * (typeof at === 'object' ? at.held : at === 'now' ? 9 : at) + 10 * sequence + (steps ?? 0)
const list = (length: number, value: number): Float64Array<ArrayBuffer> => new Float64Array(length).fill(value)

function answerTo(question: Question): InspectionAnswer {
  const code = codeOf(sourceOf(question))
  const tau = sourceOf(question).steps!
  switch (question.ask) {
    case 'exposure':
      throw new Error('No panel of Through time asks this.')
    case 'contributions': {
      const { tensor, row, col } = question
      const total = code + row / 10 + col / 100
      return { kind: 'contributions', tensor, row, col, perStep: list(tau, total / tau), total }
    }
    case 'flow':
      return {
        kind: 'flow',
        step: Math.floor(code / 100),
        names: null,
        dhNorm: list(tau, code),
        daNorm: list(tau, 1),
        slopes: new Float32Array(tau),
        unitsPerRow: 1,
        lastLoss: list(tau, code),
        finding: 'healthy',
        growth: code / 1000
      }
    case 'influence':
      return { kind: 'influence', tau, losses: list(tau * tau, code), states: list(tau, code), bound: null }
    case 'spectrum':
      return {
        kind: 'spectrum',
        step: Math.floor(code / 100),
        size: 1,
        re: list(1, 0),
        im: list(1, 0),
        singular: list(1, code),
        spectralRadius: code,
        largestSingular: code
      }
    case 'check':
      return {
        kind: 'check',
        epsilon: question.epsilon,
        tensors: [
          {
            tensor: 'W',
            cells: code,
            worst: { row: code, col: 0, error: 1e-9, analytic: 1, numeric: 1 },
            float32: { row: 0, col: 0, value: 1, truth: 1, error: 0 }
          }
        ]
      }
    case 'error-curve': {
      const { tensor, row, col } = question
      return {
        kind: 'error-curve',
        tensor,
        row,
        col,
        epsilon: list(1, 1e-5),
        error: list(1, code + row / 10 + col / 100)
      }
    }
    case 'truncation':
      return {
        kind: 'truncation',
        ks: question.ks,
        tensors: [{ tensor: 'W', cosine: question.ks.map(() => code / 1000), ratio: question.ks.map(() => 1) }]
      }
    case 'unroll':
      throw new Error('Not a question of these panels.')
    default:
      throw new Error(`"${question.ask}" is no question about a source.`)
  }
}

const sources: InspectionSource[] = [1, 2].flatMap((held) =>
  [3, 4].flatMap((steps) => [0, 1].map((sequence) => ({ at: { held }, sequence, steps, truncation: null })))
)
const checkpointOf = (source: InspectionSource): InspectionSource => ({ ...source, at: codeOf(source) < 200 ? 1 : 2 })

let wrapper: VueWrapper
function show(component: Component, props: object): VueWrapper {
  const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } })
  wrapper = mount(component, { props, global: { plugins: [i18n] }, attachTo: document.body })
  return wrapper
}
const number = (text: string): number => Number(text.replaceAll(',', ''))
const marked = (panel: VueWrapper): boolean => panel.find('.being').exists()
const lines = (panel: VueWrapper, at: number): Line[] => panel.findAllComponents(LinePlot)[at].props('lines') as Line[]

beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  HTMLElement.prototype.checkVisibility = () => true
})
afterEach(() => {
  vi.restoreAllMocks()
})

interface Case {
  component: Component
  /** The props for each possible choice. */
  choices: object[]
  /** The sources as the panel asks about them. */
  source(choice: number): InspectionSource
  /** The number of the answer on the screen, after a check that all of it agrees; null where there is no answer. */
  shown(panel: VueWrapper): number | null
  /** The button to press after a choice, where a question needs one. */
  press?(panel: VueWrapper): Promise<void>
}
const panelProps = (source: InspectionSource): object => ({ source, step: 1, live: false, checkpoints: [] })
const held = { choices: sources.map(panelProps), source: (choice: number) => sources[choice] }
const followed = {
  choices: sources.map((one) => panelProps(checkpointOf(one))),
  source: (choice: number) => checkpointOf(sources[choice])
}

const cases: Record<string, Case> = {
  flow: {
    component: FlowPanel,
    ...followed,
    shown(panel) {
      if (!panel.find('.finding').exists()) return null
      const code = lines(panel, 0)[0].y[0]
      expect(lines(panel, 1)[0].y[0]).toBe(code)
      expect(panel.get('.finding').text()).toContain(`multiplies the gradient by ${code / 1000};`)
      expect(panel.get('header .muted').text()).toBe(`step ${Math.floor(code / 100)}`)
      // The history holds only one sequence (unless it has just begun anew), and each column has its own step.
      const { values, cols } = panel.findAllComponents(MatrixMap)[1].props() as {
        values: Float64Array
        cols: readonly number[]
      }
      const sequences = new Set(cols.map((step, i) => values[i] - 100 * step))
      expect(sequences.size).toBeLessThanOrEqual(1)
      return code
    }
  },
  influence: {
    component: InfluencePanel,
    ...held,
    choices: held.choices.map((props) => ({ ...props, small: true })),
    shown(panel) {
      const map = panel.findComponent(MatrixMap)
      if (!map.exists()) return null
      const { values, rows } = map.props() as { values: Float64Array; rows: readonly number[] }
      expect(rows.length).toBe(values[0] % 10)
      expect(lines(panel, 0)[0].y[0]).toBe(values[0])
      return values[0]
    }
  },
  spectrum: {
    // The spectrum does not depend on the sequence.
    component: SpectrumPanel,
    ...followed,
    source: (choice) => ({ ...followed.source(choice), sequence: 0, steps: null }),
    shown(panel) {
      if (!panel.find('dl').exists()) return null
      const [radius, largest, step] = panel.findAll('dd').map((one) => number(one.text()))
      expect(largest).toBe(radius)
      expect(step).toBe(Math.floor(radius / 100))
      return radius
    }
  },
  truncation: {
    component: TruncationPanel,
    ...held,
    shown(panel) {
      if (!panel.find('table').exists()) return null
      const code = lines(panel, 0)[0].y[0] * 1000
      const tau = Math.max(...Array.from(lines(panel, 0)[0].x))
      expect(tau).toBe(Math.round(code) % 10)
      const k = number(panel.get('output').text())
      expect(panel.get('.finding').text()).toContain(
        k < tau ? `k = ${k} cuts the ${tau} steps` : `k = ${k} spans the whole`
      )
      return Math.round(code)
    }
  },
  check: {
    component: CheckPanel,
    ...held,
    press: (panel) => panel.get('form').trigger('submit'),
    shown(panel) {
      if (!panel.find('table').exists()) return null
      const code = number(panel.get('tbody td').text())
      expect(panel.get('.finding').text()).toContain(`∇W[${code}, 0]`)
      return code
    }
  }
}

describe('no answer is shown under another question’s name', () => {
  it.each(Object.entries(cases))('in the panel %s', async (_, { component, choices, source, shown, press }) => {
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const trainer = late(answerTo)
        let choice = 0
        const panel = show(component, { ...choices[0], ask: trainer.ask })
        const check = (): void => {
          const code = shown(panel)
          if (code !== null && !marked(panel)) expect(code).toBe(codeOf(source(choice)))
        }
        for (const event of happening) {
          if ('answer' in event) await trainer.answer(event.answer)
          else {
            choice = event.choose
            await panel.setProps(choices[choice])
            await press?.(panel)
          }
          check()
        }
        while (trainer.open > 0) {
          await trainer.answer(0)
          check()
        }
        expect(marked(panel)).toBe(false)
        panel.unmount()
      }),
      { numRuns: 20 }
    )
  })

  it('in the bars of a sum', async () => {
    const unrolled = unrolledSample()
    const cells = [
      [0, 0],
      [1, 0],
      [0, 1],
      [2, 2]
    ] as const
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const trainer = late(answerTo)
        const propsOf = (choice: number): object => ({
          source: sources[choice < 4 ? 2 : 6],
          unrolled: { ...unrolled, step: choice < 4 ? 1 : 2 },
          focus: { of: 'sum', tensor: 'W', row: cells[choice % 4][0], col: cells[choice % 4][1] }
        })
        let choice = 0
        const bars = show(ContributionBars, { ...propsOf(0), ask: trainer.ask })
        const check = (): void => {
          if (!bars.find('svg[role=img]').exists()) return
          const [, name, row, col, total] = /^(∇W\[(\d), (\d)\]) = ([\d.]+)/.exec(
            bars.get('svg[role=img]').attributes('aria-label')!
          )!
          const [, titled, step] = /to (\S+ \S+), at training step (\d)/.exec(bars.get('figcaption').text())!
          expect(titled).toBe(name)
          expect(number(total)).toBeCloseTo(100 * Number(step) + 4 + Number(row) / 10 + Number(col) / 100, 1)
          if (!marked(bars))
            expect([Number(row), Number(col), Number(step)]).toEqual([...cells[choice % 4], choice < 4 ? 1 : 2])
          // A bar leads to a step of its own sum.
          expect(name).toBe(`∇W[${row}, ${col}]`)
        }
        for (const event of happening) {
          if ('answer' in event) await trainer.answer(event.answer)
          else await bars.setProps(propsOf((choice = event.choose)))
          check()
        }
        bars.unmount()
      }),
      { numRuns: 20 }
    )
  })

  it('in the curve of an error', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const trainer = late(answerTo)
        const cellOf = (choice: number): object => ({ tensor: 'W', row: choice % 3, col: choice })
        const curve = show(ErrorCurve, { ask: trainer.ask, source: sources[0], tensors: ['W'], cell: cellOf(0) })
        let choice = 0
        for (const event of happening) {
          if ('answer' in event) await trainer.answer(event.answer)
          else await curve.setProps({ cell: cellOf((choice = event.choose)) })
          if (!curve.findComponent(LinePlot).exists()) continue
          const [, row, col] = /∇W\[(\d), (\d)\]/.exec(curve.get('h3').text())!
          expect(lines(curve, 0)[0].y[0]).toBe(codeOf(sources[0]) + Number(row) / 10 + Number(col) / 100)
          if (!marked(curve)) expect(Number(col)).toBe(choice)
        }
        curve.unmount()
      }),
      { numRuns: 20 }
    )
  })

  it('in the heatmaps, when what is watched changes before the next frame', async () => {
    const norms: Record<string, number> = { 'U value': 1, 'U gradient': 2, 'W value': 3, 'W gradient': 4 }
    const frame = (tensor: 'U' | 'W', what: TensorFrame['what']): TensorFrame => ({
      tensor,
      what,
      rows: 2,
      cols: 2,
      shownRows: 2,
      shownCols: 2,
      min: -1,
      max: 1,
      norm: norms[`${tensor} ${what}`],
      cells: new Float32Array(4)
    })
    const frames = [frame('U', 'value'), frame('U', 'gradient'), frame('W', 'value'), frame('W', 'gradient')]
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const view = show(HeatmapView, { frames, inputLabels: [], outputLabels: [], recurrence: 'hidden' })
        for (const event of happening) {
          if ('answer' in event) await view.setProps({ frames: event.answer === 3 ? frames : [frames[event.answer]] })
          else {
            const buttons = view.findAll('.enlarge')
            if (buttons.length > 0) await buttons[event.choose % buttons.length].trigger('click')
            else await view.get('header button').trigger('click')
          }
          for (const caption of view.findAll('.caption')) {
            const name = caption.get('b').text()
            expect(caption.get('.norm').text()).toBe(
              `‖${name}‖ ${norms[`${name.at(-1)} ${name.length > 1 ? 'gradient' : 'value'}`]}.000`
            )
          }
        }
        view.unmount()
      }),
      { numRuns: 20 }
    )
    await flushPromises()
  })
})
