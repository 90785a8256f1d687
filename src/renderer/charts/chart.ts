// The only module that calls Chart.js. It makes a line chart without animation, parsing, legend or tooltip.

import {
  Chart,
  LineController,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
  type Scale
} from 'chart.js'
import type { Format } from './format'
import { fontSize, margins, overlayPlugin, type Overlay } from './overlay'
import type { Range } from './range'
import type { RowAxis } from './row-axis'
import type { Curve, Scene } from './scene'
import { niceTicks } from './ticks'

Chart.register(LineController, LineElement, LinearScale, LogarithmicScale, PointElement)

/**
 * The same width in every chart, so that charts above each other share their x axis; wider where ticks would cover the
 * title.
 */
const yWidth = 72

type LineChart = Chart<'line', { x: number; y: number }[]>
type LineData = ChartDataset<'line', { x: number; y: number }[]>

interface Look {
  xLog: boolean
  yLog: boolean
  xTitle: string
  yTitle: string
  /** Gives the ticks of the x axis; null where the axis has numbers. */
  xAxis: RowAxis | null
  format: Format
}

export interface Drawn {
  chart: LineChart
  draw(scene: Scene, look: Look): void
  destroy(): void
}

export function makeChart(canvas: HTMLCanvasElement, overlay: Overlay, resized: () => void): Drawn {
  const chart: LineChart = new Chart(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      // use-zoom.ts handles the pointer, so Chart.js need not look for elements under it.
      events: [],
      onResize: resized,
      elements: { point: { radius: 0 } },
      plugins: { legend: { display: false }, tooltip: { enabled: false }, decimation: { enabled: false } }
    },
    plugins: [overlayPlugin(overlay)]
  })
  const datasets = new Map<string, LineData>()
  let painted = overlay.theme

  function dataset(curve: Curve): LineData {
    // Each curve keeps its object from frame to frame; for a new object Chart.js would build all elements again.
    const kept = datasets.get(curve.key) ?? { data: [] }
    datasets.set(curve.key, kept)
    return Object.assign(kept, {
      data: curve.points,
      borderColor: curve.colour,
      pointBackgroundColor: curve.colour,
      pointBorderWidth: 0,
      borderWidth: curve.width ?? 1.5,
      borderDash: curve.dash ?? [],
      pointRadius: curve.dots ?? 0,
      spanGaps: false
    })
  }

  /** `precision`: the decimal places between two ticks; Chart.js chooses where it is missing. */
  function axis(
    log: boolean,
    title: string,
    { min, max }: Range,
    text: (value: number) => string,
    ticks: number,
    precision?: number
  ): object {
    const { theme } = overlay
    const font = { family: theme.textFont, size: fontSize }
    return {
      type: log ? 'logarithmic' : 'linear',
      min,
      max,
      title: { display: title !== '', text: title, color: theme.muted, font, padding: 2 },
      grid: { color: theme.grid, tickColor: theme.grid },
      border: { color: theme.grid },
      ticks: {
        color: theme.muted,
        font,
        maxRotation: 0,
        autoSkipPadding: 12,
        includeBounds: false,
        maxTicksLimit: ticks,
        precision,
        callback: (value: string | number) => text(Number(value))
      },
      // Chart.js gives a tick to every tenth of a decade and to both ends of the axis, round or not, with uneven gaps.
      afterBuildTicks(scale: Scale) {
        if (log) scale.ticks = niceTicks({ min, max }, true, ticks).map((value) => ({ value }))
      }
    }
  }

  return {
    chart,
    draw(scene, look) {
      overlay.scene = scene
      // Chart.js never changes the colours of the points of a dataset, so a new theme needs new datasets.
      if (painted !== overlay.theme) datasets.clear()
      painted = overlay.theme
      // Chart.js paints its first dataset last, so the order is reversed.
      chart.data.datasets = scene.curves
        .filter(({ bars }) => !bars)
        .map(dataset)
        .reverse()
      const keys = new Set(scene.curves.map((curve) => curve.key))
      for (const key of datasets.keys()) if (!keys.has(key)) datasets.delete(key)
      const { top, right } = margins(overlay, chart)
      const { options } = chart
      options.layout = { padding: { top, right, left: 2, bottom: 0 } }
      const places = look.xAxis?.ticks(scene.x, chart.width - yWidth)
      const placeText = new Map(places?.map(({ value, text }) => [value, text]))
      const counted = (value: number): string =>
        Number.isInteger(value) ? look.format.count(value) : look.format.tick(value)
      options.scales = {
        x: {
          // A linear x axis counts steps, rows or values, so its ticks are whole numbers.
          ...axis(look.xLog, look.xTitle, scene.x, (value) => placeText.get(value) ?? counted(value), 9, 0),
          ...(places && {
            afterBuildTicks: (scale: Scale) => {
              scale.ticks = places.map(({ value }) => ({ value }))
            }
          })
        },
        y: {
          ...axis(look.yLog, look.yTitle, scene.y, look.format.tick, 7),
          afterFit: (scale: Scale) => {
            scale.width = Math.max(yWidth, scale.width)
          }
        }
      }
      chart.update('none')
    },
    destroy: () => chart.destroy()
  }
}
