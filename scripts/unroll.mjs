#!/usr/bin/env node
/** `npx unroll …`: the trainer in a terminal. Installs and builds what is missing, then hands over. Needs no Electron. */
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { main } from './commands.mjs'
import { ensureBuild, ensurePackages, root } from './prepare.mjs'

await main(async () => {
  await ensurePackages()
  await ensureBuild()
  await import(pathToFileURL(join(root, 'out/main/unroll.js')).href)
})
