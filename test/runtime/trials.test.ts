// Kernel sets are tried in processes that may crash. Some do here, both simulated and real ones.

import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import fc from 'fast-check'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { findMachine, type Search } from '../../src/runtime/find-machine'
import { inNode } from '../../src/runtime/node-trial'
import { chooseSet, judge, mostOutput, tryKernelSets, type Ended, type RunTrial } from '../../src/runtime/trials'
import { kernelSets, wasmSets, works, type KernelSet, type WasmSet } from '../../src/shared/machine'
import { runRecordSchema } from '../../src/shared/run'
import { eventually } from '../eventually'
import { testTerminal } from '../terminal'

const root = resolve(import.meta.dirname, '../..')
const resources = join(root, 'resources')
const folder = mkdtempSync(join(tmpdir(), 'unroll-trials-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fine: Ended = { code: 0, signal: null, late: false, out: '', error: '' }
const answer = (milliseconds: number, difference: number | null = 1e-7): Ended => ({
  ...fine,
  out: `${JSON.stringify({ difference, milliseconds })}\n`
})

/** Trials that a function simulates. Every V8 here knows two risky flags. */
function played(play: (set: KernelSet, flags: string[], time: number) => Ended): { run: RunTrial; asked: string[] } {
  const asked: string[] = []
  const run: RunTrial = async ([what, json]) => {
    if (what === 'flags')
      return { ...fine, out: '  --liftoff (enable)\n        type: bool\n  --wasm-revectorize (join)\n' }
    const { set, flags } = JSON.parse(json) as { set: KernelSet; flags: string[] }
    asked.push(`${set} ${flags.join(' ')}`)
    return play(set, flags, asked.filter((text) => text.startsWith(`${set} `)).length)
  }
  return { run, asked }
}

const speeds = { 'wasm-256': 1, 'wasm-128': 2, 'wasm-128-plain': 2, portable: 30 }
const all = ['--wasm-revectorize', '--no-liftoff']

describe('kernel sets that are tried', () => {
  it('come in a fixed order where nothing speaks against it', async () => {
    const { run } = played((set) => answer(speeds[set]))
    const findings = await tryKernelSets(run, 'node', resources)
    expect(findings.map(({ set }) => set)).toEqual(kernelSets)
    expect(findings[0]).toEqual({ set: 'wasm-256', flags: all, milliseconds: 1, reason: null })
    expect(findings.slice(1).map(({ reason }) => reason)).toEqual(Array(3).fill({ code: 'slower', detail: 'wasm-256' }))
  })

  it.each<[string, Ended, { code: string; detail: string }]>([
    [
      'crashes',
      { ...fine, code: null, signal: 'SIGTRAP', error: '#\n# Fatal error in , line 0\n# Check failed: a != b.\n#' },
      { code: 'crashed', detail: 'SIGTRAP: Check failed: a != b.' }
    ],
    ['ends with a code', { ...fine, code: 133 }, { code: 'crashed', detail: 'code 133' }],
    ['is killed for its memory', { ...fine, code: null, signal: 'SIGKILL' }, { code: 'stopped', detail: 'SIGKILL' }],
    ['cannot be started', { ...fine, code: null, error: 'spawn EAGAIN' }, { code: 'stopped', detail: 'spawn EAGAIN' }],
    ['hangs', { ...fine, code: null, signal: 'SIGKILL', late: true }, { code: 'hung', detail: '20 s' }],
    [
      'cannot be compiled',
      { ...fine, code: 3, error: 'Compiling function #1 failed' },
      { code: 'refused', detail: 'Compiling function #1 failed' }
    ],
    ['is wrong', answer(0.5, 0.02), { code: 'differs', detail: '2.0e-2' }],
    ['gives NaN', answer(0.5, null), { code: 'differs', detail: 'NaN' }],
    ['says nothing', fine, { code: 'differs', detail: 'no answer' }],
    ['says rubbish', { ...fine, out: '{"difference": 0' }, { code: 'differs', detail: 'no answer' }]
  ])('are left out when one %s, and the next one is taken', async (_what, ended, reason) => {
    const { run } = played((set) => (set === 'wasm-256' ? ended : answer(speeds[set])))
    const findings = await tryKernelSets(run, 'node', resources)
    expect(findings[0].set).toBe('wasm-128')
    expect(findings.at(-1)).toMatchObject({ set: 'wasm-256', milliseconds: null, reason })
    expect(works(findings.at(-1)!)).toBe(false)
  })

  it('do without the flag that V8 dies of', async () => {
    const { run } = played((set, flags) =>
      flags.includes('--no-liftoff') ? { ...fine, code: null, signal: 'SIGTRAP' } : answer(speeds[set])
    )
    const findings = await tryKernelSets(run, 'node', resources)
    expect(findings[0]).toMatchObject({ set: 'wasm-256', flags: ['--wasm-revectorize'], reason: null })
  })

  it('are out when they crash only now and then', async () => {
    const { run } = played((set, _flags, time) =>
      set === 'wasm-256' && time > 1 ? { ...fine, code: null, signal: 'SIGSEGV' } : answer(speeds[set])
    )
    const findings = await tryKernelSets(run, 'node', resources)
    expect(findings[0].set).toBe('wasm-128')
    expect(findings.at(-1)!.reason).toEqual({ code: 'crashed', detail: 'SIGSEGV' })
  })

  it('leave the portable one where no process can be started at all', async () => {
    const findings = await tryKernelSets(
      async () => ({ ...fine, code: null, error: 'spawn EAGAIN' }),
      'node',
      resources
    )
    expect(findings[0]).toEqual({ set: 'portable', flags: [], milliseconds: null, reason: null })
    expect(findings.slice(1).every((finding) => !works(finding))).toBe(true)
  })

  it('give way to a simpler one that is clearly faster, and never to one that ties', () => {
    const time = fc.double({ min: 0.95, max: 1.05, noNaN: true })
    const times = (factor: number): fc.Arbitrary<number[]> =>
      fc.array(
        time.map((t) => t * factor),
        { minLength: 5, maxLength: 5 }
      )
    const race = (...milliseconds: number[][]): WasmSet | null =>
      chooseSet(new Map(wasmSets.map((set, i) => [set, milliseconds[i]])))
    fc.assert(
      fc.property(times(1), times(1), times(1), (a, b, c) => {
        expect(race(a, b, c)).toBe('wasm-256')
      })
    )
    fc.assert(
      fc.property(times(1), times(0.6), times(0.6), (a, b, c) => {
        expect(race(a, b, c)).toBe('wasm-128')
      })
    )
    // One round of five that another program has slowed down decides nothing.
    fc.assert(
      fc.property(times(1), times(1), times(1), fc.nat(4), (a, b, c, i) => {
        expect(race(a.with(i, 9), b, c)).toBe('wasm-256')
      })
    )
    expect(chooseSet(new Map())).toBeNull()
  })

  it('judges by the last line: V8 may have talked before', () => {
    expect(
      judge('wasm-128', [], { ...fine, out: 'Warning: a flag\n{"difference":1e-8,"milliseconds":2}\n' }).reason
    ).toBeNull()
  })
})

describe('for real', () => {
  let program: string
  beforeAll(async () => {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: 'src/trainer/trial.ts',
        outDir: folder,
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'trial.mjs' } }
      }
    })
    program = join(folder, 'trial.mjs')
  })

  const search = (change: Partial<Search> = {}): Search => ({
    version: '1',
    resources,
    host: 'node',
    run: inNode(program),
    file: join(folder, 'kernels.json'),
    ...change
  })

  it('finds sets that work on this V8, and flags that it survives: V8 14.6 dies of one without another', async () => {
    const run = inNode(program)
    const withoutAnother: RunTrial = async (args, patience) => {
      const ended = await run(args, patience)
      return args[0] === 'flags' ? { ...ended, out: ended.out.replace('  --wasm-inlining (', '') } : ended
    }
    const { kernels, runtime } = await findMachine(search({ run: withoutAnother }))
    expect(runtime).toContain(process.versions.v8)
    expect(
      kernels
        .filter(works)
        .map(({ set }) => set)
        .sort()
    ).toEqual([...kernelSets].sort())
    expect(kernels[0].set).not.toBe('portable')
    if (process.versions.v8.startsWith('14.6.')) expect(kernels[0].flags).not.toContain('--no-liftoff')
  })

  it('goes on with the next set where one aborts its process, and trains', async () => {
    const aborting = join(folder, 'aborting.mjs')
    writeFileSync(
      aborting,
      `if (process.argv[3]?.includes('"wasm-256"')) process.abort()\nawait import('./trial.mjs')\n`
    )
    const machine = await findMachine(search({ run: inNode(aborting), afresh: true }))
    expect(machine.kernels.at(-1)).toMatchObject({
      set: 'wasm-256',
      reason: { code: 'crashed', detail: expect.stringContaining('SIGABRT') }
    })
    expect(await train(async () => machine)).toMatch(/^wasm-128/)
    // A person who asks for this set by name gets the reason.
    const terminal = testTerminal({ machine: async () => machine })
    const asked = ['train', join(folder, 'experiment.json'), '--run', join(folder, 'asked'), '--kernels', 'wasm-256']
    expect([await main(asked, terminal), terminal.said.error]).toEqual([
      2,
      expect.stringContaining('--kernels: wasm-256 does not work on this machine')
    ])
  })

  it('trains with another set where a file is damaged', async () => {
    const damaged = join(folder, 'damaged')
    cpSync(join(resources, 'kernels'), join(damaged, 'kernels'), { recursive: true })
    writeFileSync(
      join(damaged, 'kernels/wasm-256.wasm'),
      readFileSync(join(resources, 'kernels/wasm-256.wasm')).subarray(0, 1000)
    )
    const { kernels } = await findMachine(search({ resources: damaged, afresh: true }))
    expect(kernels[0].set).not.toBe('wasm-256')
    expect(kernels.at(-1)).toMatchObject({ set: 'wasm-256', reason: { code: 'refused' } })
  })

  it('remembers what was found, by version and file, and forgets what it cannot read', async () => {
    const file = join(folder, 'memory.json')
    let asked = 0
    const counted: RunTrial = async (args, patience) => {
      asked++
      return played((set) => answer(speeds[set])).run(args, patience)
    }
    const find = async (change: Partial<Search> = {}): Promise<number> => {
      const before = asked
      expect((await findMachine(search({ file, run: counted, ...change }))).kernels[0].set).toBe('wasm-256')
      return asked - before
    }
    expect(await find()).toBeGreaterThan(0)
    expect(await find()).toBe(0)
    expect(await find({ version: '2' })).toBeGreaterThan(0)
    expect(await find()).toBe(0)
    expect(await find({ afresh: true })).toBeGreaterThan(0)
    writeFileSync(file, '{"half": ')
    expect(await find()).toBeGreaterThan(0)
    expect(await find()).toBe(0)
    expect(await find({ file: join(folder, 'trial.mjs', 'no-folder.json') })).toBeGreaterThan(0)
  })

  it.each<[string, RunTrial]>([
    [
      'a hang: the machine may have been busy',
      played((set) => (set === 'wasm-256' ? { ...fine, code: null, late: true } : answer(speeds[set]))).run
    ],
    [
      'an end from outside',
      played((set) => (set === 'wasm-256' ? { ...fine, code: null, signal: 'SIGKILL' } : answer(speeds[set]))).run
    ],
    [
      'that nothing but the portable set works',
      played((set) => (set === 'portable' ? answer(30) : { ...fine, code: 3, error: 'out of memory' })).run
    ],
    ['that no process could be had', async () => ({ ...fine, code: null, error: 'spawn EAGAIN' })]
  ])('does not remember %s', async (what, run) => {
    const file = join(folder, `${what.length}.json`)
    expect((await findMachine(search({ file, run }))).kernels[0].set).not.toBe('wasm-256')
    const { run: quick } = played((set) => answer(speeds[set]))
    expect((await findMachine(search({ file, run: quick }))).kernels[0].set).toBe('wasm-256')
  })

  it('believes nothing that it cannot have written, and leaves alone what another version has', async () => {
    const file = join(folder, 'strange.json')
    const { run } = played((set) => answer(speeds[set]))
    await findMachine(search({ file, run }))
    const [[key, good]] = Object.entries(
      JSON.parse(readFileSync(file, 'utf8')) as Record<string, { at: number; kernels: { flags: string[] }[] }>
    )
    const { run: other } = played((set) => answer(set === 'wasm-128' ? 0.1 : speeds[set]))
    const taken = async (kernels: unknown): Promise<KernelSet> => {
      writeFileSync(file, JSON.stringify({ [key]: { ...good, kernels }, later: { at: 1, sets: 'of a later version' } }))
      const {
        kernels: [first]
      } = await findMachine(search({ file, run: other }))
      expect(readFileSync(file, 'utf8')).toContain('of a later version')
      return first.set
    }
    const [first, ...others] = good.kernels
    expect(await taken(good.kernels)).toBe('wasm-256')
    for (const flag of ['--help', '--jitless', '--no-such-flag'])
      expect(await taken([{ ...first, flags: [flag] }, ...others])).toBe('wasm-128')
    for (const kernels of [[], [first], [first, first, first, first], null])
      expect(await taken(kernels)).toBe('wasm-128')
  })

  it('leaves nothing behind where it cannot remember', async () => {
    const file = join(folder, 'occupied', 'kernels.json')
    mkdirSync(file, { recursive: true })
    await findMachine(search({ file, run: played((set) => answer(speeds[set])).run }))
    expect(readdirSync(dirname(file))).toEqual(['kernels.json'])
  })

  it('stops listening to a process that prints for ever', async () => {
    const talking = join(folder, 'talking.mjs')
    writeFileSync(talking, `const write = () => process.stdout.write('y'.repeat(${mostOutput}), write)\nwrite()\n`)
    const { late, out } = await inNode(talking)([], 2000)
    expect(late).toBe(true)
    expect(out.length).toBeLessThan(2 * mostOutput)
  })

  it('ends a process that hangs', async () => {
    const hanging = join(folder, 'hanging.mjs')
    writeFileSync(hanging, 'for (;;);\n')
    expect(await inNode(hanging)([], 300)).toMatchObject({ late: true, signal: 'SIGKILL' })
  })

  it('does not outlive whoever started it, though it hangs', async () => {
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: 'src/runtime/node-trial.ts',
        outDir: folder,
        emptyOutDir: false,
        rollupOptions: { output: { entryFileNames: 'node-trial.mjs' } }
      }
    })
    const [hanging, starting, there] = ['hanging-set.mjs', 'starting.mjs', 'it-hangs'].map((name) => join(folder, name))
    // Like a kernel that never ends.
    writeFileSync(
      hanging,
      `
      import { writeFileSync } from 'node:fs'
      process.exit = () => {
        writeFileSync(${JSON.stringify(there)}, String(process.pid))
        for (;;);
      }
      await import('./trial.mjs')`
    )
    writeFileSync(
      starting,
      `
      import { inNode } from './node-trial.mjs'
      const set = JSON.stringify({ set: 'portable', flags: [], resources: '' })
      await inNode(${JSON.stringify(hanging)})(['set', set], 600_000)`
    )
    const terminal = spawn(process.execPath, [starting], { stdio: 'ignore' })
    const trial = await eventually(() => {
      expect(existsSync(there)).toBe(true)
      return readFileSync(there, 'utf8')
    })
    /** Empty when the process has ended; Z when it has ended and its parent has not yet read the exit code. */
    const stateOfTrial = (): string => spawnSync('ps', ['-o', 'stat=', '-p', trial], { encoding: 'utf8' }).stdout.trim()
    expect(stateOfTrial()).toMatch(/^[RS]/)
    terminal.kill('SIGKILL')
    await eventually(() => expect(stateOfTrial()).toMatch(/^(Z.*)?$/))
  }, 120_000)

  /** Trains in the terminal. Returns the engine that the record names. */
  async function train(machine: Parameters<typeof main>[1]['machine']): Promise<string> {
    const experiment = join(folder, 'experiment.json')
    writeFileSync(
      experiment,
      JSON.stringify({
        data: { kind: 'task', task: 'running-parity', validationSequences: 8 },
        model: { hiddenSize: 4 },
        stop: { steps: 3 }
      })
    )
    const run = join(folder, `run-${performance.now()}`)
    const terminal = testTerminal({ machine })
    expect([await main(['train', experiment, '--run', run], terminal), terminal.said.error]).toEqual([
      0,
      expect.stringContaining('finished')
    ])
    return runRecordSchema.parse(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'))).engine!
  }
})
