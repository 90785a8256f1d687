// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import { defineComponent, h, ref, useTemplateRef, type Component, type Ref } from 'vue'
import { plainDrawing } from '../../../src/shared/drawing'
import type { SampleEvent } from '../../../src/shared/run'
import type { TensorFrame, Watch } from '../../../src/shared/messages'
import DataPreview from '../../../src/renderer/charts/DataPreview.vue'
import Heatmap from '../../../src/renderer/charts/Heatmap.vue'
import HeatmapView from '../../../src/renderer/charts/HeatmapView.vue'
import { useZoom, type Axis } from '../../../src/renderer/charts/use-zoom'
import { alike, type Range } from '../../../src/renderer/charts/range'
import LossChart from '../../../src/renderer/charts/LossChart.vue'
import SampleView from '../../../src/renderer/charts/SampleView.vue'
import TaskExample from '../../../src/renderer/charts/TaskExample.vue'
import en from '../../../src/renderer/locales/en'
import ko from '../../../src/renderer/locales/ko'

let wrapper: VueWrapper | undefined

function show(component: Component, props: object, locale: 'en' | 'ko' = 'en'): VueWrapper {
  const i18n = createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'en',
    messages: { en, ko },
    missing: (_, key) => {
      throw new Error(`No text for ${key}`)
    }
  })
  wrapper = mount(component, { props, global: { plugins: [i18n] }, attachTo: document.body })
  return wrapper
}

// happy-dom paints nothing. Without a context the rest of the components still works.
beforeEach(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
})

const frame = (tensor: TensorFrame['tensor'], what: TensorFrame['what'], rows = 4, cols = 3): TensorFrame => ({
  tensor,
  what,
  rows,
  cols,
  shownRows: rows,
  shownCols: cols,
  min: -1,
  max: 1,
  norm: 2,
  cells: Float32Array.from({ length: rows * cols }, (_, i) => i / 10)
})

describe('Heatmap', () => {
  const props = {
    frame: frame('U', 'value'),
    title: 'U',
    rowName: 'hidden unit',
    columnName: 'input',
    columnLabels: ['a', ' ', '\n']
  }
  it('reads out cells by the arrow keys', async () => {
    const map = show(Heatmap, props)
    const canvas = map.get('canvas[tabindex]')
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowUp'])
      await canvas.trigger('keydown', { key })
    expect(map.get('[aria-live]').text()).toBe('hidden unit 0, input 1 ‘␣’, 0.1000')
    await canvas.trigger('keydown', { key: 'Enter' })
    expect(map.emitted('cell')).toEqual([[{ row: 0, col: 1 }]])
  })
  it('says that a cell is a mean when the matrix was reduced', async () => {
    const reduced = { ...frame('W', 'value', 4, 4), rows: 8, cols: 12 }
    const map = show(Heatmap, { ...props, columnLabels: undefined, frame: reduced })
    await map.get('canvas[tabindex]').trigger('keydown', { key: 'ArrowDown' })
    expect(map.get('[aria-live]').text()).toBe('hidden unit 0–1, input 0–2, 0, mean of 2 × 3 cells')
  })
  it('gives a bias its true row', async () => {
    const map = show(Heatmap, { ...props, columnLabels: undefined, frame: frame('b', 'value', 5, 1) })
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter'])
      await map.get('canvas[tabindex]').trigger('keydown', { key })
    expect(map.emitted('cell')).toEqual([[{ row: 1, col: 0 }]])
  })
})

