import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { plainDrawing } from '../../src/shared/drawing'
import { reportSchema, type Report } from '../../src/shared/messages'
import { readMetadata } from '../../src/run-folder/safetensors'
import { Host } from '../../src/trainer/host'
import { RunLock } from '../../src/run-folder/lock'
import { readSafetensors } from '../../src/run-folder/safetensors'
import { machine } from '../machine'
import { eventually } from '../eventually'
import { FakePort } from './fake-port'
import { fingerprint } from './fingerprint'
import { drive, experiment, open, pointsIn, resources, temporaryFolder, writeRecord } from './support'

function start(): { host: Host; reports: Report[]; exit: ReturnType<typeof vi.fn> } {
  const reports: Report[] = []
  const exit = vi.fn()
  const host = new Host({ report: (report) => void reports.push(reportSchema.parse(report)), exit })
  opened.push(host)
  return { host, reports, exit }
}

const opened: Host[] = []
afterEach(() => opened.splice(0).forEach((host) => host.receive({ type: 'close' }, [])))

function train(
  chosen = experiment(),
  overrides: object = {}
): ReturnType<typeof start> & { port: FakePort; folder: string } {
  const trainer = start()
  const port = new FakePort()
  const folder = temporaryFolder()
  trainer.host.receive(
    {
      type: 'train',
      folder,
      experiment: chosen,
      resources,
      resume: false,
      startPaused: false,
      kernels: 'portable',
      threads: 1,
      machine,
      ...overrides
    },
    [port]
  )
  return { ...trainer, port, folder }
}

const state = (reports: Report[]): string | undefined =>
  reports.filter((report) => report.type === 'progress').at(-1)?.state

