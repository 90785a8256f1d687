// The laboratory in main: one work at a time, which rests while a run trains; its results are stored.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Laboratory } from '../../src/main/laboratory'
import { readRecipes } from '../../src/runtime/recipes'
import { costSchema } from '../../src/shared/cost'
import type { LaboratoryState } from '../../src/shared/laboratory'
import { settingsSchema } from '../../src/shared/settings'
import { eventually } from '../eventually'
import { machine } from '../machine'
import { cost, score } from '../measured'
import { processes, type FakeProcess } from './fake-processes'

vi.mock('electron', () => import('./fake-processes'))
vi.mock('electron-store', () => import('./fake-store'))

let userData: string
let laboratory: Laboratory
let told: LaboratoryState[]
const trainers = { trains: false }
const trouble = vi.fn()

function start(): Laboratory {
  const started = new Laboratory(userData, {
    settings: { get: () => settingsSchema.parse({}) },
    trainers,
    machine: Promise.resolve(machine),
    resources: '/resources',
    version: '1',
    recipes: readRecipes(join(import.meta.dirname, '../../resources')),
    onTrouble: trouble
  })
  started.onChange = (state) => void told.push(state)
  return started
}
async function begin(work: Parameters<Laboratory['begin']>[0] = { kind: 'cost' }): Promise<FakeProcess> {
  laboratory.begin(work)
  const process = processes.at(-1)!
  await eventually(() => expect(orders(process).at(-1)).toMatchObject({ type: 'begin', work }))
  return process
}
const orders = (process: FakeProcess): unknown[] => process.orders

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-laboratory-'))
  processes.length = 0
  trainers.trains = false
  told = []
  trouble.mockClear()
  laboratory = start()
})
afterEach(() => rm(userData, { recursive: true }))

it('measures in a process of its own, tells how far it is, and keeps what comes of it', async () => {
  const process = await begin()
  const progress = { done: 0.5, at: { kind: 'cost', method: 'bptt', batch: 1, threads: 1, tau: 16 } } as const
  process.report({ type: 'progress', progress })
  expect(laboratory.get().current).toEqual({ work: { kind: 'cost' }, progress, rests: false })
  process.report({ type: 'cost', cost })
  process.report({ type: 'done' })
  expect(process.gone).toBe(true)
  expect(told.at(-1)).toEqual({ current: null, failure: null, cost, scores: [] })
  expect(start().get().cost).toEqual(cost)
})

it('does one thing at a time, and ends it when it is cancelled', async () => {
  const process = await begin()
  expect(() => laboratory.begin({ kind: 'scorecard', recipes: ['a'] })).toThrow('already measuring')
  expect(laboratory.cancel()).toEqual({ current: null, failure: null, cost: null, scores: [] })
  expect(process.gone).toBe(true)
  // Messages from before its end no longer count.
  process.report({ type: 'cost', cost })
  expect(laboratory.get().cost).toBeNull()
  await begin({ kind: 'scorecard', recipes: ['a'] })
})

it('rests from the first while a run trains, and goes on by itself', async () => {
  trainers.trains = true
  const process = await begin()
  expect(orders(process)).toMatchObject([{ type: 'rest', rests: true }, { type: 'begin' }])
  expect(laboratory.get().current!.rests).toBe(true)
  laboratory.restWhileTraining()
  expect(process.orders).toHaveLength(2)
  trainers.trains = false
  laboratory.restWhileTraining()
  expect(orders(process).at(-1)).toEqual({ type: 'rest', rests: false })
  expect(told.at(-1)!.current!.rests).toBe(false)
})

it('keeps every recipe’s newest score, also of a scorecard that is cancelled', async () => {
  const process = await begin({ kind: 'scorecard', recipes: ['running-parity', 'adding-200'] })
  process.report({ type: 'score', score: score('running-parity', 0.5) })
  process.report({ type: 'score', score: score('adding-200', 0.1) })
  process.report({ type: 'score', score: score('running-parity', 1) })
  laboratory.cancel()
  expect(
    start()
      .get()
      .scores.map(({ recipe, seeds }) => [recipe, seeds[0].values[0]])
  ).toEqual([
    ['adding-200', 0.1],
    ['running-parity', 1]
  ])
})

it('goes on after a restart with what is left of a scorecard, but not after it was cancelled or has failed', async () => {
  const work = { kind: 'scorecard', recipes: ['running-parity', 'adding-200', 'reber'] } as const
  const left = (): unknown => {
    laboratory = start()
    laboratory.start()
    return laboratory.get().current?.work
  }
  const process = await begin({ ...work, recipes: [...work.recipes] })
  process.report({ type: 'score', score: score('running-parity', 1) })
  // The app ends, and its processes with it.
  laboratory.leave()
  process.exit(15)
  expect(left()).toEqual({ kind: 'scorecard', recipes: ['adding-200', 'reber'] })
  expect(laboratory.get().scores).toHaveLength(1)
  laboratory.cancel()
  expect(left()).toBeUndefined()
  ;(await begin({ kind: 'scorecard', recipes: ['reber'] })).report({ type: 'failed', message: 'No memory.' })
  expect(left()).toBeUndefined()
  // A newer version of the app may have other recipes.
  await begin({ kind: 'scorecard', recipes: ['no-such-recipe'] })
  laboratory.leave()
  expect(left()).toBeUndefined()
})

it('tells why a process has failed or died, and can begin again', async () => {
  const process = await begin()
  process.report({ type: 'failed', message: 'No memory.' })
  expect(told.at(-1)).toMatchObject({ current: null, failure: { message: 'No memory.' } })
  ;(await begin()).exit(9)
  await eventually(() => expect(laboratory.get().failure!.message).toContain('ended unexpectedly'))
  await begin()
  expect(laboratory.get().failure).toBeNull()
})

it('sets a damaged file aside, and loses nothing else', async () => {
  const process = await begin({ kind: 'scorecard', recipes: ['running-parity'] })
  process.report({ type: 'cost', cost })
  process.report({ type: 'score', score: score('running-parity', 1) })
  await writeFile(join(userData, 'cost.json'), (await readFile(join(userData, 'cost.json'), 'utf8')).slice(0, 100))
  const again = start()
  expect(again.get()).toMatchObject({ cost: null, scores: [{ recipe: 'running-parity' }] })
  expect(again.setAside).toHaveLength(1)
  expect(await readdir(userData)).toContain(again.setAside[0])
})

it('gives tables for other programs, and says where there is nothing yet', async () => {
  for (const result of ['cost', 'scorecard'] as const) expect(() => laboratory.csv(result)).toThrow('Measure first')
  const process = await begin()
  process.report({ type: 'cost', cost })
  process.report({ type: 'score', score: score('running-parity', 1) })
  expect(laboratory.csv('cost')).toContain('\nbptt,1,1,16,')
  const [header, line] = laboratory.csv('scorecard').split('\n')
  expect(header.split(',')).toHaveLength(line.split(',').length)
  expect(line).toMatch(/^running-parity,accuracy,own,4,share,1,1,least,1,,,/)
})

it('has a measurement that fits its schema', () => {
  expect(costSchema.parse(cost)).toEqual(cost)
})
