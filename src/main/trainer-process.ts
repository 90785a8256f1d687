// One utility process that runs a program of out/main: orders go in, reports come out checked, and its end is reported
// together with its last words.

import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { app, utilityProcess, type MessagePortMain } from 'electron'
import type { z } from 'zod'
import { withoutForgotten } from './forgotten'
import { reportSchema, type Order, type Report } from '../shared/messages'

export interface Exit {
  code: number
  /** The last lines that the process wrote to stderr: the only trace of a crash. */
  lastWords: string
}

export interface ChildProcess<Order> {
  send(order: Order, ports?: MessagePortMain[]): void
  kill(): void
  /** Resolves when the process has ended. */
  ended: Promise<Exit>
}

const lastWordsLength = 600

export type TrainerProcess = ChildProcess<Order>

/** `name` is what the system's list of processes shows. */
export const startTrainer = (name: string, onReport: (report: Report) => void): TrainerProcess =>
  startProcess('trainer.js', name, reportSchema, onReport)

/** `program` is a file of out/main. */
export function startProcess<Order, Report>(
  program: string,
  name: string,
  schema: z.ZodType<Report>,
  onReport: (report: Report) => void
): ChildProcess<Order> {
  const child = withoutForgotten(() =>
    utilityProcess.fork(join(app.getAppPath(), 'out/main', program), [], {
      serviceName: name,
      stdio: ['ignore', 'inherit', 'pipe']
    })
  )
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text)
    lastWords = (lastWords + text).slice(-lastWordsLength)
  })
  child.on('message', (message) => {
    const parsed = schema.safeParse(message)
    if (parsed.success) onReport(parsed.data)
    else console.error('A report that does not fit its schema:', message, parsed.error.issues)
  })
  // V8 gives up (out of memory, say). The exit follows; without a listener the event would throw here.
  child.on('error', (type, location) => {
    lastWords += `${type} ${location}`
  })
  const ended = new Promise<Exit>((end) => {
    child.on('exit', (code) => end({ code, lastWords: stripVTControlCharacters(lastWords).trim() }))
  })
  return {
    ended,
    send: (order, ports = []) => child.postMessage(order, ports),
    kill() {
      // A stopped process (SIGSTOP) does not react to a weaker signal.
      if (process.platform === 'win32' || child.pid === undefined) child.kill()
      else process.kill(child.pid, 'SIGKILL')
    }
  }
}
