/**
 * The packages that the built app contains, with their licences: the dependencies that it loads, and the packages that
 * Vite has put into the page or the programs. The build writes them to out/licences.json, for the list of parts (SBOM), and
 * all licences to out/licences.txt, for About and the packages.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ name: string, version: string, licence: string, text: string }} Bundled */

const packages = 'node_modules/'

/** Found so far in this build, by every part of it. @type {Set<string>} */
const inBundles = new Set()

/** Packages that come inside another one, as part of its files. @type {Record<string, string[]>} */
const inside = { 'onnxruntime-web': ['onnxruntime-common'] }

/** For packages under MIT that bring no text of it. @type {Record<string, string>} */
const copyrights = {
  'onnxruntime-web': `Copyright (c) Microsoft Corporation

The WebAssembly contains parts of other projects; ThirdPartyNotices.txt of github.com/microsoft/onnxruntime lists them.`,
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation'
}

/**
 * A plugin of Vite's for the page and the programs. The page is built last.
 * @param {string} root of the project
 * @returns {import('vite').Plugin}
 */
export const licences = (root) => ({
  name: 'licences',
  apply: 'build',
  writeBundle(_options, bundle) {
    const files = Object.values(bundle).flatMap((part) =>
      part.type === 'chunk' ? part.moduleIds : part.originalFileNames
    )
    const found = files
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.includes(packages))
      .map(packageOf)
    for (const name of found) for (const part of [name, ...(inside[name] ?? [])]) inBundles.add(part)
    const all = [...new Set([...beside(root), ...inBundles])].sort()
    const mit = readFileSync(join(root, 'LICENSE'), 'utf8')
      .replace(/^Copyright.*$/m, '')
      .trim()
    const bundled = all.map((name) => licenceOf(join(root, packages, name), mit))
    const own = ['LICENSE', 'resources/fonts/OFL.txt'].map((file) => readFileSync(join(root, file), 'utf8'))
    const theirs = bundled.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
    writeFileSync(
      join(root, 'out/licences.json'),
      JSON.stringify(bundled.map(({ name, version }) => ({ name, version })))
    )
    writeFileSync(join(root, 'out/licences.txt'), [...own, ...theirs].join(`\n${'─'.repeat(60)}\n\n`))
  }
})

/** The name of the package that a file lies in. @param {string} file */
function packageOf(file) {
  const [first, second] = file.slice(file.lastIndexOf(packages) + packages.length).split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/**
 * The packages that a person needs who only runs the app, by their path below node_modules.
 * @param {string} root
 */
function beside(root) {
  /** @type {{ packages: Record<string, { dev?: boolean, optional?: boolean }> }} */
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(lock.packages)
    .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
    .map(([path]) => path.slice(packages.length))
}

/**
 * @param {string} folder of a package
 * @param {string} mit the text of that licence
 * @returns {Bundled}
 */
function licenceOf(folder, mit) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : name in copyrights
      ? `${copyrights[name]}\n\n${mit}`
      : ''
  return { name, version, licence: license, text }
}
