// A run has only one writer, also after the earlier writer was killed or moved.

import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { holderOf, RunHeld, RunLock, RunTaken, type Holder } from '../../src/run-folder/lock'
import { fingerprint } from '../trainer/fingerprint'
import { testTerminal } from '../terminal'
import { drive, experiment, open, temporaryFolder } from '../trainer/support'
import { eventually } from '../eventually'

const root = resolve(import.meta.dirname, '../..')

/** A folder that a lock accepts as a run. */
function aRun(): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'run.json'), '{}')
  return folder
}

const holderNow = (): Holder => {
  const folder = aRun()
  RunLock.take(folder)
  return lockIn(folder)
}
const lockIn = (folder: string): Holder => JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')) as Holder
const change = (folder: string, other: Partial<Holder>): void =>
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ ...lockIn(folder), ...other }))
/** Who is refused, and why. */
function refusal(work: () => unknown): RunHeld {
  try {
    work()
  } catch (error) {
    if (error instanceof RunHeld) return error
    throw error
  }
  throw new Error('Nobody was refused.')
}

const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))

/** Another process, which runs the sources. */
function run(...program: string[]): ChildProcess & { said: () => string } {
  // Node 26 prints a warning about something that jiti uses.
  const node = ['--no-deprecation', '--import', 'jiti/register']
  const child = spawn(process.execPath, [...node, ...program], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  children.push(child)
  return Object.assign(child, { said: () => said })
}
const end = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => child.once('close', (code) => done(code)))
const taker = (folder: string): string[] => ['test/run-folder/taker.ts', folder]

describe('a run', () => {
  it('is taken by one, who is named, and given back without a trace', () => {
    const folder = aRun()
    const before = readdirSync(folder)
    const lock = RunLock.take(folder)!
    expect(lockIn(folder)).toMatchObject({ pid: process.pid, host: hostname() })
    const { holder, elsewhere, message } = refusal(() => RunLock.take(folder, { takeOver: true }))
    expect([holder.pid, elsewhere]).toEqual([process.pid, false])
    expect(message).toContain(`Process ${process.pid} on ${hostname()}`)
    expect(holderOf(folder)).toBeInstanceOf(RunHeld)
    lock.release()
    expect(readdirSync(folder)).toEqual(before)
    expect(holderOf(folder)).toBeNull()
  })

  it('that is none gets no lock', () => {
    const folder = temporaryFolder()
    expect(RunLock.take(folder)).toBeNull()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is taken over from a process that was killed, and of several at once by one', async () => {
    const folder = aRun()
    const first = run(...taker(folder))
    await eventually(() => expect(first.said()).toBe('taken\n'))
    expect(refusal(() => RunLock.take(folder)).holder.pid).toBe(first.pid)
    const gone = end(first)
    first.kill('SIGKILL')
    await gone
    expect(lockIn(folder).pid).toBe(first.pid)
    const several = Array.from({ length: 4 }, () => run(...taker(folder)))
    await eventually(() => several.forEach((child) => expect(child.said()).toMatch(/\n$/)))
    expect(several.map((child) => child.said()).sort()).toEqual(['held\n', 'held\n', 'held\n', 'taken\n'])
    expect(several.find((child) => child.said() === 'taken\n')!.pid).toBe(lockIn(folder).pid)
    expect(readdirSync(folder).sort()).toEqual(['lock.json', 'run.json'])
  }, 120_000)

  it('is free when its number belongs to another process now, or the machine was started anew', () => {
    for (const other of [{ began: 'at another time' }, { boot: 'another start' }, { pid: 2 ** 22 + 1 }]) {
      const folder = aRun()
      RunLock.take(folder)
      change(folder, other)
      expect(holderOf(folder)).toBeNull()
      expect(RunLock.take(folder)).not.toBeNull()
      expect(lockIn(folder).pid).toBe(process.pid)
    }
  })

  it('that somebody has on another machine, or in a container, is taken over only when that is said', () => {
    for (const other of [{ host: 'elsewhere' }, { machine: 'another of that name' }, { space: 'pid:[1]' }]) {
      const folder = aRun()
      RunLock.take(folder)
      change(folder, { ...other, pid: 77, began: 'long ago' })
      const refused = refusal(() => RunLock.take(folder))
      expect(refused.elsewhere).toBe(true)
      expect(refused.message).toMatch(
        /^Process 77 on .+ since \d{4}-\d\d-\d\d \d\d:\d\d UTC, .*cannot see from here whether it still runs\.$/
      )
      expect(lockIn(folder).pid).toBe(77)
      expect(RunLock.take(folder, { takeOver: true })).not.toBeNull()
      expect(lockIn(folder).pid).toBe(process.pid)
    }
  })

  it('is not given back by one who lost it', () => {
    const folder = aRun()
    const lock = RunLock.take(folder)!
    change(folder, { host: 'elsewhere', pid: 77 })
    lock.release()
    expect(lockIn(folder).pid).toBe(77)
  })

  it('that was taken over is known to be, by whom; a lock that is only gone is put back', () => {
    const folder = aRun()
    const lock = RunLock.take(folder)!
    expect(lock.taken).toBeNull()
    const mine = lockIn(folder)
    rmSync(join(folder, 'lock.json'))
    expect([lock.taken, lockIn(folder)]).toEqual([null, mine])
    change(folder, { host: 'elsewhere', pid: 77 })
    expect(lock.taken).toBeInstanceOf(RunTaken)
    expect(lock.taken!.message).toContain('Process 77 on elsewhere has taken this run over')
    expect(lockIn(folder).pid).toBe(77)
  })

  it('with a lock.json that nobody of ours wrote is left alone, and that is said', () => {
    for (const make of [(file: string) => writeFileSync(file, 'mine'), (file: string) => mkdirSync(file)]) {
      const folder = aRun()
      make(join(folder, 'lock.json'))
      const before = fingerprint(folder)
      expect(() => RunLock.take(folder)).toThrow(/lock\.json cannot be read: .*Remove it if nobody does/)
      expect(fingerprint(folder)).toEqual(before)
    }
  })
})

