// The queue: one run trains after the other, a failed entry says why, and a restart changes nothing.

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TrainingQueue } from '../../src/main/queue'
import { RequestRefused } from '../../src/main/request-refused'
import { experimentSchema } from '../../src/shared/experiment'
import type { Queue } from '../../src/shared/queue'
import type { RunState } from '../../src/shared/run'
import type { Why } from '../../src/shared/why'
import { eventually } from '../eventually'

vi.mock('electron', () => import('./fake-processes'))
vi.mock('electron-store', () => import('./fake-store'))

const experiment = (name: string, path: string | null = null) =>
  experimentSchema.parse(
    path === null ? { name, data: { kind: 'task' } } : { name, data: { kind: 'text', source: 'file', path } }
  )
const item = (name: string) => ({ experiment: experiment(name), weightsOf: null })

let userData: string
let states: Map<string, RunState>
let held: Set<string>
let whys: Map<string, Why>
let queue: TrainingQueue
let refuse: string | null
const [begun, opened, allowed, trouble] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()]

/** Starts the app's parts: a run that was training when the app was closed is interrupted. */
function start(): TrainingQueue {
  const trains = (id: string): boolean => held.has(id) && states.get(id) === 'running'
  return new TrainingQueue(userData, {
    runs: {
      find: (id) => (states.has(id) ? ({ id, step: 4, state: states.get(id)! } as never) : null),
      events: async () => [
        { type: 'failure', step: 4, reason: 'not-finite', tensor: 'W', message: 'W is NaN.', checkpointStep: null }
      ],
      onTrouble: trouble
    },
    trainers: {
      get trains() {
        return [...states.keys()].some(trains)
      },
      holds: (id) => held.has(id),
      whyGone: (id) => whys.get(id) ?? null,
      open: async (id) => {
        opened(id)
        if (refuse === id) throw new RequestRefused('No checkpoint.')
        states.set(id, 'running')
        held.add(id)
        return {} as never
      }
    },
    beginning: {
      check: async (experiment) => {
        if (experiment.name === refuse) throw new RequestRefused('No file.')
        return experiment
      },
      create: async ({ name }, how) => {
        begun(name, how)
        if (name === refuse) throw new RequestRefused('No file.', { code: 'file-missing', values: { name } })
        states.set(name, 'running')
        held.add(name)
        return { id: name } as never
      }
    },
    files: { allow: allowed }
  })
}

/** Tells main that the run has ended. */
function end(id: string, state: RunState): void {
  states.set(id, state)
  held.delete(id)
  queue.advance()
}
const names = ({ entries }: Queue): string[] => entries.map(({ experiment: { name } }) => name)
const idOf = (name: string): string => queue.get().entries.find(({ experiment }) => experiment.name === name)!.id
const runs = (): string[] => begun.mock.calls.map(([name]) => name as string)

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-queue-'))
  ;[states, held, whys, refuse] = [new Map(), new Set(), new Map(), null]
  vi.clearAllMocks()
  queue = start()
  queue.start()
})
afterEach(() => rm(userData, { recursive: true }))

it('trains one after the other, in the order that a person gives them', async () => {
  await queue.change({ do: 'add', items: [item('a'), item('b'), item('c'), item('d')] })
  await eventually(() => expect(queue.get().entries[0].run).toBe('a'))
  await queue.change({ do: 'move', id: idOf('d'), to: 1 })
  await queue.change({ do: 'remove', id: idOf('c') })
  expect(names(queue.get())).toEqual(['a', 'd', 'b'])
  end('a', 'finished')
  await eventually(() => expect(runs()).toEqual(['a', 'd']))
  end('d', 'stopped')
  await eventually(() => expect(runs()).toEqual(['a', 'd', 'b']))
  await expect(queue.change({ do: 'remove', id: idOf('b') })).rejects.toThrow('no longer waits')
  end('b', 'finished')
  await eventually(() => expect(queue.get().entries).toEqual([]))
  expect(begun).toHaveBeenLastCalledWith('b', { startPaused: false, weightsOf: null })
})

