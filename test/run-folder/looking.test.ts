// Looking never changes a run: everything that a person can do with a stored run, except continuing it, leaves its
// folder byte for byte the same, and needs no permission to write there.

import { chmodSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { plainDrawing } from '../../src/shared/drawing'
import { main } from '../../src/cli/main'
import { RunStore } from '../../src/main/runs'
import { exportFormats } from '../../src/shared/exports'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import type { Question } from '../../src/shared/inspection'
import type { Report } from '../../src/shared/messages'
import type { RunEvent } from '../../src/shared/run'
import { Host } from '../../src/trainer/host'
import { directReader } from '../main/direct-reader'
import { FakePort } from '../trainer/fake-port'
import { fingerprint } from '../trainer/fingerprint'
import { testTerminal } from '../terminal'
import { resources, temporaryFolder } from '../trainer/support'
import { eventually } from '../eventually'

vi.mock('electron', () => ({ shell: {} }))

const fixtures = join(import.meta.dirname, '../fixtures/runs-6276c27')
const origins = [join(fixtures, 'terminal'), join(fixtures, 'app/runs')]
const every = origins.flatMap((folder) => readdirSync(folder))

let userData: string
const folderOf = (id: string): string => join(userData, 'runs', id)

beforeAll(() => {
  userData = temporaryFolder()
  for (const from of origins) cpSync(from, join(userData, 'runs'), { recursive: true })
  for (const id of every) {
    const file = join(folderOf(id), 'experiment.json')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        /"path": ".*table.csv"/,
        `"path": ${JSON.stringify(join(fixtures, 'table.csv'))}`
      )
    )
  }
})

const experimentOf = (id: string): Experiment =>
  experimentSchema.parse(JSON.parse(readFileSync(join(folderOf(id), 'experiment.json'), 'utf8')))

function start(): { host: Host; reports: Report[]; exit: ReturnType<typeof vi.fn> } {
  const reports: Report[] = []
  const exit = vi.fn()
  return { host: new Host({ report: (report) => void reports.push(report), exit }), reports, exit }
}

function look(id: string): ReturnType<typeof start> & { port: FakePort } {
  const viewer = start()
  viewer.host.receive({ type: 'look', folder: folderOf(id), experiment: experimentOf(id), resources }, [])
  const port = new FakePort()
  if (viewer.reports[0].type === 'looking') viewer.host.receive({ type: 'attach' }, [port])
  return { ...viewer, port }
}

/** Every kind of question, about the present parameters. */
const source = { at: 'now', sequence: 0, steps: 3, truncation: null } as const
const questions: Question[] = [
  { ask: 'unroll', source },
  { ask: 'contributions', source, tensor: 'U', row: 0, col: 0 },
  { ask: 'flow', source },
  { ask: 'influence', source },
  { ask: 'spectrum', source },
  { ask: 'check', source, epsilon: 1e-5, cellsPerTensor: 2 },
  { ask: 'error-curve', source, tensor: 'U', row: 0, col: 0 },
  { ask: 'truncation', source, ks: [1, 2] }
]

