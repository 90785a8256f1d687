/**
 * The packages that the built app contains, with their licences: the dependencies that it loads, and the packages that
 * Vite has put into the page. The build writes them to out/licences.json, for the list of parts (SBOM), and
 * all licences to out/licences.txt, for About and the packages.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ name: string, version: string, licence: string, text: string }} Bundled */

const packages = 'node_modules/'

/**
 * A plugin of Vite's for the page.
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
    const inPage = files
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.includes(packages))
      .map(packageOf)
    const all = [...new Set([...beside(root), ...inPage])].sort()
    const bundled = all.map((name) => licenceOf(join(root, packages, name)))
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
 * @returns {Bundled}
 */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  const path = file && join(folder, file)
  return { name, version, licence: license, text: path && existsSync(path) ? readFileSync(path, 'utf8').trim() : '' }
}
