// Which kernels train a run, and that a continued run uses the same.

import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { readSafetensors, writeSafetensors } from '../../src/run-folder/safetensors'
import { engineChange, works, type EngineIdentity, type Machine } from '../../src/shared/machine'
import { openEngine, type Engine } from '../../src/trainer/engine'
import type { SessionOptions } from '../../src/trainer/session-options'
import { machine } from '../machine'
import { drive, eventsOf, experiment, open, resources, temporaryFolder } from './support'

/** The machine on which these sets do not work any more. */
const without = (...sets: string[]): Machine => ({
  ...machine,
  kernels: machine.kernels.map((finding) =>
    sets.includes(finding.set)
      ? { ...finding, milliseconds: null, reason: { code: 'crashed', detail: 'SIGTRAP' } }
      : finding
  )
})

const engineOf = (choice: { kernels?: string; machine?: Machine }, before: EngineIdentity | null = null): Engine =>
  openEngine({ kernels: 'auto', threads: 1, resources, machine, ...choice }, null, before)

describe('the engine of a new run', () => {
  it('is the first that works here', () => {
    expect(engineOf({}).identity).toEqual({
      kernels: 'wasm-256',
      hash: expect.stringMatching(/^[0-9a-f]{12}$/),
      threads: 1
    })
    expect(engineOf({ machine: without('wasm-256') }).name).toBe('wasm-128')
    expect(engineOf({ machine: without('wasm-256', 'wasm-128', 'wasm-128-plain') }).name).toBe('portable')
    expect(engineOf({ machine: without('wasm-256', 'wasm-128', 'wasm-128-plain', 'portable') }).name).toBe('portable')
  })

  it('is the one that is asked for, if it works', () => {
    expect(engineOf({ kernels: 'wasm-128-plain' }).name).toBe('wasm-128-plain')
    expect(engineOf({ kernels: 'wasm-128', machine: without('wasm-128') }).name).toBe('wasm-256')
  })

  it('is the next one where what was tried cannot be opened after all, and the portable one at last', async () => {
    // A process keeps its compiled kernels. Without them it looks into the folders again.
    vi.resetModules()
    const { openEngine: freshly } = await import('../../src/trainer/engine')
    const folder = temporaryFolder()
    const open = (): string => freshly({ kernels: 'wasm-256', threads: 1, resources: folder, machine }, null).name
    expect(open()).toBe('portable')
    cpSync(join(resources, 'kernels/wasm-128.wasm'), join(folder, 'kernels/wasm-128.wasm'), { recursive: true })
    expect(open()).toBe('wasm-128')
  })
})

describe('a run that goes on', () => {
  const engines = (choice: { kernels?: string; machine?: Machine }): Partial<SessionOptions> => ({
    openEngine: (_operations, before) => engineOf(choice, before)
  })

  function begun(kernels: string): string {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder, ...engines({ kernels }) }), 20)
    session.close()
    return folder
  }

  it('has the kernels that it had, to the last bit, whatever is best now', () => {
    const whole = drive(open(experiment(), engines({ kernels: 'wasm-128-plain' })))
    const folder = begun('wasm-128-plain')
    const session = drive(open(experiment(), { folder, resume: true, ...engines({}) }))
    expect(session.engine.name).toBe('wasm-128-plain')
    expect(session.learner.parameters.flat).toEqual(whole.learner.parameters.flat)
    expect(eventsOf(session, 'mark').map(({ change }) => change)).toEqual(['resume'])
  })

  it('says so when they are not to be had', () => {
    const folder = begun('wasm-256')
    const session = open(experiment(), { folder, resume: true, ...engines({ machine: without('wasm-256') }) })
    expect(eventsOf(session, 'mark').at(-1)).toEqual({
      type: 'mark',
      step: 20,
      change: 'engine',
      from: null,
      to: null,
      engines: { from: 'wasm-256', to: 'wasm-128' }
    })
  })

  it('says so too when another version had a set that this one does not know', () => {
    const folder = begun('wasm-256')
    const file = join(folder, 'checkpoints', readdirSync(join(folder, 'checkpoints')).at(-1)!)
    const { tensors, metadata } = readSafetensors(file)
    writeSafetensors(file, {
      tensors,
      metadata: { ...metadata, state: metadata.state.replace('wasm-256', 'wasm-512') }
    })
    const session = open(experiment(), { folder, resume: true, ...engines({}) })
    expect(session.checkpoints.damaged).toEqual([])
    expect(eventsOf(session, 'mark').at(-1)).toMatchObject({
      change: 'engine',
      engines: { from: expect.stringContaining('wasm-512'), to: expect.stringContaining('wasm-256') }
    })
  })

  it('has others where they are asked for, and says so', () => {
    const session = open(experiment(), { folder: begun('wasm-256'), resume: true, ...engines({ kernels: 'portable' }) })
    expect(eventsOf(session, 'mark').at(-1)).toMatchObject({
      change: 'engine',
      engines: { from: 'wasm-256', to: 'portable' }
    })
  })
})

it('engines differ by kernels, by their bytes and by the parts of a step', () => {
  const now: EngineIdentity = { kernels: 'wasm-256', hash: 'aaa', threads: 2 }
  expect(engineChange(now, { ...now })).toBeNull()
  expect(engineChange(null, now)).toBeNull()
  expect(engineChange({ ...now, threads: 1 }, now)).toEqual({ from: 'wasm-256', to: 'wasm-256 ×2' })
  expect(engineChange({ ...now, hash: 'bbb' }, now)).toEqual({ from: 'wasm-256 ×2 (bbb)', to: 'wasm-256 ×2 (aaa)' })
  expect(works({ set: 'wasm-128', flags: [], milliseconds: 1, reason: { code: 'slower', detail: 'wasm-256' } })).toBe(
    true
  )
})
