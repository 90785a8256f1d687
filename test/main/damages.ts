// Kinds of damage to the folder of a run.

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Harm = (folder: string) => void
const write =
  (name: string, contents: string | Uint8Array): Harm =>
  (folder) =>
    writeFileSync(join(folder, name), contents)
const without =
  (name: string): Harm =>
  (folder) =>
    rmSync(join(folder, name), { recursive: true })
const asFolder =
  (name: string): Harm =>
  (folder) => {
    without(name)(folder)
    mkdirSync(join(folder, name))
  }
const asPipe =
  (name: string): Harm =>
  (folder) => {
    without(name)(folder)
    if (process.platform === 'win32') mkdirSync(join(folder, name))
    else execFileSync('mkfifo', [join(folder, name)])
  }
const asLoop =
  (name: string): Harm =>
  (folder) => {
    without(name)(folder)
    symlinkSync(name, join(folder, name))
  }
const unreadable =
  (name: string): Harm =>
  (folder) =>
    chmodSync(join(folder, name), 0)
const half =
  (name: string): Harm =>
  (folder) =>
    truncateSync(join(folder, name), Math.floor(readFileSync(join(folder, name)).length / 2))
const field =
  (name: string, value: unknown): Harm =>
  (folder) => {
    const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as object
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...record, [name]: value }))
  }
const garbage = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 256))
const checkpoint = 'checkpoints/step-000000060.safetensors'

/** Whether the list names it as damaged, and whether its curves are there. */
interface Kind {
  harm: Harm
  listed: 'damaged' | 'good'
  curves: boolean
}
const ofRecord: Record<string, Harm> = {
  'no record': without('run.json'),
  'empty record': write('run.json', ''),
  'half a record': half('run.json'),
  'garbage record': write('run.json', garbage),
  'record of another shape': write('run.json', '[]'),
  'record null': write('run.json', 'null'),
  'record as folder': asFolder('run.json'),
  'record as pipe': asPipe('run.json'),
  'record as loop': asLoop('run.json'),
  'unknown state': field('state', 'asleep'),
  'step of text': field('step', 'six'),
  'empty name': field('name', ''),
  'field too many': field('colour', 'red'),
  'negative step': field('step', -1),
  'fraction of a step': field('step', 0.5),
  'date of text': field('createdAt', 'today'),
  'deep record': write('run.json', '['.repeat(100_000))
}
const ofExperiment: Record<string, Harm> = {
  'no experiment': without('experiment.json'),
  'half an experiment': half('experiment.json'),
  'garbage experiment': write('experiment.json', garbage),
  'experiment as folder': asFolder('experiment.json'),
  'experiment as pipe': asPipe('experiment.json'),
  'experiment of text': write('experiment.json', '"moby"'),
  'unknown format': write('experiment.json', '{"format":"unroll-experiment-9"}')
}
const ofCurves: Record<string, Harm> = {
  'metrics as folder': asFolder('metrics.csv'),
  'metrics as pipe': asPipe('metrics.csv'),
  'metrics as loop': asLoop('metrics.csv')
}
const ofEvents: Record<string, Harm> = {
  'events as folder': asFolder('events.jsonl'),
  'events as pipe': asPipe('events.jsonl')
}
const elsewhere: Record<string, Harm> = {
  'half metrics': half('metrics.csv'),
  'garbage events': write('events.jsonl', garbage),
  'unreadable baselines': unreadable('baselines.json'),
  'garbage baselines': write('baselines.json', garbage),
  'baselines as pipe': asPipe('baselines.json'),
  'garbage checkpoint': write(checkpoint, garbage),
  'half a checkpoint': half(checkpoint),
  'no checkpoints': without('checkpoints'),
  'checkpoints as file': (folder) => {
    without('checkpoints')(folder)
    write('checkpoints', '')(folder)
  },
  'garbage index': write('metrics.index', garbage)
}
/** Forty kinds of damage to a run of 60 steps, by the names of the folders that tests make of them. */
export const damages = new Map<string, Kind>([
  ...Object.entries(ofRecord).map(([name, harm]) => [name, { harm, listed: 'damaged', curves: true }] as const),
  ...Object.entries(ofExperiment).map(([name, harm]) => [name, { harm, listed: 'damaged', curves: true }] as const),
  ...Object.entries(ofCurves).map(([name, harm]) => [name, { harm, listed: 'damaged', curves: false }] as const),
  ...Object.entries(ofEvents).map(([name, harm]) => [name, { harm, listed: 'damaged', curves: true }] as const),
  ['garbage metrics', { harm: write('metrics.csv', garbage), listed: 'good', curves: false }],
  ...Object.entries(elsewhere).map(([name, harm]) => [name, { harm, listed: 'good', curves: true }] as const)
])

/** The file of a damaged run that is named. */
export const fileOf = (id: string): string =>
  id in ofRecord ? 'run.json' : id in ofExperiment ? 'experiment.json' : id in ofCurves ? 'metrics.csv' : 'events.jsonl'
