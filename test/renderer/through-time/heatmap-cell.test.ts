// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import HeatmapView from '../../../src/renderer/charts/HeatmapView.vue'
import { i18n } from '../../../src/renderer/i18n'

afterEach(() => {
  vi.restoreAllMocks()
})

it('a cell of an enlarged heatmap asks for its equation, of a reduced one for the first of its block', async () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  const frames = (['value', 'gradient'] as const).map((what) => ({
    tensor: 'W' as const,
    what,
    rows: 8,
    cols: 8,
    shownRows: 4,
    shownCols: 2,
    min: -1,
    max: 1,
    norm: 2,
    cells: new Float32Array(8)
  }))
  const view = mount(HeatmapView, {
    props: { frames, inputLabels: [], outputLabels: [], recurrence: 'hidden' },
    global: { plugins: [i18n] }
  })
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await view.findAll('canvas[tabindex]')[0].trigger('keydown', { key })
  }
  await press('ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter')
  expect(view.emitted('inspect')).toBeUndefined()
  await press('Enter')
  expect(view.emitted('inspect')).toEqual([[{ tensor: 'W', row: 2, col: 4 }]])
  view.unmount()
})
