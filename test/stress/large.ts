// Times and memory of the app with a long list of runs, and with a run of millions of steps.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { RunFolder } from '../../src/run-folder/folder'
import { metricsHeader } from '../../src/run-folder/metrics'
import { experimentSchema } from '../../src/shared/experiment'
import { launchApp } from '../e2e/support/app'
import { endless } from '../e2e/support/runs'
import { trainBeforehand } from '../e2e/support/through-time'
import { listedRuns, until } from './app'

const run = { ...endless, name: 'whole', stop: { steps: 60 } }
const rounded = (milliseconds: number): number => Math.round(milliseconds)

/** Milliseconds until so many runs are listed, and frames a second of the window while the list scrolls. */
export async function listMany({
  count
}: {
  count: number
}): Promise<{ rows: Record<string, number>; faults: string[] }> {
  const userData = mkdtempSync(join(tmpdir(), 'unroll-many-'))
  const runs = join(userData, 'runs')
  try {
    await trainBeforehand(userData, run)
    for (let i = 1; i < count; i++) cpSync(join(runs, 'whole'), join(runs, `copy-${i}`), { recursive: true })
    const { page, close, app } = await launchApp({ userData })
    const asked = performance.now()
    await until('a list of runs', () => page.locator(`[aria-setsize="${count}"]`).first().isVisible())
    const sinceWindow = rounded(performance.now() - asked)
    const answered = await page.evaluate(async () => {
      const begun = performance.now()
      await window.unroll.listRuns()
      return performance.now() - begun
    })
    // The page measures the time from its navigation to the first row of the list.
    await page.reload()
    const shown = await page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const look = (): void =>
            document.querySelector(`[aria-setsize="${wanted}"]`)
              ? resolve(performance.now())
              : void requestAnimationFrame(look)
          look()
        }),
      count
    )
    const still = await framesWhileScrolling(page)
    await page.evaluate((complete) => window.unroll.createRun(complete), experimentSchema.parse(endless))
    await until('a run that trains', async () =>
      (await listedRuns(page)).some(({ state, step }) => state === 'running' && step > 100)
    )
    const training = await framesWhileScrolling(page)
    const memory = await app.evaluate(() => process.memoryUsage().rss)
    await close()
    return {
      rows: {
        runs: count,
        'window to list, ms': sinceWindow,
        'reload to list, ms': rounded(shown),
        'answer of main, ms': rounded(answered),
        'frames/s, scrolling': still,
        'frames/s, training': training,
        'RSS of main, MiB': rounded(memory / 2 ** 20)
      },
      faults: []
    }
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Scrolls the list from its top to its end within 3 seconds. */
const framesWhileScrolling = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const list = document.querySelector('.list')!
        const begun = performance.now()
        let frames = 0
        const frame = (): void => {
          const share = (performance.now() - begun) / 3000
          list.scrollTop = share * list.scrollHeight
          if (share < 1) {
            frames++
            requestAnimationFrame(frame)
          } else resolve(Math.round(frames / 3))
        }
        requestAnimationFrame(frame)
      })
  )

/**
 * Milliseconds until a run of so many points is on the screen, the first time and again, and what main and its reader
 * take.
 */
export async function openLong({
  count
}: {
  count: number
}): Promise<{ rows: Record<string, number>; faults: string[] }> {
  const userData = mkdtempSync(join(tmpdir(), 'unroll-long-'))
  const folder = join(userData, 'runs/whole')
  const faults: string[] = []
  try {
    await trainBeforehand(userData, run)
    await writePoints(folder, count)
    const { page, close, app } = await launchApp({ userData })
    await page.locator('[data-run]').waitFor()
    const pid = app.process().pid!
    const before = statusOf(pid, 'VmRSS')
    const load = (): Promise<{ took: number; total: number; kept: number; spike: number }> =>
      page.evaluate(async () => {
        const begun = performance.now()
        const answer = await window.unroll.loadRun('whole')
        if (!answer.ok) throw new Error(answer.message)
        const { total, points } = answer.value
        return { took: performance.now() - begun, total, kept: points.step.length, spike: Math.max(...points.loss) }
      })
    const first = await load()
    const again = await load()
    const { total, spike } = first
    if (total !== count) faults.push(`${total} of ${count} points are counted`)
    if (spike !== 99) faults.push(`the spike is lost: ${spike}`)
    const rows = {
      points: count,
      kept: first.kept,
      'first opening, ms': rounded(first.took),
      'again, ms': rounded(again.took),
      'main and reader, MiB': statusOf(pid, 'VmRSS'),
      'highest, MiB': statusOf(pid, 'VmHWM'),
      'before, MiB': before
    }
    await close()
    return { rows, faults }
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Points up to a step, with one spike, and their index as a trainer writes it. */
async function writePoints(folder: string, count: number): Promise<void> {
  rmSync(join(folder, 'metrics.index'), { force: true })
  const spike = Math.floor(count / 3)
  writeFileSync(join(folder, 'metrics.csv'), metricsHeader)
  const files = new RunFolder(folder)
  files.repair()
  for (let step = 1; step <= count; step++) {
    const loss = step === spike ? 99 : Math.round(1e6 / Math.sqrt(step)) / 1e6
    files.addPoint({ step, loss, gradientNorm: 1.5, learningRate: 0.002, clipped: 0, seconds: step / 1000 })
    if (step % 10_000 === 0) files.flush()
  }
  files.flush()
}

/** Memory of a process in MiB, by a name in its status: VmRSS is the present value, VmHWM the highest so far. */
function statusOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  return Math.round(
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  )
}
