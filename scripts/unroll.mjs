#!/usr/bin/env node
/**
 * `npx unroll …`: the trainer in a terminal. Installs and builds what is missing, then starts it. Needs no Electron.
 */
import { join } from 'node:path'
import { main, runProgram } from './commands.mjs'
import { ensureBuild, ensurePackages, root } from './prepare.mjs'

await main(async () => {
  await ensurePackages()
  await ensureBuild()
  return runProgram(process.execPath, [join(root, 'out/main/unroll.js'), ...process.argv.slice(2)])
})
