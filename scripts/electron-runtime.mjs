/**
 * Finds the Electron that runs the app, or gets one:
 *   1. ELECTRON_OVERRIDE_DIST_PATH, when it is set;
 *   2. the ordinary install in node_modules;
 *   3. the fallback runtime that an earlier start has made (UNROLL_ELECTRON_RETRY=1 skips it and tries 4 again);
 *   4. the ordinary install, done now;
 *   5. the fallback runtime, made now (Linux x64: see electron-fallback.mjs).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, capture, say, secondsSince } from './commands.mjs'
import { fallbackFits, fallbackFolder, fallbackVersion, makeFallback } from './electron-fallback.mjs'
import { inWords, root, satisfies } from './prepare.mjs'

/** @typedef {{ dist: string, executable: string, version: string, kind: 'override' | 'installed' | 'fallback' }} Runtime */

const electronPackage = join(root, 'node_modules/electron')
const executableName =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[String(process.platform)] ?? 'electron'

/** The time limits for the first answer of the release server and for the whole download. */
const patience = { answer: 20_000, download: 600_000 }

/** @returns {Promise<Runtime>} */
export async function electronRuntime() {
  const found = override() ?? installed()
  if (found) return found
  if (process.env.UNROLL_ELECTRON_RETRY !== '1') {
    const made = fallback()
    if (made) return made
  }
  const reason = await install()
  const runtime = installed() ?? fallback()
  if (runtime) return runtime
  if (!fallbackFits) throw new Failure(helpWithout(reason))
  await makeFallback()
  return /** @type {Runtime} */ (fallback())
}

/**
 * @param {string} dist
 * @param {Runtime['kind']} kind
 * @returns {Runtime | undefined}
 */
function runtimeAt(dist, kind) {
  const executable = join(dist, executableName)
  const versionFile = join(dist, 'version')
  if (!existsSync(executable) || !existsSync(versionFile)) return undefined
  return { dist, executable, version: readFileSync(versionFile, 'utf8').trim().replace(/^v/, ''), kind }
}

function override() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (!dist) return undefined
  const runtime = runtimeAt(dist, 'override')
  if (runtime) return runtime
  throw new Failure(
    `ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no Electron in it (${executableName} and version). ` +
      'Correct it, or unset it to use the ordinary Electron.'
  )
}

const wantedVersion = () => JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version

function installed() {
  const runtime = runtimeAt(join(electronPackage, 'dist'), 'installed')
  // An install writes path.txt last. Without this file the install was cut off.
  return runtime?.version === wantedVersion() && existsSync(join(electronPackage, 'path.txt')) ? runtime : undefined
}

const fallback = () => (fallbackFits ? runtimeAt(fallbackFolder(), 'fallback') : undefined)

/**
 * The ordinary install, as the electron package does it (it knows mirrors and its own cache). This function gives up
 * quickly when a server does not answer, because the download itself would wait for minutes.
 * @returns {Promise<string>} why it failed, when it did
 */
async function install() {
  say(`• Downloading Electron ${wantedVersion()} (about 120 MB) …`)
  const started = performance.now()
  const end = new AbortController()
  let unreachable = ''
  const giveUp = (/** @type {number} */ after, /** @type {string} */ reason) =>
    setTimeout(() => {
      unreachable = reason
      end.abort()
    }, after)
  const proxied = Boolean(process.env.ELECTRON_GET_USE_PROXY)
  const tooLong = `not finished within ${patience.download / 60_000} minutes`
  const noAnswer = `no answer within ${patience.answer / 1000} s`
  let limit = proxied ? giveUp(patience.download, tooLong) : giveUp(patience.answer, noAnswer)
  fetch(releaseServer(), { method: 'HEAD', signal: end.signal }).then(
    () => {
      clearTimeout(limit)
      limit = giveUp(patience.download, tooLong)
    },
    ({ cause }) => {
      // The installer only says "fetch failed".
      if (!proxied) unreachable ||= cause?.message ?? ''
    }
  )
  const { code, output } = await capture(process.execPath, [join(electronPackage, 'install.js')], {
    signal: end.signal
  })
  clearTimeout(limit)
  end.abort()
  if (code === 0 && installed()) {
    say(`  done in ${secondsSince(started)}`)
    return ''
  }
  const reason = unreachable || reasonIn(output)
  say(`  not possible here: ${releaseServer()}: ${reason} (${secondsSince(started)})`)
  const tooOld = nodeTooOldForInstaller()
  if (tooOld) say(`  ${tooOld}`)
  return reason
}

