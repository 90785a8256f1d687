// The process that reads damaged files. A file may crash it or make it hang; then mutated-files.ts starts another.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Random } from '../../src/engine/random'
import { readRun } from '../../src/run-folder/stored-run'
import { decodeSafetensors, readSafetensors } from '../../src/run-folder/safetensors'
import { runEventSchema } from '../../src/shared/run'
import { checkpointsKept } from '../../src/trainer/checkpoint'
import { mutate } from './mutations'
import { looking, writing, type Place, type Reader } from './readers'
import { copyWorld, filesBelow } from './world'

export interface Case {
  whole: string
  file: string
  mutation: string
  seed: number
}
export type Answer = { reader: string } | { faults: string[] }

process.on('message', (given: Case) => {
  void look(given).then((faults) => process.send!({ faults } satisfies Answer))
})
process.send!({ reader: 'ready' } satisfies Answer)

async function look({ whole, file, mutation, seed }: Case): Promise<string[]> {
  const base = `${whole}-${process.pid}`
  const place: Place = {
    whole: mutation === 'none',
    world: join(base, 'world'),
    out: join(base, 'out'),
    run: runOf(file)
  }
  rmSync(base, { recursive: true, force: true })
  mkdirSync(place.out, { recursive: true })
  copyWorld(whole, place.world)
  const bytes = mutate(mutation, readFileSync(join(place.world, file)), new Random(seed))
  writeFileSync(join(place.world, file), bytes)

  const faults: string[] = []
  const read = async ([name, reader]: [string, Reader]): Promise<void> => {
    if (!reader.of.test(file)) return
    process.send!({ reader: name } satisfies Answer)
    try {
      faults.push(...(await reader.read(place)).map((fault) => `${name}: ${fault}`))
    } catch (error) {
      faults.push(`${name}: ${(error as Error).stack ?? String(error)}`)
    }
  }
  const before = filesBelow(place.world)
  for (const reader of Object.entries(looking)) await read(reader)
  const after = filesBelow(place.world)
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (!before.get(name)?.equals(after.get(name) ?? Buffer.alloc(0))) faults.push(`looking has changed ${name}`)
  }
  faults.push(...silentLosses(place, file, readFileSync(join(whole, file)), bytes))
  for (const reader of Object.entries(writing)) await read(reader)
  faults.push(...destroyed(whole, before, filesBelow(place.world), file))
  rmSync(base, { recursive: true })
  return faults
}

const runOf = (file: string): string => /(task|text|series)/.exec(file)?.[1] ?? 'task'

/** Unchanged lines must be read, or the reader must report the damage. */
function silentLosses({ world, run }: Place, file: string, whole: Buffer, bytes: Buffer): string[] {
  const name = file.split('/').at(-1)!
  if (name !== 'metrics.csv' && name !== 'events.jsonl') return []
  const { curves, events, damage } = readRun(join(world, 'runs', run))
  if (damage.some((told) => told.file === name)) return []
  const linesOf = (text: Buffer): string[] => text.toString('latin1').split('\n').slice(0, -1)
  // Later events may have made earlier ones invalid (training went back). If they are lost, the earlier ones are valid
  // again.
  const there = new Set(name === 'events.jsonl' ? standing(linesOf(bytes)) : linesOf(bytes))
  const good = standing(linesOf(whole)).filter((line) => there.has(line))
  const read =
    name === 'metrics.csv'
      ? new Set(Array.from(curves.step, (step, i) => `${step},${curves.loss[i]}`))
      : new Set(events.map((event) => JSON.stringify(event)))
  const missing = good.filter(
    (line) =>
      !read.has(
        name === 'metrics.csv'
          ? line.split(',').slice(0, 2).join()
          : JSON.stringify(runEventSchema.parse(JSON.parse(Buffer.from(line, 'latin1').toString())))
      )
  )
  if (missing.length > 0)
    return [`${missing.length} good lines are lost in silence, the first: ${missing[0].slice(0, 80)}`]
  // If no line is whole any more, the reader says so.
  return linesOf(bytes).length === 0 && bytes.length > 1000 ? ['all lines are lost in silence'] : []
}

/** The lines that are valid in the end, without those that training took back. */
function standing(lines: string[]): string[] {
  const from = lines.findLastIndex(
    (line, i) => Number(line.split(',')[0]) <= Number(lines[i - 1]?.split(',')[0]) || line.includes('"rewind"')
  )
  return lines.slice(Math.max(0, from))
}

/** The holder of a readable lock may have ended; then the run is free. */
function saysHolder(lock: Buffer): boolean {
  try {
    return ['pid', 'host', 'machine', 'boot', 'space', 'began', 'since'].every(
      (key) => key in (JSON.parse(lock.toString()) as object)
    )
  } catch {
    return false
  }
}

/**
 * A run that has lost its end trains for a long time, and keeps as many checkpoints as any run. It may remove an old
 * checkpoint only if there are as many readable ones as a run keeps. It never removes a damaged one or the first one.
 */
function madeRoom(name: string, whole: string, after: Map<string, Buffer>): boolean {
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  const first = [...filesBelow(join(whole, folder)).keys()].sort()[0]
  const left = [...after].filter(([other, bytes]) => other.startsWith(folder) && isReadable(bytes))
  return name !== `${folder}${first}` && left.length >= checkpointsKept
}

function isReadable(checkpoint: Buffer): boolean {
  try {
    decodeSafetensors(checkpoint, '')
    return true
  } catch {
    return false
  }
}

/** Nothing has disappeared: lines may be added, and the program may replace files that it owns and can read. */
function destroyed(whole: string, before: Map<string, Buffer>, after: Map<string, Buffer>, mutated: string): string[] {
  const faults: string[] = []
  for (const [name, bytes] of before) {
    const now = after.get(name)
    const [isMutated, last] = [name === mutated, name.split('/').at(-1)!]
    if (now?.equals(bytes)) continue
    if (['metrics.csv', 'events.jsonl'].includes(last)) {
      const lines = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
      if (!now?.subarray(0, lines.length).equals(lines)) faults.push(`lines of ${name} are gone`)
      // A kill leaves half a line.
      else if (
        bytes.length - lines.length > 160 &&
        last === 'metrics.csv' &&
        !now.subarray(0, bytes.length).equals(bytes)
      )
        faults.push(`${bytes.length - lines.length} bytes at the end of ${name} are gone`)
    } else if (last.startsWith('step-') && now) {
      // Training has made these steps again, and has written the same lines as before the damage.
      const [was, is] = [readSafetensors(join(whole, name)).tensors, decodeSafetensors(now, name).tensors]
      if (!isDeepStrictEqual(was, is)) faults.push(`${name} is another`)
    } else if (last.startsWith('step-') && !isMutated && madeRoom(name, whole, after)) {
      continue
    } else if (last === 'lock.json' ? isMutated && !saysHolder(bytes) : /safetensors$|^data|model|batch/.test(name))
      faults.push(now ? `${name} was changed` : `${name} was deleted`)
    else if (['experiment.json', 'run.json'].includes(last) && !now) faults.push(`${name} was deleted`)
  }
  return faults
}
