// Loss charts as the app draws them, beside Chart.js with its own decimation, chartjs-plugin-zoom and
// chartjs-plugin-annotation, in Chromium: milliseconds of a first drawing, a redraw, a step of zooming and of panning;
// what a wheel with Ctrl, a touchpad, fingers, keys and a double click do; and the ticks of a logarithmic axis.
//
//   node bench/charts.mjs [--points 10000000] [--times 15]
//
// The plugins are not part of the app. They are installed for this into a temporary folder.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { findChromium, launchOptions } from '../scripts/chromium.mjs'
import { head, row } from './measure.mjs'

const { values: given } = parseArgs({
  options: { points: { type: 'string', default: '10000000' }, times: { type: 'string', default: '15' } }
})
const root = resolve(import.meta.dirname, '..')
const plugins = ['chartjs-plugin-zoom@2.2.0', 'chartjs-plugin-annotation@3.1.0']
const folder = mkdtempSync(join(tmpdir(), 'unroll-charts-'))
try {
  execFileSync('npm', ['install', '--prefix', folder, '--legacy-peer-deps', '--no-audit', '--no-fund', ...plugins])
  const pages = await page()
  console.log(`Chromium ${findChromium().version}, least of ${given.times}, milliseconds\n`)
  head(['chart', 'points held', 'first', 'redraw', 'zoom', 'pan', 'heap, MiB'])
  for (const name of [
    'own, thinned',
    'zoom + own, thinned',
    'min-max, thinned',
    'lttb, thinned',
    'own, all',
    'min-max, all',
    'lttb, all'
  ]) {
    const took = await inChromium(pages, `measure(plugins, '${name}', ${given.points}, ${given.times})`)
    if (typeof took === 'string') row([name, took])
    else {
      const { points, heap, ...times } = took
      row([name, points, ...Object.values(times).map((value) => value.toFixed(1)), Math.round(heap)])
    }
  }
  console.log('\nThe share of 100,000 steps that is shown after …\n')
  head(['hands', 'own', 'chartjs-plugin-zoom'])
  for (const [hands, ...shares] of await inChromium(pages, 'behaviour(plugins)'))
    row([hands, ...shares.map((share) => share.toPrecision(2))])
  console.log('\nWhat Chart.js keeps of 100,000 points of which 400 are no numbers:')
  console.log(await inChromium(pages, 'decimated(plugins)'))
  console.log('\nPairs of labels of chartjs-plugin-annotation that cover each other, of 15 lines:')
  console.log(await inChromium(pages, 'covered(plugins)'))
  console.log('\nTicks of a logarithmic axis')
  for (const { range, theirs, ours } of await inChromium(pages, 'ticks()'))
    console.log(`${range}\n  Chart.js: ${theirs.join('  ')}\n  ours:     ${ours.join('  ')}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The page as one script and its style. */
async function page() {
  const entry = 'virtual:charts'
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [
      vue(),
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) =>
          id === `\0${entry}`
            ? `import zoom from 'chartjs-plugin-zoom'
               import annotation from 'chartjs-plugin-annotation'
               import * as page from '${join(root, 'bench/charts-page.mjs')}'
               Object.assign(globalThis, page, { plugins: { zoom, annotation } })`
            : undefined
      }
    ],
    resolve: {
      alias: ['chartjs-plugin-zoom', 'chartjs-plugin-annotation', 'hammerjs'].map((name) => ({
        find: name,
        replacement: join(folder, 'node_modules', name)
      })),
      dedupe: ['chart.js']
    },
    build: {
      write: false,
      target: 'chrome130',
      modulePreload: false,
      rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: 'page.js' } }
    }
  })
  const output = /** @type {import('vite').Rollup.RollupOutput} */ (built).output
  return output.map((file) => (file.type === 'chunk' ? { content: file.code } : { css: String(file.source) }))
}

/** The value of an expression of the page, in a browser of its own; if the page crashes, the reason. */
async function inChromium(files, expression) {
  const { chromium } = await import('@playwright/test')
  const options = launchOptions(['--max-old-space-size=4096'])
  const browser = await chromium.launch({ ...options, args: [...options.args, '--enable-precise-memory-info'] })
  try {
    const open = await browser.newPage({ viewport: { width: 1200, height: 700 } })
    open.on('pageerror', (error) => console.error(error))
    for (const file of files)
      if ('css' in file) await open.addStyleTag({ content: file.css })
      else await open.addScriptTag(file)
    return await open.evaluate(expression)
  } catch (error) {
    return String(error).split('\n')[0]
  } finally {
    await browser.close()
  }
}
