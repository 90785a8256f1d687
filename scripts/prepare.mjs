/**
 * What every script needs before it starts: a recent Node, the npm packages, the built app. Quick if nothing is
 * missing.
 */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure, capture, npm, step, tail } from './commands.mjs'

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** The sources of a build, and the files that it must have written. */
const sources = [
  'src',
  'bench',
  'assembly',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json'
]
export const products = ['out/main/index.js', 'out/main/unroll.js', 'out/main/bench.js', 'out/renderer/index.html']
const stamp = 'out/.built'

/** @param {string} path relative to the project */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/**
 * Whether a version of Node is in a range like `^20.19 || >= 22.13` in package.json. Other signs are not supported.
 * @param {string} version `major.minor.patch`
 * @param {string} range
 */
export function satisfies(version, range) {
  const [major, minor] = version.split('.').map(Number)
  return range.split('||').some((part) => {
    const [, sign, wantedMajor, wantedMinor = '0'] = /^\s*(\^|>=)\s*(\d+)(?:\.(\d+))?(?:\.0)?\s*$/.exec(part) ?? []
    if (!sign) throw new Error(`A range of versions that is not understood: ${range}`)
    return major === Number(wantedMajor) ? minor >= Number(wantedMinor) : sign === '>=' && major > Number(wantedMajor)
  })
}

/** The range in words. @param {string} range as above */
export const inWords = (range) =>
  range
    .split('||')
    .map((part) =>
      part
        .trim()
        .replace(/^\^((\d+).*)/, '$1 or a later $2')
        .replace(/^>=\s*(.*)/, '$1 or newer')
    )
    .join(', ')

function checkNode() {
  const { node } = readJson('package.json').engines
  if (satisfies(process.versions.node, node)) return
  throw new Failure(
    `Unroll needs Node ${inWords(node)}; this is Node ${process.versions.node}. Install such a Node and try again.`
  )
}

/**
 * Whether the packages in node_modules differ from the lock file. Packages for other systems are optional and may be
 * absent.
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} Packages
 * @param {Packages} locked
 * @param {Packages} installed
 */
export function packagesDiffer(locked, installed) {
  const paths = Object.keys(locked).filter((path) => path !== '')
  return (
    paths.some((path) => !installed[path] && !locked[path].optional && !locked[path].devOptional) ||
    Object.entries(installed).some(
      ([path, { version, integrity }]) => version !== locked[path]?.version || integrity !== locked[path]?.integrity
    )
  )
}

/** Installs the npm packages if they are missing or differ from the lock file. */
export async function ensurePackages() {
  checkNode()
  await install('.', 'Installing npm packages (about a minute)')
}

/** Does the same for the packages that only `npm run package` needs. */
export const ensureTools = () => install('packaging', 'Installing electron-builder (90 MB)')

/** @param {string} folder with a package.json of its own @param {string} title */
async function install(folder, title) {
  const { packages } = readJson(join(folder, 'package-lock.json'))
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (existsSync(join(root, installed)) && !packagesDiffer(packages, readJson(installed).packages)) return
  await step(title, async () => {
    // Nothing here needs install scripts. With NODE_ENV "production" npm would leave out the tools that build the app.
    const options = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const { code, output } = await npm(['ci', ...options], { cwd: join(root, folder) })
    if (code !== 0) {
      throw new Failure(
        `The npm packages could not be installed:\n\n${tail(output)}\n\n` +
          'Check that the npm registry can be reached, then try again. ' +
          'If npm says that package.json and package-lock.json differ, run: npm install --ignore-scripts'
      )
    }
  })
}

/**
 * The time of the last change of a file, or of anything in a folder; 0 when there is no such path. The folder itself
 * counts too, so that a removed file is noticed.
 * @param {string} path
 * @returns {number}
 */
export function lastChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, lastChange(join(path, name))), stats.mtimeMs)
}

/**
 * Whether the built app is missing, is older than its sources, or comes from the development server.
 * @param {string} folder the project
 */
export function buildIsStale(folder) {
  const at = (/** @type {string} */ path) => join(folder, path)
  if (![stamp, ...products].every((path) => existsSync(at(path)))) return true
  const built = lastChange(at(stamp))
  if (products.some((path) => lastChange(at(path)) > built)) return true
  const started = Number(readFileSync(at(stamp), 'utf8'))
  const projects = readdirSync(folder).filter((name) => /^tsconfig.*\.json$/.test(name))
  return [...sources, ...projects].some((path) => lastChange(at(path)) > started)
}

/** Always builds the app. Needs no Electron. */
export async function build() {
  const started = Date.now()
  const { code, output } = await tool('electron-vite/bin/electron-vite.js', ['build'], capture)
  if (code === 0) writeFileSync(join(root, stamp), String(started))
  return { code, output }
}

/** Builds the app when it is missing or out of date. */
export async function ensureBuild() {
  if (!buildIsStale(root)) return
  await step('Building the app', async () => {
    const { code, output } = await build()
    if (code !== 0) throw new Failure(`The app could not be built:\n\n${tail(output, 40)}`)
  })
}

/**
 * Runs a tool from node_modules in the project.
 * @template T
 * @param {string} script its file
 * @param {string[]} args
 * @param {(command: string, args: string[], options: import('node:child_process').SpawnOptions) => T} how run or capture
 * @param {{ env?: NodeJS.ProcessEnv, node?: string }} [where] another environment, another Node
 * @returns {T}
 */
export const tool = (script, args, how, { env = process.env, node = process.execPath } = {}) =>
  how(node, [join(root, 'node_modules', script), ...args], { cwd: root, env })
