/**
 * Stands in for Electron's own default app in a runtime that comes without one (scripts/electron-fallback.mjs):
 * starts the app whose folder is the first argument that is not a flag.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

process.defaultApp = true
app.setName(productName ?? name)
app.setDesktopName(`${name}.desktop`)
app.setVersion(version)
app.setAppPath(folder)

// Awaited at top level: Electron holds `ready` back until the app's own module has run.
await import(pathToFileURL(join(folder, main)).href)