/** Waits for the checkpoint of step 2,048 and its event: the last for a million steps, in a run that checks so seldom. */
async function lastEvent(folder: string): Promise<void> {
  await eventually(() => expect(existsSync(join(folder, 'checkpoints/step-000002048.safetensors'))).toBe(true))
  await eventually(() => expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).toMatch(/"step":2048,.*\n$/))
}

describe('in a terminal', () => {
  it('a run that another trains is refused with exit 2 and who has it, and is not touched', async () => {
    const folder = join(temporaryFolder(), 'run')
    const file = join(temporaryFolder(), 'experiment.json')
    writeFileSync(
      file,
      JSON.stringify({
        ...experiment({ stop: { steps: null } }),
        watching: { validateEvery: 1e6, sampleEvery: 1e6, checkpointEvery: 1e6 }
      })
    )
    const first = run('src/cli/unroll.ts', 'train', file, '--run', folder, '--kernels', 'portable', '--threads', '1')
    await lastEvent(folder)
    const events = readFileSync(join(folder, 'events.jsonl'), 'utf8')
    const told = testTerminal()
    expect(await main(['train', file, '--run', folder, '--resume'], told)).toBe(2)
    expect(told.said.error).toContain(`Process ${first.pid} on ${hostname()}`)
    expect(told.said.error).toContain('unroll sample')
    expect(readFileSync(join(folder, 'events.jsonl'), 'utf8')).toBe(events)
    // The run can be read.
    expect(await main(['sample', '--run', folder], told)).toBe(0)

    const ended = end(first)
    first.kill('SIGKILL')
    await ended
    expect(lockIn(folder).pid).toBe(first.pid)
    // The next process takes the run over without a question, and leaves nothing behind.
    writeFileSync(file, JSON.stringify(experiment({ stop: { steps: 1 } })))
    expect(
      await main(['train', file, '--run', folder, '--resume', '--kernels', 'portable', '--threads', '1'], told)
    ).toBe(0)
    expect(existsSync(join(folder, 'lock.json'))).toBe(false)
  }, 120_000)

  it('a run on another machine is taken over when that is said, and who had it stops, says so and writes nothing more', async () => {
    const folder = join(temporaryFolder(), 'run')
    const file = join(temporaryFolder(), 'experiment.json')
    const seldom = { validateEvery: 1_000_000, sampleEvery: 1_000_000, checkpointEvery: 1_000_000 }
    writeFileSync(file, JSON.stringify(experiment({ stop: { steps: null }, watching: seldom })))
    const first = run('src/cli/unroll.ts', 'train', file, '--run', folder, '--kernels', 'portable', '--threads', '1')
    // From here on it writes only its curve, once a second. So it is stopped while it trains, not between a check of the
    // lock and a write.
    await lastEvent(folder)
    // The lock now names a process of another machine. The real process is stopped, so it cannot write in the meantime.
    const ended = end(first)
    first.kill('SIGSTOP')
    change(folder, { host: 'elsewhere' })
    const told = testTerminal()
    expect(await main(['train', file, '--run', folder, '--resume'], told)).toBe(2)
    expect(told.said.error).toMatch(
      /Process \d+ on elsewhere has trained this run since .+ UTC.+If you are sure that it has ended, --take-over: .+ are then lost\.\)\n$/
    )
    writeFileSync(file, JSON.stringify(experiment({ stop: { steps: 1 } })))
    expect(
      await main(
        ['train', file, '--run', folder, '--resume', '--take-over', '--kernels', 'portable', '--threads', '1'],
        told
      )
    ).toBe(0)
    // The second run has ended and has given the run back. Now a third process, which still trains, has it.
    writeFileSync(join(folder, 'lock.json'), JSON.stringify({ ...holderNow(), pid: 77, host: 'a third' }))
    const before = fingerprint(folder)
    first.kill('SIGCONT')
    expect(await ended).toBe(1)
    expect(first.said()).toContain('Process 77 on a third has taken this run over')
    expect(fingerprint(folder)).toEqual(before)
  }, 120_000)

  it('what goes wrong gives the run back', async () => {
    const folder = temporaryFolder()
    drive(open(experiment({ stop: { steps: 10 } }), { folder }))
    writeFileSync(
      join(folder, 'run.json'),
      JSON.stringify({
        id: 'run',
        name: 'Run',
        state: 'finished',
        createdAt: 1,
        updatedAt: 1,
        step: 10,
        seconds: 1,
        loss: 1,
        validationLoss: null,
        engine: null
      })
    )
    const file = join(temporaryFolder(), 'experiment.json')
    writeFileSync(file, JSON.stringify({ ...experiment(), model: { recurrence: 'output', hiddenSize: 99 } }))
    expect(await main(['train', file, '--run', folder, '--resume'], testTerminal())).toBe(2)
    expect(existsSync(join(folder, 'lock.json'))).toBe(false)
  })
})
