// Programs of out/main that run once in a utility process: the trial of kernels and the check of an export.

import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { app, utilityProcess } from 'electron'
import { findMachine } from '../runtime/find-machine'
import { mostOutput, type Ended, type RunTrial } from '../runtime/trials'
import type { Machine } from '../shared/machine'
import { withoutForgotten } from './forgotten'

/**
 * Finds out what this machine can do, for trainers and for the about box. Kernel sets are tried in utility processes,
 * because they train there. The work begins at once, and the start of the app does not wait for it. Never rejects.
 */
export function findMachineHere(resources: string): Promise<Machine> {
  return findMachine({
    version: app.getVersion(),
    resources,
    host: 'utility',
    run: inUtilityProcess('trial.js', 'Unroll trial of kernels')
  })
}

/** Runs `program` of out/main. */
export const inUtilityProcess =
  (program: string, serviceName: string): RunTrial =>
  (args, patience) =>
    new Promise<Ended>((resolve) => {
      const ended: Ended = { code: null, signal: null, late: false, out: '', error: '' }
      const child = withoutForgotten(() =>
        utilityProcess.fork(join(app.getAppPath(), 'out/main', program), args, {
          serviceName,
          stdio: ['ignore', 'pipe', 'pipe']
        })
      )
      for (const [name, stream] of [['out', child.stdout] as const, ['error', child.stderr] as const]) {
        const collect = (text: string): void => {
          if (ended[name].length < mostOutput) ended[name] += text
        }
        stream?.setEncoding('utf8').on('data', collect)
        // Electron (33 and later) removes these listeners right after the exit, and output may still come.
        child.once('exit', () => process.nextTick(() => stream?.off('data', collect).on('data', collect)))
      }
      const timer = setTimeout(() => {
        ended.late = true
        child.kill()
      }, patience)
      // V8 reports a fatal error here; the exit follows. Without a listener the event would throw here.
      child.on('error', (type, location) => {
        ended.error ||= `${type} ${location}`
      })
      child.once('exit', (code) => {
        clearTimeout(timer)
        void restOf(ended, code).then(() => resolve({ ...ended, code }))
      })
    })

/** Milliseconds for the output of a process that has ended well. On a busy machine it comes long after the exit. */
const longestRest = 10_000

/**
 * Output of a process can arrive after its exit, and Electron does not say when it is complete. So this waits until no
 * more comes. A program that has ended well has printed whole lines: until one is there, this waits longer.
 */
async function restOf(ended: Ended, code: number): Promise<void> {
  const begin = performance.now()
  const lacksAnswer = (): boolean => code === 0 && !ended.out.endsWith('\n') && performance.now() < begin + longestRest
  let length: number
  do {
    length = ended.out.length + ended.error.length
    await wait(50)
  } while (ended.out.length + ended.error.length > length || lacksAnswer())
}
