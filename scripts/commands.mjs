/**
 * Runs commands and tells the person at the terminal what happens.
 * Progress goes to stderr, because stdout belongs to the program that the scripts start.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Something that can go wrong on a person's machine; the message says what to do, and no stack trace is shown. */
export class Failure extends Error {}

/** @param {string} text */
export const say = (text) => {
  process.stderr.write(`${text}\n`)
}

/** @param {number} started a `performance.now()` */
export const secondsSince = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`

/**
 * Announces a piece of work, does it and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  say(`• ${title} …`)
  const started = performance.now()
  const result = await work()
  say(`  done in ${secondsSince(started)}`)
  return result
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
const exitCode = (code, signal) => code ?? 128 + (signal ? constants.signals[signal] : 0)

/**
 * Runs a command on this terminal and returns its exit code (127 when there is no such command). The command handles
 * Ctrl-C: this process waits until the command has ended, then ends too.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  return followed(child, { SIGINT: () => {}, SIGTERM: () => child.kill('SIGTERM') })
}

/** The milliseconds in which a program must end after it has said that its work is done. */
const lastMoment = 2000

/**
 * Runs one of our own programs (out/main/*.js) in the same way. It surely ends when the work of the program is done,
 * even if Node hangs at its end, because the program sends its exit code through a channel
 * (src/trainer/end-process.ts). The first signal goes through the channel too: a terminal sends Ctrl-C to both
 * processes, but a signal from elsewhere reaches only this one. The second signal is sent as a real signal.
 * @type {typeof run}
 */
export async function runProgram(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  /** @type {number | null} */
  let told = null
  child.on('message', (message) => {
    told = /** @type {{ ended: number }} */ (message).ended
    setTimeout(() => child.kill('SIGKILL'), lastMoment).unref()
  })
  let signalled = false
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => () => {
    if (signalled || !child.connected) child.kill(signal)
    else child.send({ signal })
    signalled = true
  }
  return followed(child, { SIGINT: pass('SIGINT'), SIGTERM: pass('SIGTERM'), SIGHUP: pass('SIGHUP') }, () => told)
}

/**
 * The exit code of a child that has ended, or the code that it has sent before. Until then `signals` says how this
 * process handles its signals; after one of them it ends together with the child.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Partial<Record<NodeJS.Signals, () => void>>} signals
 * @param {() => number | null} told
 * @returns {Promise<number>}
 */
async function followed(child, signals, told = () => null) {
  let interrupted = false
  const handlers = Object.entries(signals).map(
    ([signal, handle]) =>
      /** @type {const} */ ([
        signal,
        () => {
          interrupted = true
          handle()
        }
      ])
  )
  for (const [signal, handler] of handlers) process.on(signal, handler)
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (status, signal) => resolve(told() ?? exitCode(status, signal)))
  })
  for (const [signal, handler] of handlers) process.off(signal, handler)
  if (interrupted) process.exit(code || 130)
  return code
}

/**
 * Runs a command and keeps what it prints, stdout and stderr together.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }))
  })
}

/**
 * Runs npm itself, whether npm started these scripts or not.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli)) return capture(process.execPath, [cli, ...args], options)
  return capture('npm', args, { ...options, shell: process.platform === 'win32' })
}

/**
 * The last lines of a command's output, indented: enough to see why it failed.
 * @param {string} output
 */
export const tail = (output, lines = 25) =>
  output
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n')

/**
 * Runs a script's work. A Failure ends it with a message and exit code 1.
 * @param {() => Promise<number | void>} work returns the exit code
 */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? process.exitCode
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    say(`\n${error.message}`)
    process.exitCode = 1
  }
}
