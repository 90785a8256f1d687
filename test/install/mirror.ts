// A mirror of Electron's releases on the loopback address for ELECTRON_MIRROR, and the zip files that it serves.

import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32 } from 'node:zlib'

export interface ZipEntry {
  name: string
  /** Permissions and kind, as in stat. */
  mode: number
  content: Buffer
}

/** A zip archive whose entries are stored without compression. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, mode, content } of entries) {
    const path = Buffer.from(name)
    // Version 2.0, no flags, stored, no time; checksum and sizes.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(path.length, 22)
    const attributes = Buffer.alloc(14)
    attributes.writeUInt32LE((mode << 16) >>> 0, 6)
    attributes.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04'), common, path, content)
    // Made on Unix, so that the permissions count.
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, attributes, path)
    offset += 4 + common.length + path.length + content.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, index, Buffer.from('PK\x05\x06'), end])
}

export interface Mirror {
  /** The value for ELECTRON_MIRROR. */
  address: string
  /** The requests so far, as "GET /v1.2.3/…". */
  asked: string[]
  close(): Promise<void>
}

async function serve(answer: RequestListener): Promise<Mirror> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
  }
}

/** Serves one release: the archive and SHASUMS256.txt with the checksum of `promised`. */
export function mirrorOf(
  version: string,
  archive: Buffer,
  { promised = archive, cutOff = false } = {}
): Promise<Mirror> {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  const sums = `${createHash('sha256').update(promised).digest('hex')} *${name}\n`
  return serve(({ url, method }, response) => {
    if (url === `/v${version}/SHASUMS256.txt`) response.end(sums)
    else if (url !== `/v${version}/${name}`) response.writeHead(404).end()
    else {
      response.writeHead(200, { 'content-length': archive.length })
      if (!cutOff || method === 'HEAD') response.end(archive)
      else response.write(archive.subarray(0, archive.length / 2), () => response.destroy())
    }
  })
}

export const emptyMirror = (): Promise<Mirror> => serve((_, response) => response.writeHead(404).end())

/** Accepts every request and answers none. */
export const silentMirror = (): Promise<Mirror> => serve(() => {})
