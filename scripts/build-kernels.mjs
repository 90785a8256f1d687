// Compiles assembly/ to the three kernel sets of asconfig.json; `npm run build` begins with it.
//
// Usage: node scripts/build-kernels.mjs [folder]      (default: resources/kernels)
// The result is committed, so Unroll runs without the compiler. A test builds the sets again and compares them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const folder = process.argv[2] ?? 'resources/kernels'
const { targets } = JSON.parse(readFileSync('asconfig.json', 'utf8'))

for (const target of Object.keys(targets)) {
  const outFile = join(folder, `${target}.wasm`)
  const { error, stderr } = await asc.main(['--target', target, '--outFile', outFile])
  if (error) {
    console.error(`${target}: ${error.message}\n${stderr.toString()}`)
    process.exit(1)
  }
  console.log(`✓ ${outFile}`)
}
