// The same as full-disks.ts for the app: the window says why the run pauses, and the run continues by itself.

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '../../src/engine/random'
import { launchApp } from '../e2e/support/app'
import { runFolder, showNewRun } from '../e2e/support/runs'
import { listedRuns, until } from './app'
import { experiment, SmallDisk, steps } from './full-disks'
import { differences, lookAt } from './kept'

export interface AppDisksSeen {
  disks: number
  smallest: number
  largest: number
  faults: string[]
}

export async function fillDisksOfApp({
  count,
  seed,
  tell = () => {}
}: {
  count: number
  seed: number
  tell?: (line: string) => void
}): Promise<AppDisksSeen> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-app-disks-'))
  const random = new Random(seed)
  const seen: AppDisksSeen = { disks: 0, smallest: Infinity, largest: 0, faults: [] }
  const whole = join(folder, 'whole')
  try {
    // The first run has enough room.
    for (let i = 0; i <= count; i++) {
      const size = i === 0 ? 65536 : 4 * (6 + Math.floor(((i - 1 + random.next()) / count) * 80))
      const userData = join(folder, `app-${i}`)
      mkdirSync(userData)
      const disk = new SmallDisk(join(userData, 'runs'), size)
      const fault = (what: string): void => void seen.faults.push(`disk of ${size} KiB: ${what}`)
      try {
        const { page, close } = await launchApp({ userData })
        await showNewRun(page, experiment)
        if (i > 0) {
          await until('the reason of the pause', () =>
            page.locator('.banner.warning').filter({ hasText: 'no room is left on the disk' }).isVisible()
          )
          lookAt(await runFolder(userData), 0).faults.forEach(fault)
          disk.grow()
        }
        await until('a run at its end', async () => (await listedRuns(page))[0].state === 'finished')
        await close()
        const run = await runFolder(userData)
        if (i > 0) {
          differences(run, whole, steps).forEach(fault)
          seen.disks++
          seen.smallest = Math.min(seen.smallest, size)
          seen.largest = Math.max(seen.largest, size)
          tell(`${size} KiB: ${seen.faults.length} faults`)
        } else {
          cpSync(run, whole, { recursive: true })
        }
      } finally {
        disk.remove()
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return seen
}
