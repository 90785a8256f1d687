// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { arrange, gridOf } from '../../../src/renderer/charts/heatmap'
import type { Theme } from '../../../src/renderer/charts/theme'
import { heatmapSvg } from '../../../src/renderer/pictures/heatmap-svg'

afterEach(() => {
  vi.restoreAllMocks()
})

const theme: Theme = {
  dark: false,
  text: '#111111',
  muted: '#666666',
  background: '#ffffff',
  grid: '#eeeeee',
  positive: 'green',
  negative: 'red',
  warning: 'orange',
  series: [],
  textFont: 'Text',
  mathFont: 'Math'
}
const size = { width: 400, height: 300 }

it('a heatmap becomes a file with its title, its axes, its bar and its marked cell', () => {
  const paper = {
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: vi.fn()
  }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(
    paper as unknown as ReturnType<HTMLCanvasElement['getContext']>
  )
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AAAA')
  const grid = gridOf({
    tensor: 'V',
    what: 'gradient',
    rows: 3,
    cols: 4,
    shownRows: 3,
    shownCols: 4,
    min: -1,
    max: 1,
    norm: 1,
    cells: new Float32Array(12)
  })
  const layout = arrange(
    grid,
    { ...size, ratio: 1 },
    { rows: ['<', 'b', 'c'], measure: (text) => 6 * text.length, bar: 20 }
  )
  const svg = heatmapSvg(
    '∇V & more',
    { grid, layout, size, cells: document.createElement('canvas'), bar: ['0.5', '−0.5'], marked: { row: 2, col: 1 } },
    theme
  )

  const page = new DOMParser().parseFromString(svg, 'text/html')
  const texts = [...page.querySelectorAll('text')].map((one) => one.textContent)
  expect(texts).toEqual(['∇V & more', '<', 'b', 'c', '0', '1', '2', '3', '0.5', '0', '−0.5'])
  expect(page.querySelectorAll('image')).toHaveLength(2)
  const [background, frame, mark] = [...page.querySelectorAll('rect')]
  expect(background.getAttribute('fill')).toBe(theme.background)
  expect(Number(frame.getAttribute('width'))).toBeCloseTo(layout.width)
  expect(Number(mark.getAttribute('x'))).toBeCloseTo(layout.left + layout.width / 4)
  expect(Number(mark.getAttribute('y'))).toBeCloseTo(layout.top + (2 * layout.height) / 3)
})