/**
 * What a person sees of the installer's output.
 * @param {string} output
 */
function reasonIn(output) {
  const [first] = output.trim().split('\n')
  if (first === '') return 'what it sent holds no Electron of this version'
  return first === 'TypeError: terminated' ? 'the download broke off' : first
}

/**
 * Electron's installer asks for a newer Node than Unroll. It works on older ones too; if it fails, this message says
 * so.
 */
function nodeTooOldForInstaller() {
  const { engines } = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  if (satisfies(process.versions.node, engines.node)) return ''
  const [wanted, here] = [inWords(engines.node), process.versions.node]
  return `The installer of Electron ${wantedVersion()} asks for Node ${wanted}; this is Node ${here}.`
}

function releaseServer() {
  const { npm_config_electron_mirror, NPM_CONFIG_ELECTRON_MIRROR, ELECTRON_MIRROR } = process.env
  return new URL(npm_config_electron_mirror || NPM_CONFIG_ELECTRON_MIRROR || ELECTRON_MIRROR || 'https://github.com')
    .origin
}

/** @param {string} reason */
const helpWithout = (reason) =>
  [
    `Electron ${wantedVersion()} could not be installed from ${releaseServer()}: ${reason}`,
    ...[nodeTooOldForInstaller()].filter(Boolean),
    '',
    'The window of Unroll needs Electron. Do one of these, then run npm start again:',
    `  - let this machine reach ${releaseServer()};`,
    '  - set ELECTRON_MIRROR to the address of a mirror of the Electron releases, with a slash at its end;',
    `  - unpack Electron ${fallbackVersion} or newer for ${process.platform} ${process.arch}` +
      ' and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    'Training from a terminal needs none of this: npx unroll --help'
  ].join('\n')

/**
 * The message about the Electron in use.
 * @param {Runtime} runtime
 */
export function describe({ version, kind }) {
  if (kind === 'override') return `Electron ${version} (from ELECTRON_OVERRIDE_DIST_PATH)`
  if (kind === 'installed') return `Electron ${version}`
  return `Electron ${version} from the npm registry (UNROLL_ELECTRON_RETRY=1 tries to download ${wantedVersion()} again)`
}

/**
 * Whether Electron's sandbox works on this machine: null, or why it does not, and what to do.
 * @returns {string | null}
 */
export function whyNoSandbox() {
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) return 'as root it refuses to work. Start Unroll as an ordinary user to have it.'
  if (spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0) return null
  return (
    'this system keeps user namespaces, of which it is made, from ordinary programs (Ubuntu since 23.10). ' +
    'The .deb and the .rpm bring an AppArmor profile that allows Unroll to have it (npm run package).'
  )
}

/** Flags that Electron needs on this machine. */
export const machineFlags = () => (whyNoSandbox() === null ? [] : ['--no-sandbox'])

/**
 * The environment of a program that starts this Electron: the app, electron-vite, Playwright.
 * @param {Runtime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function runtimeEnvironment({ dist, executable }) {
  const env = {
    ...process.env,
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    ELECTRON_EXEC_PATH: executable,
    UNROLL_ELECTRON: executable,
    UNROLL_ELECTRON_FLAGS: machineFlags().join(' ')
  }
  // Editors that are Electron apps set this in their terminals. It would turn Electron into a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  return env
}
