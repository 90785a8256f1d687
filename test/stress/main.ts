// Tests that take too long for every day: npm run stress -- kills --count 1000 --seed 1
// Each prints a table of what it tried and saw, and ends with exit code 1 if there was a fault.

import { join } from 'node:path'
import yargs from 'yargs'
import { prepareApp } from './app'
import { killApps } from './app-kills'
import { readBigData } from './big-data'
import { openDamaged } from './damaged-app'
import { watchFrames } from './frames'
import { fillDisksOfApp } from './full-disk-app'
import { fillDisks } from './full-disks'
import { killRuns } from './kills'
import { listMany, openLong } from './large'
import { mutateFiles } from './mutated-files'

const program = [join(import.meta.dirname, '../../out/main/unroll.js')]

interface Plan {
  count: number
  seed: number
  tell(line: string): void
}
interface Shown {
  rows: Record<string, string | number>
  faults: string[]
}

const shows: Record<string, { about: string; count: number; show(plan: Plan): Promise<Shown> }> = {
  mutations: {
    about: 'damaged files of every format, fed to everything that reads them',
    count: 10_000,
    async show(plan) {
      const { mutated, faults, ...ends } = await mutateFiles(plan)
      return { rows: { ...mutated, ...ends }, faults }
    }
  },
  kills: {
    about: 'kills of `unroll train` at random moments, each gone on with; needs npm run build',
    count: 1000,
    async show(plan) {
      const { faults, ...rows } = await killRuns({ ...plan, killsOfRun: 20, threads: [1, 2], kernels: 'auto', program })
      return { rows: { ...rows }, faults }
    }
  },
  'app-kills': {
    about: 'kills of trainer, main or all processes of the app, each gone on with; needs npm run build and a display',
    count: 60,
    async show(plan) {
      await prepareApp()
      const { faults, ...rows } = await killApps({ ...plan, killsOfRun: 12 })
      return { rows: { ...rows }, faults }
    }
  },
  'app-full-disk': {
    about: 'as full-disk, for the app; needs a display too',
    count: 5,
    async show(plan) {
      await prepareApp()
      const { faults, ...rows } = await fillDisksOfApp(plan)
      return { rows: { ...rows }, faults }
    }
  },
  damaged: {
    about: 'damaged runs among as many good ones, all opened in the app; needs npm run build and a display',
    count: 40,
    async show(plan) {
      await prepareApp()
      const { faults, ...rows } = await openDamaged(plan)
      return { rows: { ...rows }, faults }
    }
  },
  'many-runs': {
    about: 'a long list of runs in the app: times and frames; needs npm run build and a display',
    count: 1000,
    async show(plan) {
      await prepareApp()
      return listMany(plan)
    }
  },
  frames: {
    about: 'frames and their longest gap in every view while a run trains; needs npm run build and a display',
    count: 1,
    async show() {
      await prepareApp()
      return watchFrames()
    }
  },
  'big-data': {
    about: 'a text and a table of so many MB, read in terminal and app; needs npm run build, a display and Linux',
    count: 100,
    async show(plan) {
      await prepareApp()
      return readBigData({ ...plan, program })
    }
  },
  'long-run': {
    about: 'a run of so many points opened in the app: times and memory; needs npm run build and a display',
    count: 10_000_000,
    async show(plan) {
      await prepareApp()
      return openLong(plan)
    }
  },
  'full-disk': {
    about: 'runs of the terminal on disks that are too small and then grow; needs npm run build, Linux and root',
    count: 20,
    async show(plan) {
      const { faults, ...rows } = await fillDisks({ ...plan, program })
      return { rows: { ...rows }, faults }
    }
  }
}

const line = yargs(process.argv.slice(2)).scriptName('npm run stress --').strict().demandCommand(1).wrap(100)
for (const [name, { about, count, show }] of Object.entries(shows)) {
  line.command(
    name,
    about,
    (command) =>
      command
        .option('count', { type: 'number', default: count, describe: 'How many' })
        .option('seed', { type: 'number', default: 1, describe: 'The same seed makes the same ones' }),
    async (plan) => {
      const begun = performance.now()
      const { rows, faults } = await show({ ...plan, tell: (text) => console.error(text) })
      for (const fault of faults) console.log(`✗ ${fault}`)
      const table = { ...rows, faults: faults.length, seconds: Math.round((performance.now() - begun) / 1000) }
      const width = Math.max(24, ...Object.keys(table).map(({ length }) => length + 2))
      for (const [what, value] of Object.entries(table)) console.log(what.padEnd(width) + String(value).padStart(10))
      if (faults.length > 0) process.exitCode = 1
    }
  )
}
await line.parseAsync()
