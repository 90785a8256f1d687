// The machine as a plain Node sees it, for the terminal and for bench.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Machine } from '../shared/machine'
import { findMachine, type Search } from './find-machine'
import { mostOutput, type RunTrial } from './trials'

/** `root` is the folder of the app: its package.json, resources and out/main. */
export function findMachineInNode(root: string, options: Pick<Search, 'afresh' | 'onSearch'> = {}): Promise<Machine> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const run = inNode(join(root, 'out/main/trial.js'))
  return findMachine({ version, resources: join(root, 'resources'), host: 'node', run, ...options })
}

/** `program` is a compiled program. It runs in the same runtime as this code. */
export const inNode =
  (program: string): RunTrial =>
  (args, patience) =>
    new Promise((resolve) => {
      // The child's standard input stays open while this process lives. So the child notices when this process ends.
      const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true })
      child.stdin.on('error', () => {})
      let [out, error, late] = ['', '', false]
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (out.length < mostOutput) out += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (error.length < mostOutput) error += text
      })
      const timer = setTimeout(() => {
        late = true
        child.kill('SIGKILL')
      }, patience)
      const end = (code: number | null, signal: string | null): void => {
        clearTimeout(timer)
        resolve({ code, signal, late, out, error })
      }
      child.on('error', (reason) => {
        error += reason.message
        end(null, null)
      })
      child.on('close', end)
    })
