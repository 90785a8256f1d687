// What this machine can do, for trainers and for the about box. Kernel sets are tried in utility processes, since that
// is where they train, and beside the start, which does not wait for it.

import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import { findMachine } from '../runtime/machine'
import type { Ended, RunTrial } from '../runtime/trials'
import type { Machine } from '../shared/machine'

/** Begins at once; never rejects. */
export function findMachineHere(resources: string): Promise<Machine> {
  return findMachine({ version: app.getVersion(), resources, host: 'utility', run: trialInUtilityProcess })
}

const trialInUtilityProcess: RunTrial = (args, patience) =>
  new Promise<Ended>((resolve) => {
    const ended: Ended = { code: null, signal: null, late: false, out: '', error: '' }
    const child = utilityProcess.fork(join(app.getAppPath(), 'out/main/trial.js'), args, {
      serviceName: 'Unroll trial of kernels', stdio: ['ignore', 'pipe', 'pipe']
    })
    const reading = (['stdout', 'stderr'] as const).map((name) => new Promise<void>((done) => {
      const stream = child[name]
      stream?.on('data', (bytes: Buffer) => { ended[name === 'stdout' ? 'out' : 'error'] += bytes.toString() })
      stream?.once('close', done)
      if (!stream) done()
    }))
    const timer = setTimeout(() => {
      ended.late = true
      child.kill()
    }, patience)
    // V8's own account of a fatal error; the exit follows. Without a listener the event would throw here.
    child.on('error', (type, location) => { ended.error ||= `${type} ${location}` })
    child.once('exit', (code) => {
      clearTimeout(timer)
      void Promise.all(reading).then(() => resolve({ ...ended, code }))
    })
  })
