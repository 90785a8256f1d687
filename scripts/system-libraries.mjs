/** The shared libraries that Electron takes from a Linux system, and the virtual display of the tests. */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Failure, capture, step, tail } from './commands.mjs'

/** Library or program → its Debian package. */
const packages = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
  Xvfb: 'xvfb'
}

/** Packages that got a new name with 64-bit time: Debian 13, Ubuntu 24.04 and later. */
const renamed = new Set([
  'libasound2',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libatspi2.0-0',
  'libcups2',
  'libglib2.0-0',
  'libgtk-3-0'
])

/**
 * @param {string[]} missing libraries and programs
 * @param {boolean} time64 whether this system has the names of 64-bit time
 * @returns {{ install: string[], unknown: string[] }}
 */
export function debianPackages(missing, time64) {
  const known = missing.filter((name) => name in packages)
  const names = known.map((name) => packages[/** @type {keyof typeof packages} */ (name)])
  return {
    install: [...new Set(names)].map((name) => (time64 && renamed.has(name) ? `${name}t64` : name)).sort(),
    unknown: missing.filter((name) => !(name in packages))
  }
}

/**
 * The libraries that ldd has not found.
 * @param {string} output
 */
export const missingLibraries = (output) => [
  ...new Set([...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name))
]

/** @param {string} program */
const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

/**
 * @param {string} executable
 * @param {string[]} programs
 */
async function findMissing(executable, programs) {
  const { output } = await capture('ldd', [executable])
  return [...missingLibraries(output), ...programs.filter((program) => !onPath(program))]
}

/**
 * Makes sure that Electron can start: installs missing libraries (as root, on Debian and its relatives), or says how
 * to.
 * @param {string} executable the program file of Electron
 * @param {string[]} [programs] needed besides it
 */
export async function ensureSystemLibraries(executable, programs = []) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(executable, programs)
  if (missing.length === 0) return
  if (!onPath('apt-get')) {
    throw new Failure(
      `Electron needs these, which this system lacks: ${missing.join(', ')}. Install the packages that hold them.`
    )
  }
  if (process.getuid?.() !== 0) {
    const { install, unknown } = debianPackages(missing, await hasTime64Names())
    throw new Failure(
      `Electron needs libraries that this system lacks (${missing.join(', ')}). Run this, then try again:\n\n` +
        `  sudo apt-get update && sudo apt-get install --no-install-recommends ${[...install, ...unknown].join(' ')}`
    )
  }
  await step(`Installing system libraries: ${missing.join(', ')}`, () => installAsRoot(missing))
  const still = await findMissing(executable, programs)
  if (still.length > 0)
    throw new Failure(`Electron still lacks ${still.join(', ')}: install the packages that hold them.`)
}

const hasTime64Names = async () => (await capture('apt-cache', ['show', 'libasound2t64'])).code === 0

/** @param {string[]} missing */
async function installAsRoot(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const update = await capture('apt-get', ['update'], { env })
  const { install } = debianPackages(missing, await hasTime64Names())
  if (install.length === 0) return
  const { code, output } = await capture('apt-get', ['install', '--yes', '--no-install-recommends', ...install], {
    env
  })
  if (code !== 0) {
    throw new Failure(
      `apt-get could not install ${install.join(' ')}:\n\n${tail(update.code === 0 ? output : update.output + output)}`
    )
  }
}

/**
 * What a Debian package of this executable depends on.
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
export async function debianDependencies(executable) {
  const { output } = await capture('ldd', [executable])
  const libraries = [...output.matchAll(/^\s*(\S+) => /gm)].map(([, name]) => name).filter((name) => name in packages)
  const { install } = debianPackages(libraries, false)
  return ['libc6 (>= 2.31)', 'libgcc-s1', ...install.map((name) => (renamed.has(name) ? `${name}t64 | ${name}` : name))]
}