describe('the trainer', () => {
  it('says hello first, trains, and tells of it', async () => {
    const { port, reports } = train()
    expect(port.received[0]).toMatchObject({
      type: 'hello',
      nx: 1,
      nh: 8,
      ny: 1,
      output: 'sigmoid',
      inputLabels: ['bit']
    })
    await eventually(() => expect(state(reports)).toBe('finished'))
    const frame = port.frame()
    expect(frame).toMatchObject({
      first: 0,
      count: 60,
      more: false,
      progress: { state: 'finished', step: 60, done: 1 }
    })
    expect(reports.at(-1)).toMatchObject({ type: 'progress', state: 'finished', step: 60, engine: 'portable' })
    expect(reports[0]).toMatchObject({ type: 'progress', state: 'running', step: 0, loss: null })
  })

  it('obeys: pause, step, changes, resume, stop', async () => {
    const { port, reports } = train(experiment({ stop: { steps: null } }))
    port.send({ type: 'pause' })
    expect(state(reports)).toBe('paused')
    const { step } = port.frame().progress!
    port.send({ type: 'step' })
    await eventually(() => expect(port.frame().progress).toMatchObject({ state: 'paused', step: step + 1 }))
    port.send({ type: 'set-learning-rate', value: 0.5 })
    port.send({ type: 'set-clip-norm', value: null })
    port.send({ type: 'set-clip-value', value: 2 })
    expect(port.frame().progress).toMatchObject({ learningRate: 0.5, clipNorm: null, clipValue: 2 })
    port.send({ type: 'sample', prime: '', drawing: plainDrawing(1), length: 5 })
    await eventually(() => expect(port.frame().events).toContainEqual(expect.objectContaining({ type: 'sample' })))
    port.send({ type: 'resume' })
    expect(state(reports)).toBe('running')
    port.send({ type: 'stop' })
    expect(state(reports)).toBe('stopped')
  })

  it('refuses what makes no sense, and says why', () => {
    const { port } = train(experiment(), { startPaused: true })
    port.send({ type: 'pause' })
    expect(port.received.at(-1)).toEqual({
      type: 'refused',
      command: 'pause',
      message: '"pause" is not possible while the run is paused.',
      code: 'not-now',
      values: { command: 'pause', state: 'paused' }
    })
    port.send({ type: 'set-learning-rate', value: -1 })
    expect(port.received.at(-1)).toMatchObject({
      type: 'refused',
      command: 'set-learning-rate',
      message: expect.stringContaining('value:')
    })
    port.send({ type: 'dance' })
    expect(port.received.at(-1)).toMatchObject({ type: 'refused', command: 'dance' })
  })

  it('refuses a rewind whose checkpoint is gone or damaged, and goes on', async () => {
    for (const damage of [(file: string) => rmSync(file), (file: string) => writeFileSync(file, 'damaged')]) {
      const { port, folder } = train(experiment({ stop: { steps: null }, watching: { checkpointEvery: 1_000_000 } }))
      await eventually(() => expect(port.frame().progress!.step).toBeGreaterThan(0))
      damage(join(folder, 'checkpoints/step-000000000.safetensors'))
      const { step } = port.frame().progress!
      port.send({ type: 'rewind', step: 0, learningRate: 0.1 })
      expect(port.received.at(-1)).toMatchObject({
        type: 'refused',
        command: 'rewind',
        message: expect.stringContaining('step-000000000.safetensors')
      })
      await eventually(() => expect(port.frame().progress!.step).toBeGreaterThan(step))
      expect(port.frame().progress!.state).toBe('running')
    }
  })

  it('tells a window that comes later everything from the beginning', async () => {
    const { host, port, reports } = train()
    await eventually(() => expect(state(reports)).toBe('finished'))
    const first = port.frame()
    const later = new FakePort()
    host.receive({ type: 'attach' }, [later])
    expect(later.received[0].type).toBe('hello')
    expect(later.frame()).toMatchObject({ count: 60, events: first.events })
  })

  it('ends when the run is over and nobody looks any more', async () => {
    const { port, reports, exit } = train()
    await eventually(() => expect(state(reports)).toBe('finished'))
    expect(exit).not.toHaveBeenCalled()
    port.close()
    expect(exit).toHaveBeenCalledOnce()
  })

  it('goes on training without a window, and ends by itself', async () => {
    const { port, exit } = train()
    port.close()
    expect(exit).not.toHaveBeenCalled()
    await eventually(() => expect(exit).toHaveBeenCalled())
  })

  it('saves when the app closes', () => {
    const { host, exit, folder, reports } = train(experiment(), { startPaused: true })
    host.receive({ type: 'close' }, [])
    expect(exit).toHaveBeenCalled()
    expect(state(reports)).toBe('paused')
    expect(existsSync(join(folder, 'checkpoints/step-000000000.safetensors'))).toBe(true)
  })

  it('takes weights for a new run, and compares what a run is to go on with', async () => {
    const { folder, reports } = train()
    await eventually(() => expect(state(reports)).toBe('finished'))
    const desk = start()
    const to = temporaryFolder()
    const larger = experiment({ model: { recurrence: 'output', hiddenSize: 9 } })
    desk.host.receive({ type: 'take-weights', id: 1, from: folder, folder: to, experiment: larger, resources }, [])
    desk.host.receive({ type: 'compare', id: 2, folder, experiment: larger, resources }, [])
    desk.host.receive(
      { type: 'compare', id: 3, folder, experiment: experiment({ stop: { steps: 99 } }), resources },
      []
    )
    expect(desk.reports).toMatchObject([
      { type: 'failed', id: 1, message: expect.stringContaining('not the folder of a run') },
      { type: 'failed', id: 2, code: 'run-differs', values: { changes: 'model.hiddenSize 8 → 9' } },
      { type: 'same', id: 3 }
    ])
    writeRecord(folder)
    desk.host.receive({ type: 'take-weights', id: 4, from: folder, folder: to, experiment: larger, resources }, [])
    expect(desk.reports.at(-1)).toMatchObject({ type: 'failed', id: 4, code: 'weights-differ' })
    expect(existsSync(join(to, 'weights.safetensors'))).toBe(false)
    desk.host.receive(
      { type: 'take-weights', id: 5, from: folder, folder: to, experiment: experiment(), resources },
      []
    )
    expect(desk.reports.at(-1)).toMatchObject({ type: 'exported', id: 5 })
    const taken = (): string | undefined => readMetadata(join(to, 'weights.safetensors')).step
    expect(taken()).toBe('60')
    desk.host.receive(
      { type: 'take-weights', id: 6, from: folder, checkpoint: 8, folder: to, experiment: experiment(), resources },
      []
    )
    expect(taken()).toBe('8')
  })

  it('fails aloud when something breaks, and stays to tell of it', () => {
    const { host, port, reports } = train(experiment(), { startPaused: true })
    host.crashed(new Error('A kernel tripped.'))
    expect(state(reports)).toBe('failed')
    expect(port.frame().events).toContainEqual(
      expect.objectContaining({ type: 'failure', reason: 'error', message: 'A kernel tripped.' })
    )
  })

  it('says why it cannot carry out an order', () => {
    const { port, reports } = train(experiment({ data: { kind: 'text', source: 'file', path: '/nowhere/book.txt' } }))
    expect(reports).toEqual([
      {
        type: 'failed',
        id: null,
        message: '"/nowhere/book.txt" cannot be read: there is no such file. Check the path, or choose another file.',
        code: 'file-unreadable',
        values: { path: '/nowhere/book.txt', reason: 'there is no such file' }
      }
    ])
    expect(port.received).toEqual([expect.objectContaining({ type: 'refused', command: 'train' })])
    const { host, reports: others } = start()
    host.receive({ type: 'train', folder: 3 }, [])
    expect(others[0]).toMatchObject({ type: 'failed', message: expect.stringContaining('folder:') })
    host.receive({ type: 'attach' }, [new FakePort()])
    expect(others[1]).toMatchObject({ type: 'failed', message: 'This trainer has no run to attach to.' })
  })
})

