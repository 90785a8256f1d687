// Loss charts in a page of Chromium: the app's own (LossChart.vue), and the same curves drawn by Chart.js with its own
// decimation and with the plugins that charts.mjs hands over. The page measures milliseconds and says what works.

import { Chart, Decimation } from 'chart.js'
import { createApp, h, nextTick, reactive } from 'vue'
import LossChart from '../src/renderer/charts/LossChart.vue'
import { decimate } from '../src/renderer/charts/decimate'
import { makeFormat } from '../src/renderer/charts/format'
import { niceTicks } from '../src/renderer/charts/ticks'
import { Trace } from '../src/renderer/charts/trace'
import { i18n } from '../src/renderer/i18n'
import { CurveLog } from '../src/shared/curve-log'
import '../src/renderer/styles/tokens.css'

const levels = [
  { key: 'uniform', kind: 'baseline', loss: 4.2 },
  { key: 'trigram', kind: 'baseline', loss: 2.1 },
  { key: 'entropy', kind: 'floor', loss: 1.2 }
]
const markCount = 12

/** Frames are asked for here and drawn by `timed`, so that the time of one is known. */
let asked = []
globalThis.requestAnimationFrame = (draw) => asked.push(draw)
globalThis.cancelAnimationFrame = (id) => (asked[id - 1] = () => {})

/**
 * Milliseconds from an action to its last pixel: handlers, update, drawing, and the work that the canvas does later.
 */
async function timed(happens) {
  const begun = performance.now()
  happens()
  await nextTick()
  for (const draw of asked.splice(0)) draw(performance.now())
  const canvas = document.querySelector('canvas')
  canvas?.getContext('2d').getImageData(0, 0, 1, 1)
  return performance.now() - begun
}

/** The loss of a run of so many steps. It falls, with a noise that needs no memory. */
const lossAt = (step) => 1.3 + 3 / Math.sqrt(1 + step / 1e4) + 0.2 * (((step * 2654435761) % 4096) / 4096)

/** Columns as in the window. `thinned`: at most 2¹⁸ points, as in the app; otherwise all points. */
function columnsOf(count, thinned) {
  const log = new CurveLog(thinned ? undefined : count + 1000)
  for (let step = 1; step <= count; step++) log.append([step, lossAt(step), 1, 0.001, 0, step / 1000])
  return log
}

const marks = (count) =>
  Array.from({ length: markCount }, (_, i) => ({
    type: 'mark',
    change: 'learning-rate',
    step: Math.round(((i + 0.5) / markCount) * count),
    from: 0.002,
    to: 0.001
  }))

function frame() {
  document.body.innerHTML = '<div id="chart" style="position: relative; width: 1100px; height: 380px"></div>'
  return document.getElementById('chart')
}

/** The app's own chart. */
async function own(count, log) {
  const state = reactive({ count: log.count, range: null })
  const events = marks(count)
  const app = createApp({
    render: () =>
      h(LossChart, {
        points: log.curves,
        count: state.count,
        events,
        baselines: levels,
        unit: 'nats',
        categorical: true,
        range: state.range,
        'onUpdate:range': (range) => (state.range = range)
      })
  })
  app.use(i18n)
  let step = count
  const first = await timed(() => {
    app.mount(frame())
    // Sets the size at once instead of waiting for the observer of sizes.
    Chart.getChart(document.querySelector('canvas')).resize()
  })
  return {
    first,
    target: document.querySelector('.box'),
    shown: () => state.range ?? { min: 1, max: step },
    append: () => {
      log.append([++step, lossAt(step), 1, 0.001, 0, step / 1000])
      state.count = log.count
    },
    end: () => app.unmount()
  }
}

