// Each run has one writer. The process that trains keeps a file lock.json in the folder that names it, and removes it
// at the end. A kill leaves the file behind. The next process sees that the writer is gone (even when another process
// has its number now, or the machine has restarted) and takes the run over.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { reason } from '../shared/reasons'
import { createWhole, leaving, linkOrCopy, temporaryOf, unless, writing } from './whole-files'
import { DamagedFile, isRun, readStored } from './record'
import { readRegular } from './regular-files'

const holderSchema = z.strictObject({
  pid: z.int().positive(),
  host: z.string(),
  /**
   * Ids of the machine, of its last start, and of the space that process numbers are counted in (each container has its
   * own).
   */
  machine: z.string(),
  boot: z.string(),
  space: z.string(),
  /** When the process began, as the system writes it. A later process with the same number began at another time. */
  began: z.string(),
  /** When the process took the run, in milliseconds since 1970. */
  since: z.number()
})
export type Holder = z.infer<typeof holderSchema>

/** The process that has a run, and since when, in a form for a person. */
const holderWords = ({ pid, host, since }: Holder): { pid: number; host: string; since: string } => ({
  pid,
  host,
  since: `${new Date(since).toISOString().slice(0, 16).replace('T', ' ')} UTC`
})

/** Thrown when another process trains this run. */
export class RunHeld extends Error {
  readonly code: 'run-held' | 'run-held-elsewhere'
  readonly values: ReturnType<typeof holderWords>

  /** `elsewhere`: the process is on a machine whose processes cannot be seen from here, so it may have ended. */
  constructor(
    readonly holder: Holder,
    readonly elsewhere: boolean
  ) {
    const { pid, host, since } = holderWords(holder)
    super(
      `Process ${pid} on ${host} has trained this run since ${since}, and only one program may train it. ` +
        `Until it ends, you can only look at the run.${elsewhere ? ' Unroll cannot see from here whether it still runs.' : ''}`
    )
    this.values = { pid, host, since }
    this.code = elsewhere ? 'run-held-elsewhere' : 'run-held'
  }
}

/** Thrown when another process has taken over the run that we were training. */
export class RunTaken extends Error {
  readonly code = 'run-taken'
  readonly values: ReturnType<typeof holderWords>

  constructor(holder: Holder) {
    const { pid, host, since } = holderWords(holder)
    super(
      `Process ${pid} on ${host} has taken this run over (${since}). Training has stopped here, and nothing more is ` +
        'written. The steps after the last checkpoint are lost, unless the other process has trained them.'
    )
    this.values = { pid, host, since }
  }
}

const fileOf = (folder: string): string => join(folder, 'lock.json')

export class RunLock {
  private constructor(
    private readonly file: string,
    private readonly text: string
  ) {}

  /**
   * Takes a run for this process. Returns null for a folder that is not a run, because nothing of ours belongs there.
   * Throws RunHeld when another process has the run; with `takeOver`, a process on another machine counts as gone.
   * Throws WriteError where nothing can be written, DamagedFile when no program of ours wrote the lock.json.
   */
  static take(folder: string, { takeOver = false } = {}): RunLock | null {
    if (!isRun(folder)) return null
    const file = fileOf(folder)
    const text = JSON.stringify({ ...ourselves(), since: Date.now() } satisfies Holder, null, 2) + '\n'
    for (;;) {
      const before = textOf(file)
      const held = holderOf(folder)
      if (held && !(held.elsewhere && takeOver)) throw held
      if (before !== null) writing(file, () => removeIfStill(file, before))
      if (writing(file, () => createWhole(file, text))) return new RunLock(file, text)
    }
  }

  /** Who has taken the run over; null while it is ours. Writes the lock again when it was removed. */
  get taken(): RunTaken | null {
    if (textOf(this.file) === this.text) return null
    // If the disk cannot be read or written, the next write reports it.
    if (!existsSync(this.file)) attempt(() => createWhole(this.file, this.text))
    const holder = attempt(() => readStored(this.file, holderSchema))
    return holder === null || textOf(this.file) === this.text ? null : new RunTaken(holder)
  }