/** Everything that the app and the terminal can do with a stored run without continuing it. */
async function lookAtEverything(id: string): Promise<void> {
  const store = await RunStore.open(userData, directReader)
  await store.load(id)
  await store.save()

  const { host, reports, port, exit } = look(id)
  expect(reports).toEqual([{ type: 'looking' }])
  const frame = port.frame(0, [{ tensor: 'U', what: 'value', maxRows: 8, maxCols: 8 }])
  expect(frame).toMatchObject({ progress: null, count: 0, events: [] })
  expect(frame.tensors[0].norm).toBeGreaterThan(0)
  const at = frame.checkpoints[0]
  questions.forEach((question, i) => port.send({ type: 'inspect', id: i, question }))
  port.send({ type: 'inspect', id: questions.length, question: { ask: 'unroll', source: { ...source, at } } })
  const answers = (): unknown[] => port.received.filter(({ type }) => type === 'inspection')
  await eventually(() => expect(answers()).toHaveLength(questions.length + 1))
  port.send({ type: 'sample', prime: '', drawing: plainDrawing(1), length: 5 })
  await eventually(() =>
    expect(port.frame().events).toMatchObject([{ type: 'sample', step: frame.checkpoints.at(-1) }])
  )
  port.send({ type: 'sample', at, prime: '', drawing: plainDrawing(1), length: 5 })
  await eventually(() => expect(port.frame().events).toMatchObject([{ type: 'sample', step: at }]))
  for (const type of ['pause', 'resume', 'step', 'stop'] as const) {
    port.send({ type })
    expect(port.received.at(-1)).toMatchObject({ type: 'refused', command: type })
  }
  port.send({ type: 'rewind', learningRate: 0.001 })
  expect(port.received.at(-1)).toMatchObject({ type: 'refused', command: 'rewind' })
  port.close()
  expect(exit).toHaveBeenCalledOnce()
  host.receive({ type: 'close' }, [])

  const desk = start()
  const out = mkdtempSync(join(elsewhere, 'exports-'))
  for (const [i, format] of exportFormats.entries()) {
    desk.host.receive(
      {
        type: 'export',
        format,
        id: i,
        folder: folderOf(id),
        resources,
        checkpoint: 'newest',
        file: join(out, `${id}.${format}`)
      },
      []
    )
    expect(desk.reports[i]).toMatchObject({ type: 'exported', id: i })
  }
  const terminal = testTerminal()
  expect([await main(['sample', '--run', folderOf(id), '--length', '5'], terminal), terminal.said.error]).toEqual([
    0,
    ''
  ])
}

let elsewhere: string
beforeAll(() => {
  elsewhere = temporaryFolder()
})

describe.each(every)('%s', (id) => {
  it('is as it was after everything that one can do by looking', async () => {
    const before = fingerprint(folderOf(id))
    await lookAtEverything(id)
    expect(fingerprint(folderOf(id))).toEqual(before)
  })
})

describe('where nobody may write', () => {
  const setModes = (of: { folder: number; file: number }): void => {
    for (const entry of readdirSync(join(userData, 'runs'), { recursive: true, withFileTypes: true })) {
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? of.folder : of.file)
    }
  }
  // Root may write anywhere, so the test reads the run as another user.
  const isRoot = process.getuid?.() === 0
  const nobody = 65_534

  beforeAll(() => {
    setModes({ folder: 0o555, file: 0o444 })
    chmodSync(userData, 0o555)
    chmodSync(elsewhere, 0o777)
    if (isRoot) process.seteuid!(nobody)
  })
  afterAll(() => {
    if (isRoot) process.seteuid!(0)
    chmodSync(userData, 0o755)
    setModes({ folder: 0o755, file: 0o644 })
  })

  it.each(every.filter((id) => id.startsWith('task') || id === 'killed'))(
    '%s can be looked at all the same',
    async (id) => {
      expect(() => writeFileSync(join(folderOf(id), 'run.json'), '')).toThrow(/EACCES|EPERM/)
      await lookAtEverything(id)
    }
  )
})