/** Chart.js with its own decimation and the plugins. */
async function plugged(count, log, { zoom, annotation }, { algorithm, scale = 'linear', own: ours = false }) {
  Chart.register(Decimation, zoom, annotation)
  const target = document.createElement('canvas')
  const trace = new Trace(50)
  const { curves } = log
  const thinned = { mean: curves.meanLoss, ordinal: curves.ordinal }
  let chart
  const view = () => ({
    x: chart?.scales.x ? { min: chart.scales.x.min, max: chart.scales.x.max } : { min: 1, max: count },
    log: scale !== 'linear',
    buckets: 1100
  })
  const points = (which) => {
    const y = which === 'raw' ? curves.loss : trace.smoothed
    if (!ours) return Array.from({ length: log.count }, (_, i) => ({ x: curves.step[i], y: y[i] }))
    return decimate({ x: curves.step, y, pyramid: trace.pyramid(which) }, trace.segments()[0], view())
  }
  const again = () => {
    if (!ours) return
    chart.data.datasets[0].data = points('smoothed')
    chart.data.datasets[1].data = points('raw')
    chart.update('none')
  }
  const lines = [
    ...levels.map(({ key, loss }) => ({
      type: 'line',
      scaleID: 'y',
      value: loss,
      borderDash: [6, 4],
      borderWidth: 1,
      label: { display: true, content: key, position: 'end' }
    })),
    ...marks(count).map(({ step }) => ({
      type: 'line',
      scaleID: 'x',
      value: step,
      borderWidth: 1.25,
      label: { display: true, content: 'Learning rate 0.002 → 0.001', position: 'start' }
    }))
  ]
  let step = count
  const first = await timed(() => {
    frame().append(target)
    trace.extend(curves.step, curves.loss, log.count, thinned)
    chart = new Chart(target, {
      type: 'line',
      data: {
        datasets: [
          { data: points('smoothed'), borderColor: '#06c', borderWidth: 1.75 },
          { data: points('raw'), borderColor: '#06c5', borderWidth: 1 }
        ]
      },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: false,
        elements: { point: { radius: 0 } },
        scales: { x: { type: scale }, y: { type: 'linear' } },
        plugins: {
          legend: { display: false },
          tooltip: { enabled: false },
          decimation: { enabled: !ours, algorithm },
          annotation: { annotations: lines },
          zoom: {
            limits: { x: { min: 'original', max: 'original', minRange: 1 } },
            pan: { enabled: true, mode: 'x', scaleMode: 'y' },
            zoom: {
              wheel: { enabled: true, modifierKey: 'ctrl' },
              pinch: { enabled: true },
              mode: 'x',
              scaleMode: 'y'
            },
            ...(ours ? { pan: { enabled: true, mode: 'x', onPan: again }, onZoom: again } : {})
          }
        }
      }
    })
    chart.resize(1100, 380)
    if (chart.options.plugins.zoom.zoom) chart.options.plugins.zoom.zoom.onZoom = again
  })
  return {
    first,
    target,
    chart,
    shown: () => ({ min: chart.scales.x.min, max: chart.scales.x.max }),
    append: () => {
      log.append([++step, lossAt(step), 1, 0.001, 0, step / 1000])
      trace.extend(curves.step, curves.loss, log.count, thinned)
      if (ours) return again()
      const [smoothed, raw] = chart.data.datasets.map((dataset) => dataset._data ?? dataset.data)
      smoothed.push({ x: step, y: trace.smoothed[log.count - 1] })
      raw.push({ x: step, y: lossAt(step) })
      chart.update('none')
    },
    end: () => chart.destroy()
  }
}

const wheelOn = (target, deltaY, more = {}) => {
  const box = target.getBoundingClientRect()
  const at = { clientX: box.left + 500, clientY: box.top + 150 }
  target.dispatchEvent(
    new WheelEvent('wheel', { ...at, deltaY, ctrlKey: true, bubbles: true, cancelable: true, ...more })
  )
}

/** One drag of 20 pixels with the mouse held down, as the pointer events of a mouse. */
function dragger(target) {
  const box = target.getBoundingClientRect()
  let x = box.left + 600
  const send = (type, on = target) =>
    on.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        pointerType: 'mouse',
        isPrimary: true,
        button: type === 'pointermove' ? -1 : 0,
        buttons: 1,
        clientX: x,
        clientY: box.top + 150,
        bubbles: true
      })
    )
  target.setPointerCapture = () => {}
  return {
    down: () => send('pointerdown'),
    move: () => {
      x -= 20
      send('pointermove')
    },
    up: () => send('pointerup', globalThis)
  }
}

/** The least of several times, because other work on the machine only adds time. */
async function several(times, happens) {
  let least = Infinity
  for (let i = 0; i < times; i++) least = Math.min(least, await timed(() => happens(i)))
  return least
}

/**
 * Milliseconds of the first drawing, of a drawing with one more point, of a step of zooming and of panning; and MiB of
 * the heap.
 */
export async function measure(plugins, name, count, times) {
  const log = columnsOf(count, !name.endsWith('all'))
  const made = await make(plugins, name, count, log)
  await several(3, made.append)
  const redraw = await several(times, made.append)
  const zoom = await several(times, (i) => wheelOn(made.target, i % 8 < 4 ? -100 : 100))
  for (let i = 0; i < 6; i++) await timed(() => wheelOn(made.target, -100))
  const drag = dragger(made.target)
  await timed(drag.down)
  await several(2, drag.move)
  const before = made.shown().min
  const pan = await several(times, drag.move)
  if (made.shown().min === before) throw new Error('A drag has not moved it.')
  await timed(drag.up)
  const heap = performance.memory.usedJSHeapSize / 2 ** 20
  made.end()
  return { points: log.count, first: made.first, redraw, zoom, pan, heap }
}