describe('HeatmapView', () => {
  const props = { frames: [] as TensorFrame[], inputLabels: ['a', 'b', 'c'], outputLabels: ['a'], recurrence: 'hidden' }
  it('asks for all matrices at once, for one when it is enlarged, and for none when it goes', async () => {
    const onWatch = vi.fn<(watches: Watch[]) => void>()
    const view = show(HeatmapView, { ...props, onWatch })
    expect(view.text()).toContain(en.model.waiting)
    expect(onWatch.mock.lastCall![0]).toHaveLength(10)
    await view.setProps({ frames: [frame('U', 'value'), frame('U', 'gradient')] })
    const before = onWatch.mock.calls.length
    await view.setProps({ frames: [frame('U', 'value'), frame('U', 'gradient')] })
    expect(onWatch).toHaveBeenCalledTimes(before)
    expect(view.text()).toContain('∇U')
    await view.findAll('.enlarge')[1].trigger('click')
    expect(onWatch).toHaveBeenLastCalledWith([{ tensor: 'U', what: 'gradient', maxRows: 512, maxCols: 512 }])
    await view.get('header button').trigger('click')
    expect(onWatch.mock.lastCall![0]).toHaveLength(10)
    view.unmount()
    wrapper = undefined
    expect(onWatch).toHaveBeenLastCalledWith([])
  })
  it('says of a gradient that it comes with the first step, or that a checkpoint holds none', async () => {
    const view = show(HeatmapView, { ...props, frames: [{ ...frame('U', 'gradient'), norm: 0 }] })
    const caption = (): string => view.get('.caption').text()
    expect([caption(), view.text()]).toEqual([
      expect.stringContaining(en.charts.heatmap.noGradient),
      expect.not.stringContaining(en.charts.heatmap.gradientsNotStored)
    ])
    await view.setProps({ stored: true })
    expect(caption()).toContain(en.charts.heatmap.notStored)
    expect(view.text()).toContain(en.charts.heatmap.gradientsNotStored)
  })
})

describe('LossChart', () => {
  it('tells the last values to those who do not see it', async () => {
    const column = (...values: number[]): Float64Array => Float64Array.of(...values, 0, 0, 0)
    const zero = column(0, 0)
    const loss = column(1, Math.LN2)
    const points = {
      step: column(1, 2),
      loss,
      gradientNorm: zero,
      learningRate: zero,
      clipped: zero,
      seconds: zero,
      ordinal: Float64Array.of(1, 2, 3, 4, 5),
      meanLoss: loss,
      meanGradientNorm: zero
    }
    const chart = show(LossChart, {
      points,
      count: 0,
      events: [],
      baselines: [],
      unit: 'bits',
      categorical: true,
      withoutTeacher: 'free'
    })
    expect(chart.text()).toContain(en.charts.loss.empty)
    await chart.setProps({ count: 2 })
    expect(chart.get('canvas').attributes('aria-label')).toContain('At step 2: training 1.000, smoothed')
    points.loss[2] = 4 * Math.LN2
    points.step[2] = 3
    await chart.setProps({ count: 3 })
    expect(chart.get('canvas').attributes('aria-label')).toContain('At step 3: training 4.000')
  })
})

describe('the wheel over a chart', () => {
  /** happy-dom's WheelEvent has no modifier keys. */
  const wheel = (element: Element, { deltaY = -100, ...keys }: WheelEventInit = {}): MouseEvent => {
    const init = { cancelable: true, bubbles: true, clientX: 10, clientY: 50, ...keys }
    const event = Object.assign(new MouseEvent('wheel', init), { deltaY, deltaMode: 0 })
    element.dispatchEvent(event)
    return event
  }
  function zoomable(y: Ref<Range | null>): VueWrapper {
    const shown = (): Axis => ({
      range: y.value ?? { min: 0.9, max: 1.1 },
      extent: { min: 0, max: 1 },
      log: false,
      start: 100,
      end: 0
    })
    return show(
      defineComponent(() => {
        const element = useTemplateRef<HTMLElement>('box')
        useZoom({ element, axes: () => ({ x: { ...shown(), start: 20, end: 90 }, y: shown() }), x: ref(null), y })
        return () => h('div', { ref: 'box' })
      }),
      {}
    )
  }
  it('scrolls the page when it is plain, and zooms with Ctrl or ⌘', () => {
    const y = ref<Range | null>(null)
    const box = zoomable(y).element
    expect(wheel(box).defaultPrevented).toBe(false)
    expect(y.value).toBeNull()
    expect(wheel(box, { ctrlKey: true }).defaultPrevented).toBe(true)
    expect(wheel(box, { metaKey: true }).defaultPrevented).toBe(true)
    expect(y.value!.max - y.value!.min).toBeLessThan(0.2)
  })
  it('comes no nearer than the least span, and finds its way out again', () => {
    const y = ref<Range | null>(null)
    const box = zoomable(y).element
    for (let i = 0; i < 100; i++) wheel(box, { ctrlKey: true })
    const near = { ...y.value! }
    expect(alike(near.min, near.max)).toBe(false)
    wheel(box, { ctrlKey: true, deltaY: 100 })
    expect(y.value!.max - y.value!.min).toBeGreaterThan(near.max - near.min)
  })
  it('is told of where the chart is', () => {
    const column = Float64Array.of(1, 2)
    const points = {
      step: column,
      loss: column,
      gradientNorm: column,
      learningRate: column,
      clipped: column,
      seconds: column,
      ordinal: column,
      meanLoss: column,
      meanGradientNorm: column
    }
    const chart = show(LossChart, {
      points,
      count: 2,
      events: [],
      baselines: [],
      unit: 'nats',
      categorical: true,
      withoutTeacher: 'free'
    })
    expect(chart.get('.hint').text()).toBe('Ctrl + wheel zooms')
    expect(wheel(chart.get('.box').element).defaultPrevented).toBe(false)
  })
})

