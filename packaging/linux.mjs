/**
 * The packages of Linux: dpkg-deb and rpmbuild get one tree of files, which is the same as on the disk after an
 * installation. The .tar.gz contains the folder of the app.
 */
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Failure, capture, tail } from '../scripts/commands.mjs'
import { root } from '../scripts/prepare.mjs'
import { debianDependencies } from '../scripts/system-libraries.mjs'
import { executableName } from './builder.mjs'

export const iconSizes = [16, 22, 24, 32, 48, 64, 128, 256, 512]

/** Before the first release, replace this by an address whose mail is read. */
const maintainer = 'The Unroll authors <unroll@unroll.invalid>'
const summary = 'studio for training recurrent neural networks'
const description = [
  'A desktop app that trains recurrent networks offline, on the processor, and',
  'shows how they learn: loss, weights, gradients, and back-propagation through',
  'time with every equation of chapter 10 of "Deep Learning" (Goodfellow, Bengio,',
  'Courville). It brings the command "unroll", which does the same in a terminal.'
]

/**
 * @typedef {{ version: string, date: Date, man: Record<string, string>, sbom: string }} Contents
 *   `version` as dpkg and rpm order it, `man` by name of the command
 */

const own = (/** @type {string} */ name) => readFileSync(join(root, 'packaging/linux', name), 'utf8')

/**
 * Writes the tree of files.
 * @param {string} tree an empty folder
 * @param {string} app the folder of the app
 * @param {Contents} contents
 */
export function layOut(tree, app, { version, date, man, sbom }) {
  /** @param {string} path @param {string | Buffer} content */
  const put = (path, content) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), content, { mode: 0o644 })
  }
  mkdirSync(join(tree, 'usr/lib'), { recursive: true })
  mkdirSync(join(tree, 'usr/bin'))
  cpSync(app, join(tree, 'usr/lib/unroll'), { recursive: true, verbatimSymlinks: true })
  const libraries = readdirSync(join(tree, 'usr/lib/unroll')).filter((name) => /\.so(\.\d+)?$/.test(name))
  for (const name of libraries) chmodSync(join(tree, 'usr/lib/unroll', name), 0o644)
  for (const command of ['unroll', executableName])
    symlinkSync(`../lib/unroll/${command}`, join(tree, 'usr/bin', command))

  put('usr/share/applications/unroll.desktop', own('unroll.desktop'))
  put('usr/share/mime/packages/unroll.xml', own('unroll.xml'))
  put(
    'usr/share/metainfo/org.unroll.Unroll.metainfo.xml',
    own('org.unroll.Unroll.metainfo.xml').replace('@VERSION@', version).replace('@DATE@', day(date))
  )
  put('usr/share/unroll/apparmor', own('apparmor'))
  put('usr/share/icons/hicolor/scalable/apps/unroll.svg', readFileSync(join(root, 'resources/icon.svg')))
  for (const size of iconSizes) {
    const picture = readFileSync(join(root, `packaging/icons/${size}x${size}.png`))
    put(`usr/share/icons/hicolor/${size}x${size}/apps/unroll.png`, picture)
  }
  for (const [name, page] of Object.entries(man)) put(`usr/share/man/man1/${name}.1.gz`, gzipSync(page, { level: 9 }))
  put(
    'usr/share/doc/unroll/copyright',
    own('copyright').replace('@LICENCE@', indented(readFileSync(join(root, 'LICENSE'), 'utf8')))
  )
  put('usr/share/doc/unroll/sbom.cdx.json', sbom)
}

/**
 * @param {string} tree the tree that layOut has written
 * @param {string} folder for the package
 * @param {Contents} contents
 * @returns {Promise<string>} the file
 */
export async function makeDeb(tree, folder, { version, date }) {
  /** @param {string} path @param {string} content @param {number} [mode] */
  const put = (path, content, mode = 0o644) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), content, { mode })
  }
  const executable = join(tree, 'usr/lib/unroll', executableName)
  const { output: size } = await capture('du', ['-sk', '--apparent-size', join(tree, 'usr')])
  put('usr/share/lintian/overrides/unroll', own('lintian-overrides'))
  put('usr/share/doc/unroll/changelog.gz', gzipSync(changelog(version, date), { level: 9 }))
  put(
    'DEBIAN/control',
    [
      'Package: unroll',
      `Version: ${version}`,
      'Architecture: amd64',
      `Maintainer: ${maintainer}`,
      `Installed-Size: ${parseInt(size)}`,
      `Depends: ${(await debianDependencies(executable)).join(', ')}`,
      // For the trash of the desktop.
      'Recommends: libglib2.0-bin',
      'Section: science',
      'Priority: optional',
      `Description: ${summary}`,
      ...description.map((line) => ` ${line}`),
      ''
    ].join('\n')
  )
  put('DEBIAN/postinst', script('configure', own('after-install.sh')), 0o755)
  put('DEBIAN/postrm', script('remove', own('after-remove.sh')), 0o755)
  const file = join(folder, `unroll_${version}_amd64.deb`)
  // The highest level of xz would take six times as long and save a tenth of the size.
  await work('dpkg-deb', ['--root-owner-group', '-Zxz', '-z2', '--build', tree, file], date)
  return file
}

