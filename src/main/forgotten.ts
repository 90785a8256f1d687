// Electron (33 and later) opens /dev/null for every utility process that it starts, and never closes it: after a
// thousand trainers main cannot open any file. When the system lists the open descriptors, we close these.

import { closeSync, readdirSync, readlinkSync } from 'node:fs'
import type { UtilityProcess } from 'electron'

/** Starts a process. Descriptors that its start leaves open in this process are closed when it has ended. */
export function withoutForgotten(fork: () => UtilityProcess): UtilityProcess {
  if (process.platform !== 'linux') return fork()
  const before = new Set(nullDescriptors())
  const child = fork()
  let left = nullDescriptors().filter((descriptor) => !before.has(descriptor))
  // A descriptor that is closed by then is no leak.
  child.once('spawn', () => {
    const open = new Set(nullDescriptors())
    left = left.filter((descriptor) => open.has(descriptor))
    child.once('exit', () => left.forEach((descriptor) => closeSync(descriptor)))
  })
  return child
}

const nullDescriptors = (): number[] =>
  readdirSync('/proc/self/fd')
    .map(Number)
    .filter((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`) === '/dev/null'
      } catch {
        // This is the descriptor with which the folder itself is read.
        return false
      }
    })
