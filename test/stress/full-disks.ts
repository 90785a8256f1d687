// Runs on disks of many sizes, each too small for the run. Each run must pause and say why. When there is room again, it
// must become the run that always had enough room, to the last bit. A disk is a tmpfs, so this needs Linux and root.

import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '../../src/engine/random'
import { differences, lookAt } from './kept'

interface Plan {
  count: number
  seed: number
  program: readonly string[]
  tell?: (line: string) => void
}

export interface DisksSeen {
  disks: number
  smallest: number
  largest: number
  /** Disks that were too small even for the first files of the run. */
  refused: number
  /** Disks on which a run paused, and then ended by itself when they had grown. */
  paused: number
  faults: string[]
}

export const steps = 4000

/** A checkpoint of some KiB at every twentieth step, and a line of curves at every step: about 600 KiB in all. */
export const experiment = {
  name: 'Disk',
  seed: 3,
  data: { kind: 'task', task: 'running-parity', validationSequences: 8 },
  model: { recurrence: 'output', hiddenSize: 8 },
  learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 4 },
  watching: { validateEvery: 100, sampleEvery: 200, sampleLength: 5, checkpointEvery: 20 },
  stop: { steps }
} as const

/** A folder with so many KiB of room. */
export class SmallDisk {
  constructor(
    private readonly folder: string,
    size: number
  ) {
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', folder])
  }

  grow(): void {
    execFileSync('mount', ['-o', 'remount,size=65536k', this.folder])
  }

  remove(): void {
    execFileSync('umount', [this.folder])
  }
}

export async function fillDisks({ count, seed, program, tell = () => {} }: Plan): Promise<DisksSeen> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-disks-'))
  const random = new Random(seed)
  const seen: DisksSeen = { disks: 0, smallest: Infinity, largest: 0, refused: 0, paused: 0, faults: [] }
  const file = join(folder, 'experiment.json')
  writeFileSync(file, JSON.stringify(experiment))
  const whole = join(folder, 'whole')
  try {
    await train(program, file, whole, () => {})
    for (let i = 0; i < count; i++) {
      // The sizes go from too small for the first file to nearly enough for the whole run.
      const size = 4 * (1 + Math.floor(((i + random.next()) / count) * 90))
      const disk = new SmallDisk(join(folder, `disk-${i}`), size)
      const run = join(folder, `disk-${i}`, 'run')
      const fault = (what: string): void => void seen.faults.push(`disk of ${size} KiB: ${what}`)
      try {
        let pauses = 0
        let { code, error } = await train(program, file, run, () => {
          if (pauses++ > 0) return
          lookAt(run, 0).faults.forEach(fault)
          disk.grow()
        })
        if (pauses > 0) seen.paused++
        else if (code === 0) fault('the run had room for everything')
        else {
          seen.refused++
          if (!error.includes('no room is left on the disk')) fault(`ended with ${code} without the reason: ${error}`)
          disk.grow()
          const resume = existsSync(join(run, 'run.json'))
          ;({ code, error } = await train(program, file, run, () => {}, resume))
        }
        if (code !== 0) fault(`ended with ${code}: ${error}`)
        else differences(run, whole, steps).forEach(fault)
        seen.disks++
        seen.smallest = Math.min(seen.smallest, size)
        seen.largest = Math.max(seen.largest, size)
        tell(`${size} KiB: ${pauses > 0 ? 'paused' : 'refused'}, ended with ${code}, ${seen.faults.length} faults`)
      } finally {
        disk.remove()
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return seen
}

/** `onPause` is called whenever the program says that it waits for its disk. */
async function train(
  program: readonly string[],
  file: string,
  run: string,
  onPause: () => void,
  resume = false
): Promise<{ code: number | null; error: string }> {
  const command = [...program, 'train', file, '--run', run, '--threads', '1', ...(resume ? ['--resume'] : [])]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      const text = bytes.toString()
      said = (said + text).slice(-2000)
      if (text.includes('no room is left on the disk') && text.includes('It goes on by itself')) onPause()
    })
  }
  return new Promise((end) =>
    child.on('close', (code) => end({ code, error: said.trim().split('\n').slice(-3).join(' | ') }))
  )
}
