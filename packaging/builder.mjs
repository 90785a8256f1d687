/**
 * The settings of electron-builder: the parts of the app, its fuses, and the packages of Windows, macOS and the
 * AppImage. (linux.mjs makes the .deb and the .rpm. No tool for them adds the AppArmor profile, the man page and the
 * AppStream data, and electron-builder downloads its tool for them.)
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../scripts/prepare.mjs'

export const executableName = 'unroll-studio'
export const experimentExtension = 'unroll'

/**
 * The fuses: what Electron allows the packaged app (ARCHITECTURE.md, "Packages"). A test reads them from the binary.
 */
export const fuses = {
  // The command `unroll` is the app's own runtime, run as plain Node.
  runAsNode: true,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false
}

/** Chromium's own texts, in the languages of the app. */
const languages = ['en-US', 'ko']

/**
 * Without a certificate (CSC_LINK or CSC_NAME, see README.md) a macOS app is signed ad hoc, because arm64 runs no
 * unsigned program.
 */
const hasCertificate = Boolean(process.env.CSC_LINK || process.env.CSC_NAME)

/** @param {string} from a path in this folder @param {string} to a path in the app's folder */
const command = (from, to) => [{ from: join(root, 'packaging', from), to }]

/**
 * @param {{ version: string, electron: string, output: string }} options versions of the app and of Electron
 * @returns {import('electron-builder').Configuration}
 */
export const configuration = ({ version, electron, output }) => ({
  appId: 'org.unroll.Unroll',
  productName: 'Unroll',
  copyright: 'The Unroll authors, MIT licence',
  // A Wayland desktop uses this name to find the menu entry of the window.
  extraMetadata: { version, desktopName: 'unroll.desktop' },
  directories: { output, buildResources: join(root, 'packaging') },
  electronVersion: electron,
  electronLanguages: languages,
  electronFuses: fuses,
  npmRebuild: false,
  asar: true,
  files: [
    'package.json',
    'LICENSE',
    'resources/**',
    '!resources/screenshots',
    'scripts/commands.mjs',
    'packaging/unroll.mjs',
    'out/**',
    '!out/main/bench*',
    '!out/.built',
    '!out/licences.json',
    '!**/node_modules/**/*.{d.ts,d.cts,d.mts,ts,map,md,flow}',
    '!**/node_modules/zod/src'
  ],
  extraFiles: [{ from: join(root, 'out/licences.txt'), to: 'LICENSES.unroll.txt' }],
  icon: join(root, 'resources/icon.png'),
  fileAssociations: [
    { ext: experimentExtension, name: 'Unroll experiment', role: 'Editor' },
    { ext: 'safetensors', name: 'Model (safetensors)', role: 'Viewer', rank: 'Alternate' }
  ],
  async afterPack({ appOutDir, electronPlatformName }) {
    if (electronPlatformName !== 'linux') return
    // The loader of the fallback runtime, and Chromium's sandbox program, which would need set-uid. Where user
    // namespaces are restricted, the AppArmor profile allows them instead.
    for (const path of ['resources/app', 'chrome-sandbox', 'version']) {
      await rm(join(appOutDir, path), { recursive: true, force: true })
    }
  },

  linux: { executableName, category: 'Science', extraFiles: command('linux/unroll', 'unroll') },

  win: { executableName: 'Unroll', extraFiles: command('windows/unroll.cmd', 'bin/unroll.cmd') },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },

  mac: {
    category: 'public.app-category.education',
    extraResources: command('macos/unroll', 'bin/unroll'),
    ...(hasCertificate ? { hardenedRuntime: true } : { identity: '-', hardenedRuntime: false })
  }
})
