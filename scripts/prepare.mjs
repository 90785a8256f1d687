/** What every script needs before it starts: a recent Node, the npm packages, the built app. Quick when all is there. */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure, capture, npm, step, tail } from './commands.mjs'

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))

/** What a build is made of, and what it must have made. */
const sources = ['src', 'bench', 'assembly', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
export const products = ['out/main/index.js', 'out/main/unroll.js', 'out/main/bench.js', 'out/renderer/index.html']
const stamp = 'out/.built'

/** @param {string} path relative to the project */
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/**
 * Whether a version is at least the wanted one, both `major.minor.patch`.
 * @param {string} version
 * @param {string} wanted
 */
export function atLeast(version, wanted) {
  const [major, minor = 0] = version.split('.').map(Number)
  const [wantedMajor, wantedMinor = 0] = wanted.split('.').map(Number)
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

function checkNode() {
  const wanted = readJson('package.json').engines.node.replace('>=', '')
  if (!atLeast(process.versions.node, wanted)) {
    throw new Failure(`Unroll needs Node ${wanted} or newer; this is Node ${process.versions.node}. Install a newer Node and try again.`)
  }
}

/**
 * Whether the packages in node_modules differ from the lock file. Packages for other systems are optional and may be absent.
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

/** Installs the npm packages when they are missing or not those of the lock file. */
export async function ensurePackages() {
  checkNode()
  const { packages } = readJson('package-lock.json')
  const installed = 'node_modules/.package-lock.json'
  if (existsSync(join(root, installed)) && !packagesDiffer(packages, readJson(installed).packages)) return
  await step('Installing npm packages (about a minute)', async () => {
    // Nothing here needs install scripts; a NODE_ENV of "production" must not leave out the tools that build the app.
    const options = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const { code, output } = await npm(['ci', ...options], { cwd: root })
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
 * When a file, or anything in a folder, was last changed; 0 when there is no such path.
 * A folder counts itself, so that a removed file is seen.
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
 * Whether the built app is missing, older than its sources, or was built by something else (the development server).
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

/** Builds the app, whatever there is. Needs no Electron. */
export async function build() {
  const started = Date.now()
  const { code, output } = await tool('electron-vite/bin/electron-vite.js', ['build'], capture)
  if (code === 0) writeFileSync(join(root, stamp), String(started))
  return { code, output }
}

/** Builds the app when it is not there or not up to date. */
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
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {T}
 */
export const tool = (script, args, how, env = process.env) =>
  how(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, env })
