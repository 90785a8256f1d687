// Every way in which Unroll reads a file, as a person sees it: the result, or the error that is shown.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { plainDrawing } from '../../src/shared/drawing'
import { main } from '../../src/cli/main'
import { DataError } from '../../src/data/data-error'
import { previewData } from '../../src/data/preview'
import { TooLarge } from '../../src/engine/wasm'
import { openStore } from '../../src/main/checked-store'
import { WriteError } from '../../src/run-folder/whole-files'
import { RunHeld } from '../../src/run-folder/lock'
import { DamagedFile, NotARun, readStored } from '../../src/run-folder/record'
import { listRuns, readRun } from '../../src/run-folder/stored-run'
import { findMachine } from '../../src/runtime/find-machine'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import { settingsSchema, windowStateSchema } from '../../src/shared/settings'
import { exportFormats } from '../../src/shared/exports'
import { exportRun } from '../../src/trainer/exports'
import { Differs } from '../../src/trainer/going-on'
import { openEngine } from '../../src/trainer/engine'
import { Look } from '../../src/trainer/look'
import { openData } from '../../src/trainer/network'
import { Refusal } from '../../src/trainer/refusal'
import { SafetensorsError } from '../../src/run-folder/safetensors'
import { testTerminal } from '../terminal'
import { resources, searching } from './world'

/** The errors with a message for a person. Any other error is our fault. */
const ownErrors = [DamagedFile, DataError, Differs, NotARun, Refusal, RunHeld, SafetensorsError, TooLarge, WriteError]

export interface Place {
  /** The files are whole, so no reader may refuse them. */
  whole: boolean
  /** The folder with all files (world.ts), and a folder for exports. */
  world: string
  out: string
  /** The run that contains or uses the changed file. */
  run: string
}
export interface Reader {
  /** Paths of the files that it reads. */
  of: RegExp
  /** Throws errors that have no message for a person. Returns other faults. */
  read(place: Place): string[] | Promise<string[]>
}

const shown = ({ whole }: Place, read: () => void): string[] => {
  try {
    read()
  } catch (error) {
    if (whole || !ownErrors.some((kind) => error instanceof kind)) throw error
    if ((error as Error).message.includes('\n')) return [`more than a sentence: ${(error as Error).message}`]
  }
  return []
}

/** Interrupts a run, because the mutation may have removed its end. */
async function unroll({ whole }: Place, ...argv: string[]): Promise<string[]> {
  const terminal = testTerminal({
    onInterrupt: (listener) => {
      const timer = whole ? undefined : setTimeout(() => listener('SIGINT'), 300)
      return () => clearTimeout(timer)
    }
  })
  const code = await main(argv, terminal)
  const { error } = terminal.said
  if (/^\s+at .+:\d+/m.test(error)) return [`unroll ${argv[0]}: a stack trace: ${error.slice(0, 600)}`]
  return (whole ? [0] : [0, 1, 2, 130]).includes(code) ? [] : [`unroll ${argv[0]} ends with ${code}: ${error}`]
}

const folderOf = ({ world, run }: Place): string => join(world, 'runs', run)
const storedExperiment = (place: Place): Experiment =>
  readStored(join(folderOf(place), 'experiment.json'), experimentSchema)

const [ofRun, ofRunAndData] = [/^runs/, /^(runs|data)/]

/** These readers change nothing. */
export const looking: Record<string, Reader> = {
  list: {
    of: ofRun,
    read: ({ world }) => {
      const ids = listRuns(join(world, 'runs')).map(({ run }) => run.id)
      return ids.length === 3 ? [] : [`listed: ${ids.join(', ')}`]
    }
  },
  load: {
    of: ofRun,
    read: (place) => {
      structuredClone(readRun(folderOf(place)))
      return []
    }
  },
  ...Object.fromEntries(
    exportFormats.map((format): [string, Reader] => [
      format,
      {
        of: ofRun,
        read: (place) =>
          shown(place, () => {
            const out = join(place.out, format)
            // An existing folder is never overwritten.
            rmSync(out, { recursive: true, force: true })
            exportRun(format, { folder: folderOf(place), resources, checkpoint: 'newest' }, out)
          })
      }
    ])
  ),
  look: {
    of: ofRunAndData,
    read: (place) =>
      shown(place, () => {
        const experiment = storedExperiment(place)
        const look = new Look(experiment, folderOf(place), resources)
        look.sample({ prime: experiment.watching.prime, drawing: plainDrawing(1), length: 3 })
        while (look.busy) look.advance(5)
      })
  },
  preview: {
    of: /experiment|^data/,
    read: (place) =>
      shown(place, () => {
        const experiment = storedExperiment(place)
        structuredClone(previewData(openData(experiment, resources), experiment.learning.sequenceLength))
      })
  },
  sample: {
    of: ofRunAndData,
    read: (place) => unroll(place, 'sample', '--run', folderOf(place), '--length', '3')
  },
  gradients: {
    of: /^(model|batch)/,
    read: async (place) => {
      const { world } = place
      const files = [join(world, 'model.safetensors'), join(world, 'batch.json')]
      return [
        ...(await unroll(place, 'gradients', ...files)),
        ...(await unroll(place, 'gradients', ...files, '--path', 'reference'))
      ]
    }
  },
  import: {
    of: /^model/,
    read: (place) => {
      const out = join(place.out, 'imported')
      rmSync(out, { recursive: true, force: true })
      return unroll(place, 'import', join(place.world, 'model.safetensors'), out)
    }
  },
  'gradients of a checkpoint': {
    of: /checkpoints/,
    read: (place) =>
      unroll(
        place,
        'gradients',
        join(folderOf(place), 'checkpoints/step-000000050.safetensors'),
        join(place.world, 'batch.json')
      )
  }
}

/** These readers may change the files that they read, and nothing else. */
export const writing: Record<string, Reader> = {
  settings: {
    of: /^settings/,
    read: ({ world }) => keeps(world, 'settings', settingsSchema)
  },
  window: {
    of: /^window/,
    read: ({ world }) => keeps(world, 'window', windowStateSchema)
  },
  machine: {
    of: /^kernels/,
    read: async ({ world }) => {
      const failing = async () => ({ code: 1, signal: null, late: false, out: '', error: 'no trials here' })
      const machine = await findMachine({ ...searching, run: failing, file: join(world, 'kernels.json') })
      openEngine({ kernels: 'auto', threads: 1, resources, machine }, null)
      return []
    }
  },
  resume: {
    of: ofRunAndData,
    read: (place) =>
      unroll(
        place,
        'train',
        join(folderOf(place), 'experiment.json'),
        '--run',
        folderOf(place),
        '--resume',
        '--kernels',
        'portable'
      )
  },
  train: {
    of: /experiment|^data/,
    read: (place) =>
      unroll(
        place,
        'train',
        join(folderOf(place), 'experiment.json'),
        '--run',
        join(place.world, 'runs/new'),
        '--kernels',
        'portable'
      )
  }
}

/** Unreadable settings are moved aside as a whole. */
function keeps(world: string, name: string, schema: typeof settingsSchema | typeof windowStateSchema): string[] {
  const file = join(world, `${name}.json`)
  mkdirSync(dirname(file), { recursive: true })
  const before = readFileSync(file)
  const store = openStore<Record<string, unknown>>(world, name, schema as never)
  store.set({ ...store.get() })
  const aside = store.setAside.map((broken) => join(world, broken))
  if (aside.length === 0) return []
  return aside.length === 1 && existsSync(aside[0]) && readFileSync(aside[0]).equals(before)
    ? []
    : [`${name}.json was not set aside as it was`]
}
