// A process that was started for one answer must not outlive the process that started it, even when it hangs in a
// computation.

import { fstatSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/** Milliseconds after which a process ends in any case: far longer than anyone waits for a trial. */
const longestTrial = 60_000

/** A separate thread waits until the standard input ends (it never carries data), or until the time is over. */
const watching = `
const { Socket } = require('node:net')
const { parentPort, workerData } = require('node:worker_threads')
const end = () => process.kill(process.pid, 'SIGKILL')
setTimeout(end, workerData.longest)
if (workerData.isPipe) new Socket({ fd: 0 }).on('error', end).on('close', end).resume()
parentPort.postMessage('watching')
`

/**
 * Resolves when the thread rests: V8's flags may then be changed. Where the standard input is no pipe from the parent,
 * only the time is watched.
 */
export function endWithParent(longest = longestTrial): Promise<void> {
  const input = fstatSync(0)
  const worker = new Worker(watching, {
    eval: true,
    workerData: { longest, isPipe: input.isFIFO() || input.isSocket() }
  })
  worker.unref()
  return new Promise((resolve, reject) => worker.once('message', () => resolve()).once('error', reject))
}
