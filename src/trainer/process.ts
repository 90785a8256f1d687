// Entry of the utility process in which one run trains (or in which previews, estimates and exports are made).
// Electron is reached only through process.parentPort.

import type { Report } from '../shared/messages'
import { Host } from './host'
import type { Port } from './viewer'

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void
}

const { parentPort } = process as unknown as { parentPort: ParentPort }

const host = new Host({
  report: (report: Report) => parentPort.postMessage(report),
  // The last report needs a moment to leave the process.
  exit: () => void setTimeout(() => process.exit(0), 50)
})

process.on('uncaughtException', (error) => host.crashed(error))
process.on('unhandledRejection', (reason) => host.crashed(reason))
parentPort.on('message', ({ data, ports }) => host.receive(data, ports))