  /**
   * Gives the run back, if it is still ours. Where the lock cannot be removed, it has no effect after this process has
   * ended.
   */
  release(): void {
    leaving(() => removeIfStill(this.file, this.text))
  }
}

/**
 * The process that trains a run, as an error to throw; null when none does. A lock that a killed process left behind
 * counts as none.
 */
export function holderOf(folder: string): RunHeld | null {
  const file = fileOf(folder)
  if (!existsSync(file)) return null
  let holder: Holder
  try {
    holder = readStored(file, holderSchema)
  } catch (error) {
    if (!existsSync(file)) return null
    throw new DamagedFile(
      file,
      reason('badLock', { reason: error instanceof DamagedFile ? error.reason : String(error) })
    )
  }
  if (isElsewhere(holder)) return new RunHeld(holder, true)
  // After a restart of the machine every process is a new one.
  if (holder.boot !== surroundings().boot) return null
  const began = beginOf(holder.pid)
  const isAlive = began === null ? exists(holder.pid) : began === holder.began
  return isAlive ? new RunHeld(holder, false) : null
}

/** Whether the holder is on another machine, or on this machine in another space of process numbers. */
function isElsewhere(holder: Holder): boolean {
  const { host, machine, boot, space } = surroundings()
  return holder.host !== host || holder.machine !== machine || (holder.boot === boot && holder.space !== space)
}

/** Whether a process on another machine has taken a run. Only the lock is read. */
export const isTakenElsewhere = (folder: string): boolean => {
  const holder = attempt(() => readStored(fileOf(folder), holderSchema))
  return holder !== null && isElsewhere(holder)
}

/** Whether there is a lock, even one that was left behind. */
export const isLocked = (folder: string): boolean => existsSync(fileOf(folder))

/** Whether a process trains the run. False when its lock cannot be read. */
export const isHeld = (folder: string): boolean => attempt(() => holderOf(folder)) !== null

const textOf = (file: string): string | null => attempt(() => readRegular(file).toString('utf8'))

/** Only one process can move a file away. A process that moves another's lock away by mistake puts it back. */
function removeIfStill(file: string, text: string): void {
  if (textOf(file) !== text) return
  const aside = temporaryOf(file)
  if (
    unless('ENOENT', () => {
      renameSync(file, aside)
      return true
    }) === null
  )
    return
  if (textOf(aside) !== text) unless('EEXIST', () => linkOrCopy(aside, file))
  rmSync(aside, { force: true })
}

// ---- who we are, and who else is alive ----

let known: Omit<Holder, 'since'> | null = null
const ourselves = (): Omit<Holder, 'since'> =>
  (known ??= { pid: process.pid, ...surroundings(), began: beginOf(process.pid) ?? '' })

function surroundings(): Pick<Holder, 'host' | 'machine' | 'boot' | 'space'> {
  // The id of a machine is private, so only a hash is stored.
  const machine = createHash('sha256').update(systemFile('/etc/machine-id')).digest('hex').slice(0, 16)
  return {
    host: hostname(),
    machine,
    boot: systemFile('/proc/sys/kernel/random/boot_id'),
    space: attempt(() => readlinkSync('/proc/self/ns/pid')) ?? ''
  }
}

/**
 * When a process began, as the system writes it. It is only compared, so its form does not matter. Null when it is
 * unknown.
 */
function beginOf(pid: number): string | null {
  switch (process.platform) {
    case 'linux': {
      // "pid (name) state …": the name may hold anything. A zombie (Z) is only waiting to be forgotten.
      const fields = systemFile(`/proc/${pid}/stat`).split(') ').at(-1)!.split(' ')
      return fields.length < 20 ? null : fields[0] === 'Z' ? 'ended' : fields[19]
    }
    case 'win32':
      return asked('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`])
    default:
      return asked('ps', ['-o', 'lstart=', '-p', String(pid)])
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const asked = (program: string, options: string[]): string | null =>
  attempt(() =>
    execFileSync(program, options, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C' }
    }).trim()
  ) || null
const systemFile = (file: string): string => attempt(() => readFileSync(file, 'utf8').trim()) ?? ''

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