describe('the trainer before a run', () => {
  it('shows the data', () => {
    const { host, reports } = start()
    host.receive({ type: 'preview', id: 7, experiment: experiment({ data: { kind: 'series' } }), resources }, [])
    expect(reports[0]).toMatchObject({ type: 'preview', id: 7, preview: { kind: 'series', nx: 1, output: 'linear' } })
  })

  it('estimates memory and time, also of what is too large to try', () => {
    const { host, reports } = start()
    host.receive(
      {
        type: 'estimate',
        id: 1,
        experiment: experiment({ stop: { steps: 100 } }),
        resources,
        kernels: 'auto',
        threads: 1,
        machine
      },
      []
    )
    const huge = experiment({
      data: { kind: 'series' },
      model: { hiddenSize: 4096 },
      learning: { sequenceLength: 200, batchSize: 512 },
      stop: { steps: null }
    })
    const from = performance.now()
    host.receive({ type: 'estimate', id: 2, experiment: huge, resources, kernels: 'auto', threads: 1, machine }, [])
    expect(performance.now() - from).toBeLessThan(5000)
    const [small, large] = reports.map((report) => {
      if (report.type !== 'estimate') throw new Error(JSON.stringify(report))
      return report.estimate
    })
    // U 8 × 1, W 8 × 1, V 1 × 8, b 8, c 1
    expect(small).toMatchObject({ parameters: 33, stepsPerEpoch: null })
    expect(small.totalSeconds).toBeCloseTo(100 * small.secondsPerStep)
    expect(large.parameters).toBe(4096 * 4096 + 3 * 4096 + 1)
    expect(large.totalSeconds).toBeNull()
    expect(large.secondsPerStep).toBeGreaterThan(1)
    expect(large.memoryBytes).toBeGreaterThan(4 * 4 * 4096 * 4096)
  }, 20_000)

  it('exports the weights of a run', async () => {
    const { folder, reports } = train()
    await eventually(() => expect(state(reports)).toBe('finished'))
    const file = join(temporaryFolder(), 'model.safetensors')
    const { host, reports: others } = start()
    host.receive({ type: 'export', format: 'weights', id: 3, folder, resources, checkpoint: 'newest', file }, [])
    expect(others[0]).toMatchObject({ type: 'exported', id: 3, file })
    expect([...readSafetensors(file).tensors.keys()]).toContain('fc.weight')
    host.receive(
      { type: 'export', format: 'weights', id: 4, folder: temporaryFolder(), resources, checkpoint: 'newest', file },
      []
    )
    expect(others[1]).toMatchObject({ type: 'failed', id: 4, message: expect.stringContaining('no checkpoint') })
  })
})

