// app://unroll/…: serves the built page and nothing else, under a strict content security policy. Unlike file://,
// a scheme of our own gives the page an origin, and the page cannot reach files.
// (The development server's pages come without the policy: its hot reload needs inline styles and a socket.)

import { readFile } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { protocol } from 'electron'
import { headersOf } from './headers'
import { host, scheme } from './page'

/** Call before the app is ready. It gives the scheme an origin, as https has one. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }
  ])
}

export function serveRenderer(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const file = fileOf(request.url, folder)
    const content = file && (await readFile(file).catch(() => null))
    if (!content) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(content), { headers: headersOf(file) })
  })
}

/** The file below `folder` that an address names; null when the address leads outside. */
export function fileOf(url: string, folder: string): string | null {
  const { hostname, pathname } = new URL(url)
  if (hostname !== host) return null
  try {
    const file = resolve(folder, `.${decodeURIComponent(pathname)}`)
    return file.startsWith(resolve(folder) + sep) ? file : null
  } catch {
    return null
  }
}
