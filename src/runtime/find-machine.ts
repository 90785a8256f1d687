// Finds out what this machine can do, once for each version of the app, runtime and processor. The result is stored, so
// later starts cost nothing.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../run-folder/whole-files'
import { kernelFindingSchema, kernelSets, wasmSets, works, type KernelFinding, type Machine } from '../shared/machine'
import { wishes, type KernelHost } from './flags'
import { cacheFolder } from './places'
import { tryKernelSets, type RunTrial } from './trials'

export interface Search {
  /** Version of the app. */
  version: string
  /** Folder of the bundled files. */
  resources: string
  host: KernelHost
  run: RunTrial
  /** The file that stores it; by default in the user's cache. */
  file?: string
  /** Tries everything again and ignores the stored result. */
  afresh?: boolean
  /** Called before anything is tried, which takes some seconds. */
  onSearch?: () => void
}

/** The most combinations of version, runtime and processor whose findings are kept. */
const mostKept = 12
/** By key; `at` in milliseconds since 1970. Other versions may store more fields. */
const memorySchema = z.record(z.string(), z.looseObject({ at: z.number() }))
type Memory = z.infer<typeof memorySchema>

const wished = new Set(wishes.flatMap(({ names }) => names))
/** Each set appears once. A flag that is not in `wishes` was never tried, and V8 may end a process that gets it. */
const findingsSchema = z
  .array(kernelFindingSchema)
  .refine(
    (all) =>
      all
        .map(({ set }) => set)
        .sort()
        .join() === kernelSets.toSorted().join()
  )
  .refine((all) => all.every(({ flags }) => flags.every((flag) => wished.has(flag))))

/** Never throws: when nothing can be found out, the portable kernels remain. */
export async function findMachine(search: Search): Promise<Machine> {
  const { host, resources, run, afresh = false, file = join(cacheFolder(), 'kernels.json') } = search
  const { electron, node, v8 } = process.versions
  const about = {
    runtime: `${electron ? `Electron ${electron}` : `Node ${node}`}, V8 ${v8}`,
    processor: cpus()[0]?.model.trim() || process.arch,
    cores: availableParallelism()
  }
  const key = keyOf([
    search.version,
    about.runtime,
    about.processor,
    process.arch,
    host,
    JSON.stringify(wishes),
    ...hashes(resources)
  ])
  const remembered = findingsSchema.safeParse(afresh ? undefined : readMemory(file)[key]?.kernels)
  if (remembered.success) return { ...about, kernels: remembered.data }
  search.onSearch?.()
  const kernels = await tryKernelSets(run, host, resources)
  if (areLasting(kernels)) remember(file, key, kernels)
  return { ...about, kernels }
}

/**
 * Whether the findings are worth storing. A process that was late or stopped may have met a busy minute or a full
 * memory.
 * When no WebAssembly set works, the reason is usually this start (a limit on memory, an option of Node) and not the
 * machine. Such results are tried again at the next start.
 */
function areLasting(kernels: readonly KernelFinding[]): boolean {
  const passing = kernels.some(({ reason }) => reason?.code === 'hung' || reason?.code === 'stopped')
  const untried = kernels.some(({ set, milliseconds }) => set === 'portable' && milliseconds === null)
  return !passing && !untried && kernels.some((finding) => finding.set !== 'portable' && works(finding))
}

const keyOf = (parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

function hashes(resources: string): string[] {
  return wasmSets.map((set) => {
    try {
      return keyOf([readFileSync(join(resources, 'kernels', `${set}.wasm`), 'base64')])
    } catch {
      return 'missing'
    }
  })
}

/** A missing or unreadable file counts as empty: everything in it can be found out again. */
function readMemory(file: string): Memory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}

function remember(file: string, key: string, kernels: KernelFinding[]): void {
  const all: Memory = { ...readMemory(file), [key]: { at: Date.now(), kernels } }
  const newest = Object.entries(all)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, mostKept)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeWhole(file, JSON.stringify(Object.fromEntries(newest)))
  } catch {
    // When it cannot be stored, the next start finds it out again.
  }
}