describe('a run that another program takes over', () => {
  const taken = (folder: string): string[] => {
    const file = join(folder, 'lock.json')
    writeFileSync(
      file,
      JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), host: 'elsewhere', pid: 77 })
    )
    return fingerprint(folder)
  }

  it.each(['running', 'paused'])('while it is %s is told of, ends here, and is written to no more', async (state) => {
    const run = { stop: { steps: null }, watching: { validateEvery: 20, checkpointEvery: 10 } }
    const trainer = start()
    const [port, folder] = [new FakePort(), temporaryFolder()]
    writeRecord(folder)
    trainer.host.receive(
      {
        type: 'train',
        folder,
        experiment: experiment(run),
        resources,
        resume: false,
        startPaused: false,
        kernels: 'portable',
        threads: 1,
        machine
      },
      [port]
    )
    await eventually(() => expect(port.frame().progress!.step).toBeGreaterThan(20))
    if (state === 'paused') port.send({ type: 'pause' })
    const before = taken(folder)
    const reports = trainer.reports.length
    // A command in the meantime changes nothing.
    if (state === 'paused') port.send({ type: 'stop' })
    await eventually(() => expect(trainer.exit).toHaveBeenCalled())
    const why = {
      message: expect.stringContaining('Process 77 on elsewhere has taken this run over'),
      code: 'run-taken',
      values: { pid: 77, host: 'elsewhere', since: expect.any(String) }
    }
    expect(port.received).toContainEqual({ type: 'refused', command: 'train', ...why })
    expect(trainer.reports.slice(reports).filter((report) => report.type !== 'progress')).toEqual([
      { type: 'taken', ...why }
    ])
    expect(trainer.reports.at(-1)!.type).toBe('taken')
    for (const command of ['pause', 'resume', 'stop', 'step']) port.send({ type: command })
    trainer.host.receive({ type: 'close' }, [])
    expect(fingerprint(folder)).toEqual(before)
  })

  it('is taken, where that is said, from another machine', async () => {
    const folder = temporaryFolder()
    writeRecord(folder)
    RunLock.take(folder)
    taken(folder)
    const order = {
      type: 'train',
      folder,
      experiment: experiment(),
      resources,
      resume: true,
      startPaused: true,
      kernels: 'portable',
      threads: 1,
      machine
    }
    const refused = start()
    refused.host.receive(order, [])
    expect(refused.reports).toMatchObject([{ type: 'failed', code: 'run-held-elsewhere' }])
    const { host, reports } = start()
    host.receive({ ...order, takeOver: true }, [])
    expect(state(reports)).toBe('paused')
  })
})

describe('a run at a speed', () => {
  const run = { stop: { steps: 40 } }

  it('makes so many steps a second, and the same ones', async () => {
    const { port, reports, folder } = train(experiment(run), { startPaused: true })
    port.send({ type: 'set-speed', value: 100 })
    expect(port.frame().progress).toMatchObject({ state: 'paused', step: 0, speed: 100 })
    const begun = performance.now()
    port.send({ type: 'resume' })
    await eventually(() => expect(state(reports)).toBe('finished'))
    const seconds = (performance.now() - begun) / 1000
    // Forty steps have 39 gaps of 10 ms, and no machine is too fast for that.
    expect(seconds).toBeGreaterThanOrEqual(0.39)
    // The clock of training stands still between them.
    expect(port.frame().progress!.seconds).toBeLessThan(seconds)
    const whole = temporaryFolder()
    void drive(open(experiment(run), { folder: whole })).close()
    expect(pointsIn(folder).map(({ loss }) => loss)).toEqual(pointsIn(whole).map(({ loss }) => loss))
  })

  it('answers and obeys between two steps, and goes on at full speed', async () => {
    const { port, reports } = train(experiment(run), { startPaused: true })
    port.send({ type: 'set-speed', value: 0.001 })
    port.send({ type: 'resume' })
    await eventually(() => expect(port.frame().progress!.step).toBe(1))
    port.send({ type: 'pause' })
    expect(state(reports)).toBe('paused')
    for (const value of [0, -1, NaN, 1e99, '5']) {
      port.send({ type: 'set-speed', value })
      expect(port.received.at(-1)).toMatchObject({ type: 'refused', command: 'set-speed' })
    }
    port.send({ type: 'set-speed', value: null })
    port.send({ type: 'resume' })
    await eventually(() => expect(state(reports)).toBe('finished'))
  })
})