describe('a run whose data are gone, or are others now', () => {
  /** A copy with another data file, and the port of a window that shows it. */
  function lookWith(id: string, data: object): { folder: string; port: FakePort } {
    const folder = join(temporaryFolder(), id)
    cpSync(folderOf(id), folder, { recursive: true })
    const experiment = experimentSchema.parse({ ...experimentOf(id), data: { ...experimentOf(id).data, ...data } })
    writeFileSync(join(folder, 'experiment.json'), JSON.stringify(experiment))
    const { host, reports } = start()
    host.receive({ type: 'look', folder, experiment, resources }, [])
    expect(reports).toEqual([{ type: 'looking' }])
    const port = new FakePort()
    host.receive({ type: 'attach' }, [port])
    return { folder, port }
  }
  const gone = { source: 'file', path: '/nowhere/file' }
  const ask = async (port: FakePort): Promise<unknown> => {
    port.send({ type: 'inspect', id: 1, question: questions[0] })
    await eventually(() => expect(port.received.some(({ type }) => type.startsWith('inspection'))).toBe(true))
    return port.received.find(({ type }) => type.startsWith('inspection'))
  }
  const sampleOf = async (port: FakePort): Promise<unknown> => {
    const seen = port.frame()
    expect(seen.events).toEqual([])
    port.send({ type: 'sample', prime: '', drawing: plainDrawing(1), length: 5 })
    const events = (): RunEvent[] => port.frame().events
    return eventually(() => {
      const [event] = events()
      expect(event).toBeDefined()
      return event
    })
  }

  it('that is a text shows its weights and writes, and says what it cannot unroll', async () => {
    const { port, folder } = lookWith('killed', gone)
    const why = {
      code: 'data-absent',
      message: expect.stringContaining('"/nowhere/file" cannot be read: there is no such file')
    }
    expect(port.received[0]).toMatchObject({ type: 'hello', nx: 83, absent: why })
    expect(port.frame(0, [{ tensor: 'U', what: 'value', maxRows: 8, maxCols: 8 }]).tensors[0].norm).toBeGreaterThan(0)
    expect(await sampleOf(port)).toMatchObject({
      type: 'sample',
      sample: { kind: 'text', text: expect.stringMatching(/^[^]{5}$/) }
    })
    expect(await ask(port)).toMatchObject({ type: 'inspection-failed', ...why })
    // The result is the same as with the data file.
    const said = async (run: string): Promise<string> => {
      const terminal = testTerminal()
      expect([await main(['sample', '--run', run, '--length', '40'], terminal), terminal.said.error]).toEqual([0, ''])
      return terminal.said.out
    }
    expect(await said(folder)).toBe(await said(folderOf('killed')))
  })

  it('that is a text with one symbol more is written by its own symbols', async () => {
    const file = join(temporaryFolder(), 'book.txt')
    writeFileSync(file, `${readFileSync(join(resources, 'data/moby-dick.txt'), 'utf8')}ß`)
    const { port } = lookWith('killed', { source: 'file', path: file })
    expect(port.received[0]).toMatchObject({
      absent: { message: expect.stringContaining('data (input labels) [] → ["ß"]') }
    })
    expect(await sampleOf(port)).toMatchObject({ sample: { kind: 'text' } })
  })

  it('that is a series runs free in its own units, and says what is missing', async () => {
    const { port, folder } = lookWith('series-file', gone)
    const sample = (await sampleOf(port)) as {
      sample: { columns: { name: string; truth: number[]; free: number[] }[] }
    }
    for (const { truth, free } of sample.sample.columns)
      expect([truth.length, free.length, free.every(Number.isFinite)]).toEqual([0, 5, true])
    expect(await ask(port)).toMatchObject({ type: 'inspection-failed', code: 'data-absent' })
    const terminal = testTerminal()
    expect([await main(['sample', '--run', folder, '--length', '5'], terminal), terminal.said.error]).toEqual([
      0,
      expect.stringContaining('runs free from its mean')
    ])
    expect(JSON.parse(terminal.said.out)).toMatchObject({ kind: 'series' })
  })
})

describe('what cannot be looked at says why, and stays as it was', () => {
  function refusedAfter(
    id: string,
    damage: (folder: string) => void,
    change: (experiment: Experiment) => Experiment = (same) => same
  ): string {
    const folder = join(temporaryFolder(), id)
    cpSync(folderOf(id), folder, { recursive: true })
    damage(folder)
    const before = fingerprint(folder)
    const { host, reports } = start()
    host.receive({ type: 'look', folder, experiment: change(experimentOf(id)), resources }, [])
    expect(fingerprint(folder)).toEqual(before)
    const [report] = reports
    if (report.type !== 'failed') throw new Error(`It was not refused: ${JSON.stringify(report)}`)
    return report.message
  }

  it('checkpoints that are gone: never an untrained model instead', () => {
    expect(refusedAfter('task-hidden', (folder) => rmSync(join(folder, 'checkpoints'), { recursive: true }))).toContain(
      'no checkpoint'
    )
  })

  it('checkpoints that are damaged', () => {
    const cut = (folder: string): void => {
      for (const name of readdirSync(join(folder, 'checkpoints')))
        writeFileSync(join(folder, 'checkpoints', name), 'damaged')
    }
    expect(refusedAfter('task-hidden', cut)).toContain('.safetensors')
  })

  it('another network than that of the checkpoint', () => {
    const larger = (experiment: Experiment): Experiment => ({
      ...experiment,
      model: { ...experiment.model, hiddenSize: 9 }
    })
    expect(refusedAfter('task-hidden', () => {}, larger)).toContain(
      'rnn.weight_ih_l0 has the shape [4,2] instead of [9,2]'
    )
  })
})
