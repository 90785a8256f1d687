/** Virtual displays for the end-to-end tests. Two windows on one display would take the focus from each other. */
import { spawn } from 'node:child_process'
import { Failure } from './commands.mjs'

/**
 * Starts as many virtual displays as asked for, and ends them when the work is done.
 * @template T
 * @param {number} count
 * @param {(names: string[]) => Promise<T>} work gets the values for DISPLAY
 * @returns {Promise<T>}
 */
export async function withDisplays(count, work) {
  const started = Array.from({ length: count }, startDisplay)
  try {
    return await work(await Promise.all(started.map(({ name }) => name)))
  } finally {
    for (const { server } of started) server.kill()
  }
}

function startDisplay() {
  // Xvfb takes the first number that is free, and writes it to descriptor 3 when it accepts windows.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  /** @type {Promise<string>} */
  const name = new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (text) => (said += text))
    server.stdio[3]?.once('data', (number) => resolve(`:${String(number).trim()}`))
    server.once('error', (error) => reject(new Failure(`Xvfb could not be started: ${error.message}`)))
    server.once('exit', () => reject(new Failure(`Xvfb ended before it had a display:\n${said}`)))
  })
  return { server, name }
}
