// The ordinary install of Electron by npm start, from mirrors on the loopback address: its result, and the message
// where it fails. It works on a copy of the project, so this checkout stays as it is.

import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fallbackFits, fallbackFolder, fallbackVersion, makeFallback } from '../../scripts/electron-fallback.mjs'
import { emptyMirror, mirrorOf, silentMirror, zip, type Mirror, type ZipEntry } from './mirror'

const root = resolve(import.meta.dirname, '../..')
const version: string = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version
const executables: Record<string, string> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
const executable = executables[process.platform] ?? 'electron'

let folder: string
const mirrors: Mirror[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unroll-install-'))
  copyProject()
})
afterEach(async () => {
  await Promise.all(mirrors.splice(0).map((mirror) => mirror.close()))
  rmSync(folder, { recursive: true })
})

/**
 * The scripts, and node_modules with an Electron package of its own that has no runtime yet. All other packages are
 * links.
 */
function copyProject(): void {
  for (const name of ['scripts', 'package.json']) cpSync(join(root, name), join(folder, name), { recursive: true })
  const packages = join(root, 'node_modules')
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(packages)) {
    if (name !== 'electron') symlinkSync(join(packages, name), join(folder, 'node_modules', name), 'junction')
  }
  const whole = (path: string): boolean => !/[/\\]electron[/\\](dist|path\.txt)/.test(path)
  cpSync(join(packages, 'electron'), join(folder, 'node_modules/electron'), { recursive: true, filter: whole })
}

interface Outcome {
  kind?: string
  version?: string
  executable?: string
  failure?: string
  said: string
}

/**
 * Asks scripts/electron-runtime.mjs of the copy for an Electron. Its caches are empty except for a stand-in for the
 * fallback runtime, so that none is fetched. `before` is a statement that runs first.
 */
async function electronRuntime(mirror: Mirror, before = ''): Promise<Outcome> {
  mirrors.push(mirror)
  const ours = pathToFileURL(join(folder, 'scripts/electron-runtime.mjs')).href
  const script = `${before}
    const { electronRuntime } = await import(${JSON.stringify(ours)})
    console.log(JSON.stringify(await electronRuntime().catch(({ message }) => ({ failure: message }))))`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    UNROLL_ELECTRON_RETRY: '1',
    ELECTRON_MIRROR: mirror.address,
    npm_config_electron_use_remote_checksums: '1',
    XDG_CACHE_HOME: join(folder, 'cache'),
    electron_config_cache: join(folder, 'electron-cache')
  }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  const node = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env })
  const { stdout, stderr } = await node
  return { ...JSON.parse(stdout), said: stderr }
}

function putFallback(): void {
  const made = join(folder, 'cache/unroll', fallbackFolder().split(/[/\\]/).at(-1)!)
  mkdirSync(made, { recursive: true })
  writeFileSync(join(made, executable), '')
  writeFileSync(join(made, 'version'), fallbackVersion)
}

const onAnotherProcessor = "Object.defineProperty(process, 'arch', { value: 'mips' });"

const small = zip([
  { name: executable, mode: 0o100755, content: Buffer.from('#!/bin/sh\necho hello\n') },
  { name: 'version', mode: 0o100644, content: Buffer.from(version) }
])

function filesBelow(path: string, name = ''): ZipEntry[] {
  return readdirSync(join(path, name), { withFileTypes: true }).flatMap((entry) => {
    const below = name ? `${name}/${entry.name}` : entry.name
    if (entry.isDirectory()) return filesBelow(path, below)
    return [{ name: below, mode: statSync(join(path, below)).mode, content: readFileSync(join(path, below)) }]
  })
}

it.runIf(fallbackFits)('installs an Electron that runs, and finds it from then on', async () => {
  if (!existsSync(fallbackFolder())) await makeFallback()
  const files = filesBelow(fallbackFolder()).filter(({ name }) => name !== 'version')
  const archive = zip([...files, { name: 'version', mode: 0o100644, content: Buffer.from(version) }])
  const mirror = await mirrorOf(version, archive)
  const runtime = await electronRuntime(mirror)
  const dist = join(folder, 'node_modules/electron/dist')
  expect(runtime).toMatchObject({ kind: 'installed', version, executable: join(dist, executable) })
  expect(runtime.said).toContain(`Downloading Electron ${version}`)
  const asNode = { env: { ELECTRON_RUN_AS_NODE: '1' } }
  const answer = await promisify(execFile)(runtime.executable!, ['-p', 'process.versions.electron'], asNode)
  expect(answer.stdout.trim()).toBe(fallbackVersion)

  const asked = mirror.asked.length
  expect(await electronRuntime(mirror)).toMatchObject({ kind: 'installed', said: '' })
  expect(mirror.asked).toHaveLength(asked)
})

const failures: { what: string; mirror: () => Promise<Mirror>; reason: RegExp }[] = [
  { what: 'has no such release', mirror: emptyMirror, reason: /404/ },
  { what: 'never answers', mirror: silentMirror, reason: /no answer within 20 s/ },
  {
    what: 'serves another file than its checksum says',
    reason: /checksum/,
    mirror: () => mirrorOf(version, small, { promised: Buffer.from('another') })
  },
  { what: 'breaks off in the middle', mirror: () => mirrorOf(version, small, { cutOff: true }), reason: /broke off/ },
  {
    what: 'is not there',
    reason: /ECONNREFUSED/,
    mirror: async () => {
      const gone = await emptyMirror()
      await gone.close()
      return { ...gone, close: async () => {} }
    }
  }
]

it.each(failures)('a mirror that $what: the reason is said, and what to do', async ({ mirror, reason }) => {
  const { failure, said } = await electronRuntime(await mirror(), onAnotherProcessor)
  const [first, ...rest] = failure!.split('\n')
  expect(first).toMatch(reason)
  expect(rest.join('\n')).toContain('ELECTRON_MIRROR')
  expect(said).toContain('not possible here')
  // Nothing of a failed try blocks the next one.
  expect(await electronRuntime(await mirrorOf(version, small))).toMatchObject({ kind: 'installed', version })
})

it.runIf(fallbackFits).each(failures)(
  'a mirror that $what: the fallback opens, and why is said',
  async ({ mirror, reason }) => {
    putFallback()
    const { kind, said } = await electronRuntime(await mirror())
    expect(kind).toBe('fallback')
    expect(said).toMatch(reason)
  }
)

it('an archive without the app in it is no Electron', async () => {
  const archive = zip([{ name: 'LICENSE', mode: 0o100644, content: Buffer.from('MIT') }])
  const { failure } = await electronRuntime(await mirrorOf(version, archive), onAnotherProcessor)
  expect(failure).toContain('holds no Electron')
})
