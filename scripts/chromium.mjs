/** Finds the Chromium of the system, which has the engine of the current Electron, and starts it without a window. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Failure } from './commands.mjs'

const names = ['chromium', 'chromium-browser']

/** @returns {{ executable: string, version: string }} UNROLL_CHROMIUM, or the first that the PATH has */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const inPath = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file))
  const executable = process.env.UNROLL_CHROMIUM || inPath
  if (!executable) {
    throw new Failure(
      'There is no Chromium here. Install it (Debian: apt-get install chromium), or set UNROLL_CHROMIUM to its executable.'
    )
  }
  /** @type {import('node:child_process').ExecFileSyncOptionsWithStringEncoding} */
  const quiet = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
  const [version] = /\d+(\.\d+)+/.exec(execFileSync(executable, ['--version'], quiet)) ?? ['of an unknown version']
  return { executable, version }
}

/**
 * The options with which Playwright starts it: no window, no work in the background.
 * @param {readonly string[]} v8Flags
 */
export function launchOptions(v8Flags = []) {
  const quiet = [
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ]
  return {
    executablePath: findChromium().executable,
    headless: true,
    // Its sandbox refuses to work as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...quiet, ...(v8Flags.length > 0 ? [`--js-flags=${v8Flags.join(' ')}`] : [])]
  }
}

/**
 * The flags that its V8 knows, from V8's answer to --help. Each of Chromium's processes prints the list and ends. Only
 * the first process waits for the others, so it is ended as soon as one list is complete.
 * @returns {Promise<string>}
 */
export function v8Help() {
  const userData = mkdtempSync(join(tmpdir(), 'unroll-chromium-'))
  const options = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${userData}`, '--js-flags=--help']
  const child = spawn(findChromium().executable, [...options, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore']
  })
  return new Promise((resolve, reject) => {
    let help = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      help += text
      if (help.split('The following syntax').length > 2) process.kill(-Number(child.pid), 'SIGKILL')
    })
    child.on('error', reject)
    child.on('close', () => {
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
      resolve(help)
    })
  })
}
