/**
 * Runtimes out of the npm registry, kept in the user's cache for all checkouts: what a person needs once, or only for
 * the tests, is no dependency that every install pays for.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure, capture, npm, tail } from './commands.mjs'

export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'unroll')

/**
 * Makes a folder of the cache, all of it in a temporary one beside it that gets its name in one step at the end.
 * @param {string} folder
 * @param {string} room what the disk must hold, for the message when it is full
 * @param {(temporary: string) => Promise<string>} make gives the folder, inside the temporary one, to be kept
 */
export async function keep(folder, room, make) {
  await removeLeftovers(folder)
  const temporary = `${folder}.making-${process.pid}`
  await mkdir(temporary, { recursive: true })
  try {
    const made = await make(temporary)
    // When another process has finished the same work meanwhile, its folder is as good as this one.
    await rename(made, folder).catch((error) => {
      if (!existsSync(folder)) throw error
    })
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error
    throw new Failure(`Not enough room on the disk: ${room} in ${dirname(folder)} while it is being set up.`)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/**
 * Removes what killed runs have left behind.
 * @param {string} folder
 */
async function removeLeftovers(folder) {
  const names = await readdir(dirname(folder)).catch(() => [])
  for (const name of names) {
    const [, maker] = /\.making-(\d+)$/.exec(name) ?? []
    if (maker && !isAlive(Number(maker))) await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM' // It is somebody else's.
  }
}

/**
 * Fetches one version of a package, checks that it is the one expected, and unpacks files of it.
 * @param {{ spec: string, integrity: string }} source
 * @param {string} folder
 * @param {string[]} files in the package
 * @returns {Promise<string>} where they lie
 */
export async function unpackPackage({ spec, integrity }, folder, files) {
  const { code, output } = await npm(['pack', spec, '--pack-destination', folder, '--loglevel=error'], { cwd: folder })
  if (code !== 0) {
    throw new Failure(
      `${spec} could not be fetched from the npm registry:\n\n${tail(output)}\n\nCheck the network and try again.`
    )
  }
  const [name] = (await readdir(folder)).filter((entry) => entry.endsWith('.tgz'))
  const hash = createHash('sha512')
  await pipeline(createReadStream(join(folder, name)), hash)
  if (`sha512-${hash.digest('base64')}` !== integrity) {
    throw new Failure(`${spec} is not the package that was expected (its checksum differs), so it is not used.`)
  }
  const unpacked = await capture('tar', ['-xzf', name, ...files.map((file) => `package/${file}`)], { cwd: folder })
  if (unpacked.code !== 0) throw new Failure(`tar could not unpack ${spec}:\n\n${tail(unpacked.output)}`)
  await rm(join(folder, name))
  return join(folder, 'package')
}
