// @vitest-environment happy-dom
// Extreme numbers, from a file of curves or a diverged network: each chart draws what can be drawn.

import { mount, type VueWrapper } from '@vue/test-utils'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Component } from 'vue'
import { CurveLog, type Curves } from '../../../src/shared/curve-log'
import type { TensorFrame } from '../../../src/shared/messages'
import GradientNormChart from '../../../src/renderer/charts/GradientNormChart.vue'
import Heatmap from '../../../src/renderer/charts/Heatmap.vue'
import LossChart from '../../../src/renderer/charts/LossChart.vue'
import SeriesChart from '../../../src/renderer/charts/SeriesChart.vue'
import en from '../../../src/renderer/locales/en/charts'

const extremes = [
  NaN,
  Infinity,
  -Infinity,
  1e308,
  -1e308,
  1.7976931348623157e308,
  3.4e38,
  1e-320,
  5e-324,
  0,
  -0,
  1,
  -1,
  2.5
]
const number = fc.constantFrom(...extremes)
const numbers = fc.array(number, { minLength: 1, maxLength: 40 })

/** A context that paints nothing and counts its calls. */
let painted = 0
function context(canvas: HTMLCanvasElement): unknown {
  const answers: Record<string, unknown> = {
    canvas,
    measureText: () => ({ width: 10, actualBoundingBoxAscent: 5, actualBoundingBoxDescent: 2 }),
    createImageData: (width: number, height: number) => ({
      width,
      height,
      data: new Uint8ClampedArray(4 * width * height)
    }),
    getLineDash: () => [],
    createLinearGradient: () => ({ addColorStop() {} }),
    createPattern: () => null
  }
  return new Proxy(answers, {
    get: (target, name: string) =>
      target[name] ??
      ((...values: unknown[]) => {
        if (['lineTo', 'fillRect', 'putImageData', 'drawImage', 'fillText'].includes(name)) painted += values.length
      }),
    set: () => true
  })
}

const errors: unknown[] = []
const note = (event: Event): void => void errors.push((event as ErrorEvent).error ?? event)
beforeEach(() => {
  painted = 0
  errors.length = 0
  window.addEventListener('error', note)
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (this: HTMLCanvasElement) {
    return context(this) as never
  })
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({
    x: 0,
    y: 0,
    left: 0,
    top: 0,
    right: 600,
    bottom: 300,
    width: 600,
    height: 300,
    toJSON: () => ''
  })
  for (const [side, size] of [
    ['clientWidth', 600],
    ['clientHeight', 300],
    ['offsetWidth', 600],
    ['offsetHeight', 300]
  ] as const) {
    vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(size)
  }
})
/** Reports the size of an observed element at once. */
class AtOnce {
  constructor(private readonly tell: (entries: object[]) => void) {}
  observe(): void {
    queueMicrotask(() => this.tell([{ contentRect: { width: 600, height: 300 } }]))
  }
  unobserve(): void {}
  disconnect(): void {}
}
vi.stubGlobal('ResizeObserver', AtOnce)
afterEach(() => {
  window.removeEventListener('error', note)
  vi.restoreAllMocks()
})

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en } })
const drawn = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

/** Shows a chart with each of its choices in turn, and moves the pointer and the keys on it. */
async function show(component: Component, props: object): Promise<void> {
  const chart: VueWrapper = mount(component, { props, global: { plugins: [i18n] }, attachTo: document.body })
  await drawn()
  for (const choice of [null, ...chart.findAll('input[type=checkbox]')]) {
    await choice?.setValue(!(choice.element as HTMLInputElement).checked)
    await drawn()
    const box = chart.find('.box')
    if (box.exists()) await box.trigger('pointermove', { clientX: 300, clientY: 150 })
  }
  const keyed = chart.find('canvas[tabindex]')
  if (keyed.exists()) for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await keyed.trigger('keydown', { key })
  await drawn()
  chart.unmount()
  expect(errors).toEqual([])
}

function curvesOf(losses: number[], norms: number[]): Curves {
  const log = new CurveLog()
  losses.forEach((loss, i) => log.append([i + 1, loss, norms[i % norms.length], norms[i % norms.length], i % 2, i]))
  return log.trimmed()
}
const few = { numRuns: 40 }

describe('numbers beyond all measure', () => {
  it('are drawn or left out by the chart of the loss and that of the gradient', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, numbers, number, async (losses, norms, level) => {
        const shown = { points: curvesOf(losses, norms), count: losses.length }
        const baselines = [{ key: 'uniform', kind: 'baseline', loss: level, values: {} }]
        const events = [
          {
            type: 'validation',
            step: 1,
            loss: level,
            accuracy: level,
            freeLoss: level,
            freeAccuracy: null,
            doubleLengthAccuracy: null
          }
        ]
        await show(LossChart, { ...shown, events, baselines, unit: 'nats', categorical: true, withoutTeacher: 'free' })
        await show(GradientNormChart, { ...shown, events: [], clipNorm: level })
      }),
      few
    )
    expect(painted).toBeGreaterThan(0)
  }, 60_000)

  it('are drawn or left out by the chart of a series', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, numbers, async (truth, free) => {
        const series = [truth, free].map((y, i) => ({ label: `series ${i}`, x: y.map((_, t) => t), y, colour: i }))
        await show(SeriesChart, { series, divider: { x: 1, label: 'free' }, xTitle: 'row' })
      }),
      few
    )
    expect(painted).toBeGreaterThan(0)
  }, 60_000)

  it('are drawn or left out by a heatmap', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, number, number, number, async (cells, min, max, norm) => {
        const frame: TensorFrame = {
          tensor: 'W',
          what: 'value',
          rows: cells.length,
          cols: 1,
          shownRows: cells.length,
          shownCols: 1,
          min,
          max,
          norm,
          cells: Float32Array.from(cells)
        }
        await show(Heatmap, { frame, title: 'W', rowName: 'row', columnName: 'column' })
      }),
      few
    )
    expect(painted).toBeGreaterThan(0)
  }, 60_000)
})
