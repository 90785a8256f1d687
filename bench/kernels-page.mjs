// Serves the page of page.ts on the loopback address, and opens it in Chromium with flags for its V8.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { launchOptions } from '../scripts/chromium.mjs'

const root = resolve(import.meta.dirname, '..')
// Memory is shared only in a page that is isolated from others.
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

/** @returns {Promise<{ address: string, close(): void }>} */
export async function serveKernelsPage() {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome130',
      rollupOptions: { input: 'bench/page.ts', output: { entryFileNames: 'page.js' } }
    }
  })
  const script = /** @type {import('vite').Rollup.RollupOutput} */ (built).output[0].code
  const server = createServer(({ url = '' }, response) => {
    const [, set] = /^\/([\w-]+)\.wasm$/.exec(url) ?? []
    if (set) {
      response.writeHead(200, { ...isolated, 'content-type': 'application/wasm' })
      response.end(readFileSync(join(root, 'resources/kernels', `${set}.wasm`)))
    } else if (url === '/page.js')
      response.writeHead(200, { ...isolated, 'content-type': 'text/javascript' }).end(script)
    else if (url === '/') {
      response.writeHead(200, { ...isolated, 'content-type': 'text/html' })
      response.end('<!doctype html><title>Kernels</title><script type="module" src="/page.js"></script>')
    } else response.writeHead(404).end()
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    address: `http://127.0.0.1:${port}/`,
    close() {
      server.close()
      server.closeAllConnections()
    }
  }
}

/**
 * @param {string} address
 * @param {readonly string[]} flags of V8
 */
export async function openKernelsPage(address, flags) {
  const { chromium } = await import('@playwright/test')
  const browser = await chromium.launch(launchOptions(flags))
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForFunction('globalThis.kernels')
  return { page, close: () => browser.close() }
}
