// The entry of the utility process in which the laboratory measures. It reaches Electron only through
// process.parentPort.

import type { LaboratoryReport } from '../../shared/laboratory'
import { whyOf } from '../../shared/why'
import { LaboratoryHost } from './host'

interface ParentPort {
  postMessage(message: LaboratoryReport): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

const { parentPort } = process as unknown as { parentPort: ParentPort }
const host = new LaboratoryHost({ report: (report) => parentPort.postMessage(report) })

const failed = (error: unknown): void => parentPort.postMessage({ type: 'failed', ...whyOf(error) })
process.on('uncaughtException', failed)
process.on('unhandledRejection', failed)
parentPort.on('message', ({ data }) => host.receive(data))
