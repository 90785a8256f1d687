// A large text and a large table, read in the terminal and in the app: times, memory, and the frames of the window.

import { execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { build } from 'vite'
import { launchApp } from '../e2e/support/app'

interface Result {
  estimated: number
  measured: number
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

/** Files of so many million bytes, made from a seed, and then read. */
export async function readBigData({
  count,
  seed,
  program
}: {
  count: number
  seed: number
  program: readonly string[]
}): Promise<{ rows: Record<string, string>; faults: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-big-'))
  const rows: Record<string, string> = {}
  const faults: string[] = []
  try {
    for (const kind of ['csv', 'txt'] as const) {
      const file = join(folder, `big.${kind}`)
      writeFile(file, kind, 1e6 * count, seed)
      const { took, peak, code } = await inTerminal([...program, 'data', file])
      if (code !== 0) faults.push(`unroll data big.${kind} ends with ${code}`)
      rows[`${kind}, terminal`] = `${seconds(took)}, ${megabytes(peak)} at most`
      const run = await estimated(folder, file, kind === 'csv' ? 'series' : 'text')
      rows[`${kind}, a run`] =
        `${megabytes(run.estimated)} estimated, ${megabytes(run.measured)} measured (${percent(run)})`
      rows[`${kind}, app`] = await inApp(join(folder, `data-${kind}`), file, faults)
      rmSync(file)
    }
    return { rows, faults }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Rows of six numbers, or lines of words. */
function writeFile(file: string, kind: 'csv' | 'txt', bytes: number, seed: number): void {
  let state = seed
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const words = 'the of and a to in that his it but he with as is was for all this at by not from whale one'.split(' ')
  const row = (i: number): string =>
    [
      (20 + 10 * random()).toFixed(4),
      (1000 * random()).toFixed(3),
      Math.floor(1e5 * random()),
      (random() - 0.5).toFixed(6),
      (1e-3 * random()).toExponential(3),
      (50 * Math.sin(i / 100) + random()).toFixed(5)
    ].join()
  const line = (): string =>
    Array.from({ length: 8 + Math.floor(6 * random()) }, () => words[Math.floor(words.length * random())]).join(' ')
  const descriptor = openSync(file, 'w')
  let written = kind === 'csv' ? writeSync(descriptor, 'a,b,c,d,e,f\n') : 0
  for (let i = 0; written < bytes;) {
    const lines = Array.from({ length: 10_000 }, () => `${kind === 'csv' ? row(i++) : line()}\n`)
    written += writeSync(descriptor, lines.join(''))
  }
  closeSync(descriptor)
}

/** How many bytes a run was estimated to take that reads this file, and how many it took. */
async function estimated(folder: string, file: string, kind: string): Promise<Result> {
  const outDir = join(folder, 'estimated')
  const entry = join(import.meta.dirname, 'estimated.ts')
  await build({ configFile: false, logLevel: 'error', build: { ssr: entry, target: 'node20', outDir } })
  // Packages are found from the folder of the project.
  const inProject = join(import.meta.dirname, '../../node_modules/.stress-estimated.mjs')
  renameSync(join(outDir, 'estimated.js'), inProject)
  try {
    return JSON.parse(execFileSync(process.execPath, [inProject, file, kind], { encoding: 'utf8' })) as Result
  } finally {
    rmSync(inProject)
  }
}

const percent = ({ estimated: foreseen, measured }: Result): string =>
  `${foreseen > measured ? '+' : '−'}${Math.abs(100 * (foreseen / measured - 1)).toFixed(0)} %`

async function inTerminal(args: readonly string[]): Promise<{ took: number; peak: number; code: number | null }> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, highestOf(child.pid!))
  }, 20)
  const code = await new Promise<number | null>((ended) => child.on('exit', ended))
  clearInterval(timer)
  return { took: performance.now() - begun, peak, code }
}

/** The most memory that a process has had, in bytes; 0 where the system does not say. */
function highestOf(pid: number): number {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Opens the file as a person does, and watches the window until the data are shown. */
async function inApp(userData: string, file: string, faults: string[]): Promise<string> {
  const { app, page, close } = await launchApp({ userData, args: [file] })
  try {
    const watched = watch(page)
    let peak = 0
    let told = false
    let done = false
    void watched.then(() => {
      done = true
    })
    while (!done) {
      told ||= await page.locator('.reading').first().isVisible()
      peak = Math.max(peak, ...(await helpersOf(app)).map(highestOf))
      await setTimeout(100)
    }
    const { took, longest, frames, failure } = await watched
    if (failure) faults.push(failure)
    return [
      `shown after ${seconds(took)}`,
      `longest frame ${longest.toFixed(0)} ms`,
      `${((1000 * frames) / took).toFixed(0)} frames/s`,
      `${megabytes(peak)} at most`,
      told ? 'with progress' : 'without progress'
    ].join(', ')
  } finally {
    await close()
  }
}

/** The processes that read data for the window. */
const helpersOf = (app: ElectronApplication): Promise<number[]> =>
  app
    .evaluate(({ app: main }) =>
      main
        .getAppMetrics()
        .filter(({ serviceName, name }) => `${serviceName} ${name}`.includes('Unroll orders'))
        .map(({ pid }) => pid)
    )
    // Now and then Playwright loses an answer.
    .catch(() => [])

/** Counts frames until the view Data shows something else than that it reads. */
const watch = (page: Page): Promise<{ took: number; longest: number; frames: number; failure: string | null }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const begun = performance.now()
        let [frames, longest, before] = [0, 0, begun]
        const frame = (): void => {
          const now = performance.now()
          longest = Math.max(longest, now - before)
          before = now
          frames++
          const failure = document.querySelector('#view-data [role=alert]')?.textContent ?? null
          if (failure === null && !document.querySelector('#view-data .facts')) return void requestAnimationFrame(frame)
          resolve({ took: now - begun, longest, frames, failure })
        }
        requestAnimationFrame(frame)
      })
  )