async function make(plugins, name, count, log) {
  if (name.startsWith('own')) return own(count, log)
  if (name.startsWith('zoom + own')) return plugged(count, log, plugins, { own: true })
  return plugged(count, log, plugins, { algorithm: name.startsWith('lttb') ? 'lttb' : 'min-max' })
}

/** Two fingers whose distance grows from 100 to 200 pixels. */
const pinch = async (made) => {
  const box = made.target.getBoundingClientRect()
  const send = (type, pointerId, x) =>
    timed(() =>
      made.target.dispatchEvent(
        new PointerEvent(type, {
          pointerId,
          pointerType: 'touch',
          isPrimary: pointerId === 1,
          button: type === 'pointermove' ? -1 : 0,
          buttons: type === 'pointerup' ? 0 : 1,
          clientX: box.left + x,
          clientY: box.top + 150,
          bubbles: true
        })
      )
    )
  made.target.setPointerCapture = () => {}
  await send('pointerdown', 1, 450)
  await send('pointerdown', 2, 550)
  for (let apart = 50; apart <= 100; apart += 5) {
    await send('pointermove', 1, 500 - apart)
    await send('pointermove', 2, 500 + apart)
  }
  await send('pointerup', 1, 400)
  await send('pointerup', 2, 600)
}
const turns = (count, deltaY, more) => async (made) => {
  await several(count, () => wheelOn(made.target, deltaY, more))
}
const hands = {
  '4 turns of a wheel': turns(4, -100),
  '40 small ones of a touchpad': turns(40, -1),
  '4 turns with ⌘': turns(4, -100, { ctrlKey: false, metaKey: true }),
  'a pinch to twice the size': pinch,
  'four times +': async (made) => {
    const plus = () => made.target.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true }))
    await several(4, plus)
  },
  'a wheel and a double click': async (made) => {
    await turns(4, -100)(made)
    await timed(() => made.target.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })))
  },
  '300 turns': turns(300, -100)
}

/**
 * The share of a span of 100,000 steps that is left after the same actions on the app's chart and on the plugin's
 * chart.
 */
export async function behaviour(plugins) {
  const count = 100_000
  const rows = []
  for (const [name, act] of Object.entries(hands)) {
    const shares = []
    for (const which of ['own', 'min-max']) {
      const made = await make(plugins, which, count, columnsOf(count, true))
      await act(made)
      const { min, max } = made.shown()
      shares.push((max - min) / (count - 1))
      made.end()
    }
    rows.push([name, ...shares])
  }
  return rows
}

/** How many elements Chart.js draws when one point in the middle is not a number, and on a logarithmic axis. */
export async function decimated(plugins) {
  const count = 100_000
  const log = columnsOf(count, true)
  for (let i = 50_000; i < 50_400; i++) log.curves.loss[i] = NaN
  let made = await plugged(count, log, plugins, { algorithm: 'min-max' })
  const gaps = made.chart.data.datasets[1].data.filter(({ y }) => Number.isNaN(y)).length
  const linear = made.chart.data.datasets[1].data.length
  made.end()
  made = await plugged(count, log, plugins, { algorithm: 'min-max', scale: 'logarithmic' })
  const logarithmic = made.chart.data.datasets[1].data.length
  made.end()
  return { gaps, linear, logarithmic }
}

/** How many pairs of labels of chartjs-plugin-annotation cover each other, with three levels and twelve marks. */
export async function covered(plugins) {
  const made = await make(plugins, 'min-max', 100_000, columnsOf(100_000, true))
  const boxes = plugins.annotation.getAnnotations(made.chart).map(({ label }) => label)
  made.end()
  const meet = (a, b) =>
    Math.abs(a.centerX - b.centerX) < (a.width + b.width) / 2 &&
    Math.abs(a.centerY - b.centerY) < (a.height + b.height) / 2
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b))).length
}

/** The labels of a logarithmic axis by Chart.js, and ours. */
export function ticks() {
  return [
    [1.24, 4.3],
    [0.98, 2.4],
    [0.004, 3],
    [1e-9, 10],
    [1, 1e7]
  ].map(([min, max]) => {
    frame().append(Object.assign(document.createElement('canvas'), { width: 800, height: 380 }))
    const chart = new Chart(document.querySelector('canvas'), {
      type: 'line',
      data: { datasets: [{ data: [] }] },
      options: {
        animation: false,
        responsive: false,
        scales: { y: { type: 'logarithmic', min, max, ticks: { maxTicksLimit: 7 } }, x: { type: 'linear' } }
      }
    })
    const theirs = chart.scales.y.ticks.map(({ label }) => label).filter((label) => label !== '')
    chart.destroy()
    return { range: `${min} … ${max}`, theirs, ours: niceTicks({ min, max }, true, 7).map(makeFormat('en').tick) }
  })
}
