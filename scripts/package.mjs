/**
 * `npm run package`: writes the packages that people install into dist/, with checksums. Without words it makes all
 * packages that this system can make without downloads; with words (`npm run package -- deb appimage`) only these.
 */
import { createHash } from 'node:crypto'
import { createReadStream, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { configuration } from '../packaging/builder.mjs'
import { day, layOut, makeArchive, makeDeb, makeRpm } from '../packaging/linux.mjs'
import { manPage, studioManPage } from '../packaging/man-page.mjs'
import { listOfParts } from '../packaging/sbom.mjs'
import { Failure, capture, main, say, step } from './commands.mjs'
import { electronRuntime } from './electron-runtime.mjs'
import { ensureBuild, ensurePackages, ensureTools, root } from './prepare.mjs'

const output = join(root, 'dist')
const work = join(output, 'work')
const installed = join(work, 'installed')

/** What `npm run package` can make, and on which system. electron-builder downloads its own tools for its packages. */
/** @type {Record<string, { system: NodeJS.Platform, make: (app: App) => Promise<string[]>, byName?: true }>} */
const targets = {
  folder: { system: 'linux', make: async ({ folder }) => [folder] },
  deb: { system: 'linux', make: async ({ contents }) => [await makeDeb(installed, output, contents)] },
  rpm: { system: 'linux', make: async ({ contents }) => [await makeRpm(installed, output, contents)] },
  'tar.gz': { system: 'linux', make: async ({ folder, contents }) => [await makeArchive(folder, output, contents)] },
  appimage: { system: 'linux', make: (app) => build('linux', ['AppImage'], ['x64'], app), byName: true },
  windows: { system: 'win32', make: (app) => build('win', ['nsis', 'zip'], ['x64', 'arm64'], app) },
  macos: { system: 'darwin', make: (app) => build('mac', ['dmg', 'zip'], ['x64', 'arm64'], app) }
}

/** @typedef {{ folder: string, version: string, electron: string, contents: import('../packaging/linux.mjs').Contents }} App */

await main(async () => {
  const names = wantedTargets(process.argv.slice(2))
  await ensurePackages()
  await ensureTools()
  await ensureBuild()
  const runtime = await electronRuntime()
  const pinned = readJson('node_modules/electron/package.json').version
  const isTest = runtime.version !== pinned
  const contents = `Electron ${runtime.version}${isTest ? ` instead of ${pinned}` : ''}`
  say(isTest ? `These are test builds, never to be released: they contain ${contents}.` : `With ${contents}.`)
  const version = `${readJson('package.json').version}${isTest ? `-test.electron${parseInt(runtime.version)}` : ''}`
  rmSync(output, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const app = await packApp(runtime, version)
  /** @type {string[]} */
  const files = []
  for (const name of names) files.push(...(await step(`Making the package: ${name}`, () => targets[name].make(app))))
  rmSync(work, { recursive: true })
  await writeSums(files.filter((file) => file !== app.folder))
  const lines = files.map((file) => `  ${(bytesOf(file) / 1e6).toFixed(0).padStart(3)} MB  ${relative(root, file)}`)
  say(`\nMade${isTest ? ' as test builds' : ''}:\n${lines.join('\n')}`)
})

/** @param {string[]} named */
function wantedTargets(named) {
  const here = Object.keys(targets).filter((name) => targets[name].system === process.platform)
  const wrong = named.find((name) => !here.includes(name))
  if (wrong)
    throw new Failure(`There is no package "${wrong}" to be made on this system. There are: ${here.join(', ')}.`)
  return named.length > 0 ? named : here.filter((name) => !targets[name].byName)
}

/**
 * The folder of the app, and on Linux the tree of files as it is installed.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @param {string} version
 * @returns {Promise<App>}
 */
async function packApp(runtime, version) {
  const date = await lastCommit()
  const about = { version, date: day(date) }
  const contents = {
    version: version.replace('-', '~'),
    date,
    man: { unroll: await manPage(helpOf, about), 'unroll-studio': studioManPage(about) },
    sbom: await listOfParts({ version, electron: runtime.version, date, bundled: readJson('out/licences.json') })
  }
  const folder = join(output, 'linux-unpacked')
  const app = { folder, version, electron: runtime.version, contents }
  if (process.platform === 'linux') {
    await step('Packing the app', () => build('linux', ['dir'], ['x64'], app, { electronDist: runtime.dist }))
    layOut(installed, folder, contents)
  }
  return app
}

/**
 * Lets electron-builder make packages, and returns their files.
 * @param {'linux' | 'win' | 'mac'} system
 * @param {string[]} formats
 * @param {('x64' | 'arm64')[]} processors
 * @param {App} app
 * @param {object} [also] more settings of electron-builder
 * @returns {Promise<string[]>}
 */
async function build(system, formats, processors, { folder, version, electron }, also) {
  const builder = createRequire(join(root, 'packaging/'))('electron-builder')
  const platform = builder.Platform[{ linux: 'LINUX', win: 'WINDOWS', mac: 'MAC' }[system]]
  return builder.build({
    projectDir: root,
    targets: platform.createTarget(formats, ...processors.map((name) => builder.Arch[name])),
    config: { ...configuration({ version, electron, output }), ...also },
    publish: 'never',
    ...(formats[0] === 'AppImage' && { prepackaged: folder })
  })
}

/** What `unroll` prints, in English. @param {string[]} args */
async function helpOf(args) {
  const env = { ...process.env, LC_ALL: 'C' }
  const { code, output: text } = await capture(process.execPath, [join(root, 'out/main/unroll.js'), ...args], { env })
  if (code !== 0) throw new Failure(`unroll ${args.join(' ')} failed:\n\n${text}`)
  return text
}

/** The date of the sources, so that the same sources make the same packages. */
async function lastCommit() {
  const { code, output: seconds } = await capture('git', ['log', '-1', '--format=%ct'], { cwd: root })
  return code === 0 ? new Date(Number(seconds) * 1000) : new Date()
}

/** SHA256SUMS, for `sha256sum --check`. @param {string[]} files */
async function writeSums(files) {
  const sums = await Promise.all(
    files.map(async (file) => {
      const hash = createHash('sha256')
      await pipeline(createReadStream(file), hash)
      return `${hash.digest('hex')}  ${basename(file)}\n`
    })
  )
  if (sums.length > 0) writeFileSync(join(output, 'SHA256SUMS'), sums.join(''))
}

/** The size in bytes of a file, or of all files in a folder. @param {string} path @returns {number} */
function bytesOf(path) {
  const about = lstatSync(path)
  if (!about.isDirectory()) return about.size
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0)
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}
