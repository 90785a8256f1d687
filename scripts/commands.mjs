/**
 * Running commands and telling the person at the terminal what goes on.
 * Progress goes to stderr: stdout belongs to the program that the scripts start.
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
 * Runs a command on this terminal and gives its exit code (127 when there is no such command).
 * Ctrl-C is the command's to handle: this process waits for it to end, then ends as well.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export async function run(command, args, options = {}) {
  let interrupted = false
  const child = spawn(command, args, { stdio: 'inherit', ...options })
  const interrupt = () => {
    interrupted = true
  }
  const terminate = () => {
    interrupted = true
    child.kill('SIGTERM')
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', terminate)
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (status, signal) => resolve(exitCode(status, signal)))
  })
  process.off('SIGINT', interrupt)
  process.off('SIGTERM', terminate)
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
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 127, output: output + error.message }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }))
  })
}

/**
 * npm itself, whether these scripts were started by npm or not.
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
  output.trimEnd().split('\n').slice(-lines).map((line) => `    ${line}`).join('\n')

/**
 * Runs a script's work; a Failure ends it with its message and exit code 1.
 * @param {() => Promise<number | void>} work gives the exit code
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
