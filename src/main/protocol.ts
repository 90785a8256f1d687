// app://unroll/…: serves the built page and nothing else, under a strict content security policy. Unlike file://,
// a scheme of our own gives the page an origin, and the page cannot reach files.
// (The development server's pages come without the policy: its hot reload needs inline styles and a socket.)

import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { protocol } from 'electron'
import { host, scheme } from './page'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  // data: because Vite inlines the smallest of KaTeX's fonts.
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf'
}

/** Before the app is ready: makes the scheme one with an origin, as https is. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

export function serveRenderer(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const file = fileOf(request.url, folder)
    const content = file && (await readFile(file).catch(() => null))
    if (!content) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff'
      }
    })
  })
}

/** The file below `folder` that an address means; null for whatever leads out of it. */
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
