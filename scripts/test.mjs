/**
 * `npm test`: the checks of the project, on a fresh machine too. All stages run even when one fails.
 * `npm test -- unit` or `npm test -- types lint` runs only the stages named. The last line counts checks and tests.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { Failure, main, run, secondsSince, tail } from './commands.mjs'
import { withDisplays } from './displays.mjs'
import { describe, electronRuntime, runtimeEnvironment } from './electron-runtime.mjs'
import { newNode } from './new-node.mjs'
import { build, ensureBuild, ensurePackages, root, tool } from './prepare.mjs'
import { ensureSystemLibraries } from './system-libraries.mjs'
import { addUp, checkCounts, playwrightCounts, summaryLine, vitestCounts, withExitCode } from './test-summary.mjs'

/** @typedef {import('./test-summary.mjs').Counts} Counts */

/**
 * Stages with `outside` need something that not every machine has, or many minutes. They run only when they are named.
 * @type {Record<string, { title: string, work: () => Promise<Counts>, outside?: true }>}
 */
const stages = {
  types: { title: 'Types', work: checkTypes },
  lint: { title: 'Lint', work: lint },
  unit: { title: 'Unit tests', work: () => vitest() },
  'new-node': { title: 'On a new Node', work: testsOnNewNode },
  build: { title: 'Build', work: buildApp },
  e2e: { title: 'End-to-end tests', work: endToEndTests },
  chromium: { title: 'In Chromium', work: chromiumTests, outside: true },
  install: { title: 'Install of Electron', work: installTests, outside: true },
  package: { title: 'The installed package', work: packageTests, outside: true }
}
/** The checks of `npm test -- lint`. `npm run format` corrects what Prettier finds. */
const linters = [
  { title: 'ESLint: rules, and who may import whom', path: 'eslint/bin/eslint.js', args: ['.'] },
  { title: 'Prettier: layout', path: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
  { title: 'knip: nothing unused', path: 'knip/bin/knip.js', args: ['--no-progress'] }
]
/**
 * The tests that depend on V8: kernels, training, threads and the programs of the terminal. Files of runs and files for
 * other programs do not, and they take long.
 */
const onEveryV8 = ['test/engine/', 'test/runtime/', 'test/trainer/', 'test/cli/']
const onOneV8 = ['test/trainer/exports/**', 'test/trainer/imports/**', 'test/cli/export.test.ts']
let reports = ''
let buildFailed = false

await main(async () => {
  const named = process.argv.slice(2)
  const unknown = named.filter((name) => !Object.hasOwn(stages, name))
  if (unknown.length > 0) {
    throw new Failure(`There is no stage ${unknown.join(', ')}. The stages are: ${Object.keys(stages).join(', ')}.`)
  }
  await ensurePackages()
  reports = mkdtempSync(join(tmpdir(), 'unroll-test-'))
  const results = []
  for (const [name, { title, work, outside }] of Object.entries(stages)) {
    if (named.length === 0 ? !outside : named.includes(name)) results.push(await runStage(title, work))
  }
  rmSync(reports, { recursive: true })
  const total = addUp(results.map(({ counts }) => counts))
  console.log('\n── Summary')
  for (const { title, counts, time } of results) {
    console.log(`${counts.failed === 0 ? '✓' : '✗'} ${title.padEnd(21)}${summaryLine(counts).padEnd(34)}${time}`)
  }
  if (total.failures.length > 0) console.log(`\nWhat failed:\n${total.failures.map((line) => `✗ ${line}`).join('\n')}`)
  console.log(`\n${summaryLine(total)}`)
  return total.failed === 0 ? 0 : 1
})

/** @param {string} title @param {() => Promise<Counts>} work */
async function runStage(title, work) {
  console.log(`\n── ${title}`)
  const started = performance.now()
  let counts
  try {
    counts = await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.log(error.message)
    counts = checkCounts(false, title)
  }
  const time = secondsSince(started)
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${title}: ${summaryLine(counts)} (${time})`)
  return { title, counts, time }
}

async function checkTypes() {
  const projects = readdirSync(root).filter((name) => /^tsconfig\.(?!base\.).+\.json$/.test(name))
  const all = []
  const check = async () => {
    for (let project = projects.shift(); project; project = projects.shift()) {
      const code = await tool('vue-tsc/bin/vue-tsc.js', ['--noEmit', '-p', project], run)
      console.log(`${code === 0 ? '✓' : '✗'} ${project}`)
      all.push(checkCounts(code === 0, project))
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 3) }, check))
  return addUp(all)
}

/** All at once: each of them works on one core. */
async function lint() {
  const all = linters.map(async ({ title, path, args }) => {
    const code = await tool(path, args, run)
    console.log(`${code === 0 ? '✓' : '✗'} ${title}`)
    return checkCounts(code === 0, title)
  })
  return addUp(await Promise.all(all))
}

async function installTests() {
  return vitest(['--config=test/install/vitest.config.ts'])
}

async function packageTests() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Failure('Packages are tried as root on a Debian.')
  const made = await run(process.execPath, ['scripts/package.mjs', 'deb', 'rpm', 'tar.gz'], { cwd: root })
  if (made !== 0) throw new Failure('Not run: the packages could not be made.')
  return vitest(['--config=test/package/vitest.config.ts'])
}

async function testsOnNewNode() {
  const node = await newNode()
  if (!node) {
    console.log(`Left out: the npm registry has no Node for ${process.platform} ${process.arch} of which we know.`)
    return { passed: 0, failed: 0, skipped: 1, failures: [] }
  }
  console.log(`On Node ${node.version}: ${onEveryV8.join(', ')} without ${onOneV8.join(', ')}`)
  return vitest([...onEveryV8, ...onOneV8.map((path) => `--exclude=${path}`)], node)
}

/**
 * @param {string[]} [what] parts of paths, or options; none means all
 * @param {{ version: string, executable: string }} [node] to run it, and all programs that it starts
 */
async function vitest(what = [], node = { version: process.versions.node, executable: process.execPath }) {
  const report = join(reports, `vitest-${node.version}.json`)
  const args = ['run', ...what, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const env = { ...process.env, UNROLL_TEST_NODE: node.version }
  return readReport(report, vitestCounts, await tool('vitest/vitest.mjs', args, run, { env, node: node.executable }))
}

async function buildApp() {
  const { code, output } = await build()
  buildFailed = code !== 0
  if (buildFailed) console.log(tail(output, 60))
  return checkCounts(!buildFailed, 'The app could not be built')
}

async function endToEndTests() {
  if (buildFailed) throw new Failure('Not run: the app could not be built.')
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY
  const runtime = await electronRuntime()
  await ensureSystemLibraries(runtime.executable, needsDisplay ? ['Xvfb'] : [])
  await ensureBuild()
  console.log(`On ${describe(runtime)}${needsDisplay ? ', with virtual displays' : ''}`)
  const env = runtimeEnvironment(runtime)
  if (!needsDisplay) return playwright([], env)
  return withDisplays(Math.min(availableParallelism(), 2), (displays) =>
    playwright([`--workers=${displays.length}`], { ...env, UNROLL_TEST_DISPLAYS: displays.join() })
  )
}

async function chromiumTests() {
  if (buildFailed) throw new Failure('Not run: the app could not be built.')
  const { executable, version } = findChromium()
  await ensureBuild()
  console.log(`On Chromium ${version} (${executable})`)
  return playwright(['--config=test/chromium/playwright.config.ts'], process.env)
}

/**
 * @param {string[]} options
 * @param {NodeJS.ProcessEnv} env
 */
async function playwright(options, env) {
  const report = join(reports, 'playwright.json')
  const all = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = await tool('@playwright/test/cli.js', ['test', ...options, '--reporter=list,json'], run, { env: all })
  return readReport(report, playwrightCounts, code)
}

/**
 * @template T
 * @param {string} file
 * @param {(report: T) => Counts} count
 * @param {number} exitCode
 */
function readReport(file, count, exitCode) {
  try {
    return withExitCode(count(JSON.parse(readFileSync(file, 'utf8'))), exitCode)
  } catch {
    return checkCounts(false, 'The runner ended without a report')
  }
}