/** As makeDeb. @type {typeof makeDeb} */
export async function makeRpm(tree, folder, { version, date }) {
  const top = `${tree}-rpm`
  mkdirSync(top, { recursive: true })
  const spec = join(top, 'unroll.spec')
  writeFileSync(
    spec,
    [
      'Name: unroll',
      `Version: ${version.replace('-', '~')}`,
      'Release: 1',
      `Summary: ${capital(summary)}`,
      'License: MIT',
      `Packager: ${maintainer}`,
      'BuildArch: x86_64',
      // The libraries beside the executable are only for the app itself.
      '%global __provides_exclude .*',
      '%global __requires_exclude ^(libffmpeg|libEGL|libGLESv2|libvk_swiftshader|libvulkan)\\\\.so',
      '%global _build_id_links none',
      '%global __os_install_post %{nil}',
      '%global _binary_payload w3.zstdio',
      '%description',
      ...description,
      '%install',
      `mkdir -p %{buildroot}`,
      `cp -a ${tree}/usr %{buildroot}/`,
      // Removes the files that makeDeb has added.
      'rm -rf %{buildroot}/usr/share/lintian %{buildroot}/usr/share/doc/unroll/changelog.gz',
      '%post',
      own('after-install.sh'),
      '%postun',
      'if [ "$1" = 0 ]; then',
      own('after-remove.sh'),
      'fi',
      '%files',
      '%defattr(-,root,root,-)',
      '/usr/bin/*',
      '/usr/lib/unroll',
      '/usr/share/unroll',
      '/usr/share/applications/*',
      '/usr/share/icons/hicolor/*/apps/*',
      '/usr/share/man/man1/*',
      '/usr/share/metainfo/*',
      '/usr/share/mime/packages/*',
      '/usr/share/doc/unroll',
      ''
    ].join('\n')
  )
  await work(
    'rpmbuild',
    ['-bb', '--define', `_topdir ${top}`, '--define', `_rpmdir ${top}`, '--target', 'x86_64', spec],
    date
  )
  const [made] = await readdir(join(top, 'x86_64'))
  await rename(join(top, 'x86_64', made), join(folder, made))
  return join(folder, made)
}

/**
 * @param {string} app the folder of the app
 * @param {string} folder for the archive
 * @param {Contents} contents
 * @returns {Promise<string>} the file
 */
export async function makeArchive(app, folder, { version, date }) {
  const name = `unroll-${version}-linux-x64`
  const file = join(folder, `${name}.tar.gz`)
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--sort=name', `--mtime=@${seconds(date)}`]
  await work('tar', ['-czf', file, ...owner, `--transform=s,^\\./,${name}/,`, '-C', app, './'], date)
  return file
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Date} date the date of all files inside, so that the same sources give the same package
 */
async function work(command, args, date) {
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(seconds(date)), LC_ALL: 'C.UTF-8' }
  const { code, output } = await capture(command, args, { env })
  if (code === 127)
    throw new Failure(`There is no ${command} here. Install it (Debian: apt-get install dpkg rpm tar), then try again.`)
  if (code !== 0) throw new Failure(`${command} failed:\n\n${tail(output)}`)
}

/** A maintainer script that works only when dpkg calls it with this word. @param {string} when @param {string} body */
const script = (when, body) => `#!/bin/sh\nset -e\nif [ "$1" = ${when} ]; then\n${body}fi\n`

/** @param {string} version @param {Date} date */
const changelog = (version, date) =>
  [
    `unroll (${version}) unstable; urgency=medium`,
    '',
    '  * Unroll as its authors pack it.',
    '',
    ` -- ${maintainer}  ${date.toUTCString().replace('GMT', '+0000')}`,
    ''
  ].join('\n')

/** @param {Date} date */
const seconds = (date) => Math.floor(date.getTime() / 1000)
/** @param {Date} date */
export const day = (date) => date.toISOString().slice(0, 10)
/** @param {string} text */
const indented = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => ` ${line.trim() || '.'}`)
    .join('\n')
/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1)
