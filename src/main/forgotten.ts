// Electron (33 and later) opens /dev/null for every utility process that it starts, and never closes it: after a
// thousand trainers main could open no file any more. Where the system tells which descriptors there are, we close it.

import { closeSync, readdirSync, readlinkSync } from 'node:fs'
import type { UtilityProcess } from 'electron'

/** Starts a process; what starting it left open in this one is closed when it is gone. */
export function withoutForgotten(fork: () => UtilityProcess): UtilityProcess {
  if (process.platform !== 'linux') return fork()
  const before = new Set(nullDescriptors())
  const child = fork()
  let left = nullDescriptors().filter((descriptor) => !before.has(descriptor))
  // What is closed by then was not forgotten.
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
        // The one by which the folder was read.
        return false
      }
    })