describe('samples and previews', () => {
  const text = (step: number): SampleEvent => ({
    type: 'sample',
    step,
    sample: { kind: 'text', prime: 'Call ', temperature: 0.8, text: `me ${step}` }
  })
  it('lists texts newest first with the prime emphasised, and asks for another', async () => {
    const view = show(SampleView, { samples: [text(1), text(2)], canSample: true, sampling: false, kind: 'text' })
    expect(view.findAll('pre').map((pre) => pre.text())).toEqual(['Call me 2', 'Call me 1'])
    expect(view.get('mark').text()).toBe('Call')
    await view.get('textarea').setValue('It was')
    await view.get('form').trigger('submit')
    expect(view.emitted('sample')).toEqual([
      [{ prime: 'It was', drawing: plainDrawing(0.8), length: 300, count: 1, film: false }]
    ])
    await view.findAll('input')[1].setValue('0')
    await view.get('form').trigger('submit')
    expect(view.emitted('sample')).toHaveLength(1)
  })
  it('names the symbols that the network does not know, and leaves them out', async () => {
    const view = show(SampleView, {
      samples: [],
      canSample: true,
      sampling: false,
      kind: 'text',
      symbols: ['a', 'b']
    })
    await view.get('textarea').setValue('aéb€')
    expect(view.get('.unknown').text()).toContain('é €')
    await view.get('form').trigger('submit')
    expect(view.emitted('sample')).toBeUndefined()
    await view.get('.unknown button').trigger('click')
    // Ctrl+Enter in the text.
    await view.get('textarea').trigger('keydown', { key: 'Enter', ctrlKey: true })
    expect(view.emitted('sample')).toMatchObject([[{ prime: 'ab' }]])
  })
  it('asks for greedy samples, few symbols, a seed, a text to stop at, several at once, and a film', async () => {
    const view = show(SampleView, { samples: [], canSample: true, sampling: false, kind: 'text' })
    const [temperature, length, topK, topP, seed, count] = view.findAll('input')
    for (const [field, value] of [
      [temperature, '0'],
      [length, '9'],
      [topK, '3'],
      [topP, '0,95'],
      [seed, '7'],
      [count, '4']
    ] as const)
      await field.setValue(value)
    await view.findAll('textarea')[1].setValue('.')
    await view.get('form').trigger('submit')
    await view.get('.more button').trigger('click')
    const drawing = { temperature: 0, topK: 3, topP: 0.95, seed: 7, stop: '.' }
    expect(view.emitted('sample')).toEqual([
      [{ prime: '', drawing, length: 9, count: 4, film: false }],
      [{ prime: '', drawing, length: 9, count: 1, film: true }]
    ])
    await topP.setValue('1.5')
    expect(view.get('.mistakes').text()).toBe('Top-p: a number above 0 and at most 1.')
    await view.get('form').trigger('submit')
    expect(view.emitted('sample')).toHaveLength(2)
  })
  it('does not ask a run that is not live', async () => {
    const view = show(SampleView, { samples: [], canSample: false, sampling: false, kind: 'task' }, 'ko')
    await view.get('form').trigger('submit')
    expect(view.emitted('sample')).toBeUndefined()
    expect(view.text()).toContain(ko.charts.sample.notLive)
  })
  it('marks the steps of a task right and wrong', () => {
    const table = show(TaskExample, {
      sequence: { inputs: [[1], [0]], targets: [[1], [0]], mask: [true, true], outputs: [[0.8], [0.7]] }
    })
    expect(table.findAll('td.right')).toHaveLength(1)
    expect(table.findAll('td.wrong')).toHaveLength(1)
    expect(table.text()).toContain('1 of 2 steps right')
  })
  it('shows categories as symbols, and the likeliest symbol as the answer', () => {
    const table = show(TaskExample, {
      sequence: {
        inputs: [[0], [1]],
        targets: [[1], [2]],
        mask: [true, true],
        outputs: [
          [0.1, 0.7, 0.2],
          [0.2, 0.5, 0.3]
        ],
        inputSymbols: ['B', 'T', 'E'],
        outputSymbols: ['B', 'T', 'E']
      }
    })
    expect(
      table.findAll('tbody tr').map((row) =>
        row
          .findAll('td')
          .map((cell) => cell.text())
          .join('')
      )
    ).toEqual(['BT', 'TE', 'TT', '✓✗'])
    expect(table.text()).toContain('1 of 2 steps right')
  })
  it('shows the one answer at the end of a long sequence, and how far it is off', () => {
    const long = Array.from({ length: 300 }, (_, t) => [t / 300, t === 3 ? 1 : 0])
    const blank = long.map(() => [0])
    const table = show(TaskExample, {
      sequence: {
        inputs: long,
        targets: [...blank.slice(1), [1.25]],
        mask: long.map((_, t) => t === 299),
        outputs: [...blank.slice(1), [1]]
      }
    })
    expect(table.findAll('.pinned').map((cell) => cell.text())).toEqual(['300', '1.00', '0', '1.25', '1.00', '−0.25'])
    expect(table.findAll('thead th')).toHaveLength(201)
    expect(table.findAll('tbody th').map((head) => head.text())).toEqual([
      'x input 1',
      'x input 2',
      'y target',
      'ŷ output',
      'ŷ − y error'
    ])
    expect(table.text()).toContain('100 more steps are not shown')
  })
  it('says that it is sampling, which of them were asked for, and where a series stops', async () => {
    const event: SampleEvent = {
      type: 'sample',
      step: 7,
      asked: 3,
      sample: {
        kind: 'series',
        firstRow: 10,
        freeFrom: 2,
        wanted: 300,
        columns: [{ name: 'v', truth: [1, 2, 3, 4], predicted: [1, 2, 3, 4], free: [1, 2, 3, 4] }]
      }
    }
    const view = show(SampleView, { samples: [event], canSample: true, sampling: true, kind: 'series' })
    expect(view.get('button').text()).toBe('Sampling…')
    await view.get('form').trigger('submit')
    expect(view.emitted('sample')).toBeUndefined()
    expect(view.get('li').text()).toContain('asked for')
    expect(view.get('.ends').text()).toBe('It stops after 2 of 300 steps, because the data end at row 13.')
  })
  it.each(['en', 'ko'] as const)('previews every kind of data in %s', (locale) => {
    const sizes = { nx: 1, ny: 1, output: 'sigmoid', readout: null, inputLabels: [], outputLabels: [], baselines: [] }
    const preview = (more: object): string => {
      const html = show(DataPreview, { preview: { ...sizes, ...more } }, locale).text()
      wrapper?.unmount()
      return html
    }
    expect(
      preview({
        kind: 'text',
        encoding: 'UTF-8',
        characters: 1000,
        trainCharacters: 900,
        excerpt: 'abc',
        frequencies: [
          ['a', 3],
          [' ', 1]
        ]
      })
    ).toContain('75%')
    expect(
      preview({
        kind: 'series',
        rows: 30,
        trainRows: 20,
        delimiter: ',',
        header: true,
        columns: [],
        curves: [{ name: 'sun', row: [0, 1], value: [1, 2] }]
      })
    ).toContain('sun')
    expect(
      preview({ kind: 'task', task: 'adding', examples: [{ inputs: [[0.5]], targets: [[1]], mask: [true] }] })
    ).toContain('0.50')
    wrapper = undefined
  })
})