it('waits for whatever else trains, for a run of its own that is paused, and while it is held', async () => {
  states.set('other', 'running')
  held.add('other')
  await queue.change({ do: 'add', items: [item('a'), item('b')] })
  expect(runs()).toEqual([])
  end('other', 'paused')
  await eventually(() => expect(runs()).toEqual(['a']))
  states.set('a', 'paused')
  queue.advance()
  await queue.change({ do: 'hold', held: true })
  end('a', 'finished')
  await eventually(() => expect(names(queue.get())).toEqual(['b']))
  expect(runs()).toEqual(['a'])
  await queue.change({ do: 'hold', held: false })
  await eventually(() => expect(runs()).toEqual(['a', 'b']))
})

it('says why an entry failed, goes on with the next, and tries again where it is asked to', async () => {
  await queue.change({ do: 'add', items: [item('a'), item('b'), item('c'), item('d')] })
  await eventually(() => expect(runs()).toEqual(['a']))
  refuse = 'b'
  whys.set('a', { message: 'It died.' })
  end('a', 'failed')
  await eventually(() => expect(runs()).toEqual(['a', 'b', 'c']))
  end('c', 'failed')
  await eventually(() => expect(runs()).toEqual(['a', 'b', 'c', 'd']))
  expect(queue.get().entries.map(({ failure }) => failure)).toEqual([
    { message: 'It died.' },
    { message: 'No file.', code: 'file-missing', values: { name: 'b' } },
    { message: 'W is NaN.' },
    null
  ])
  refuse = null
  await queue.change({ do: 'again', id: idOf('b') })
  end('d', 'finished')
  await eventually(() => expect(runs()).toEqual(['a', 'b', 'c', 'd', 'b']))
})

it('takes nothing that cannot be trained', async () => {
  refuse = 'b'
  await expect(queue.change({ do: 'add', items: [item('a'), item('b')] })).rejects.toThrow('No file.')
  expect([queue.get().entries, runs()]).toEqual([[], []])
})

it('goes on after a restart: with the run that was under way, with files that were chosen, then with what waits', async () => {
  const file = { experiment: experiment('book', '/books/novel.txt'), weightsOf: 'a' }
  await queue.change({ do: 'add', items: [item('a'), file] })
  await eventually(() => expect(queue.get().entries[0].run).toBe('a'))
  queue.rest()
  end('a', 'interrupted')
  expect(queue.left).toBe(2)

  queue = start()
  expect(allowed).toHaveBeenCalledWith('/books/novel.txt')
  expect([names(queue.get()), opened.mock.calls]).toEqual([['a', 'book'], []])
  queue.start()
  await eventually(() => expect(opened).toHaveBeenCalledWith('a'))
  end('a', 'finished')
  await eventually(() => expect(begun).toHaveBeenLastCalledWith('book', { startPaused: false, weightsOf: 'a' }))
})

it('does not go on again and again with what cannot go on, nor with what a person has taken out of the list', async () => {
  await queue.change({ do: 'add', items: [item('a'), item('b')] })
  await eventually(() => expect(queue.get().entries[0].run).toBe('a'))
  queue.rest()
  end('a', 'interrupted')
  refuse = 'a'
  queue = start()
  queue.start()
  await eventually(() => expect(queue.get().entries[0].failure).toEqual({ message: 'No checkpoint.' }))
  await eventually(() => expect(queue.get().entries[1].run).toBe('b'))
  // A run has this state for the moment until its folder is taken out of the list.
  end('b', 'interrupted')
  await eventually(() => expect(names(queue.get())).toEqual(['a']))
  expect(opened.mock.calls).toEqual([['a']])
})

it('that is damaged on the disk is set aside, and begins empty', async () => {
  await writeFile(join(userData, 'queue.json'), '{"held":false,"entries":[{"id":7}]}')
  queue = start()
  expect(queue.get()).toEqual({ held: false, entries: [] })
  expect(queue.setAside).toEqual([expect.stringMatching(/^queue\.broken-\d+\.json$/)])
  expect(await readdir(userData)).toContain(queue.setAside[0])
})
