import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainDrawing } from '../../src/shared/drawing'
import type { StateChoice } from '../../src/shared/checkpoint-choice'
import { runEventSchema } from '../../src/shared/run'
import { progressSchema } from '../../src/shared/messages'
import { progressOf } from '../../src/trainer/progress'
import { Refusal } from '../../src/trainer/refusal'
import { drive, eventsOf, experiment, open, temporaryFolder } from './support'

const text = { kind: 'text', source: 'moby-dick', validationFraction: 0.01 } as const
const series = { kind: 'series', source: 'sunspots' } as const
const quiet = { validateEvery: 1000, sampleEvery: 1000, checkpointEvery: 1000 }

describe('a run', () => {
  it('learns parity by teacher forcing, and then runs free at twice the length without a mistake', () => {
    const session = drive(
      open(
        experiment({
          learning: { method: 'teacher-forcing', sequenceLength: 20, batchSize: 32 },
          watching: { ...quiet, validateEvery: 100 },
          stop: { steps: 300 }
        })
      )
    )
    expect(session.state).toBe('finished')
    expect(eventsOf(session, 'validation').at(-1)).toMatchObject({
      step: 300,
      accuracy: 1,
      freeAccuracy: 1,
      doubleLengthAccuracy: 1
    })
  })

  it('keeps every point, in memory and on disk', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }))
    session.close()
    expect(session.points.count).toBe(60)
    expect([...session.points.slice(0, 60).subarray(0, 60)]).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    expect(readFileSync(join(folder, 'metrics.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(61)
  })

  it('validates, samples and saves when it is due, and at the end', () => {
    const session = drive(open(experiment({ stop: { steps: 65 } })))
    expect(eventsOf(session, 'validation').map(({ step }) => step)).toEqual([20, 40, 60, 65])
    expect(eventsOf(session, 'sample').map(({ step }) => step)).toEqual([50])
    expect(eventsOf(session, 'checkpoint').map(({ step }) => step)).toEqual([0, 1, 2, 4, 8, 10, 20, 30, 40, 50, 60, 65])
    for (const { event } of session.events) runEventSchema.parse(event)
  })

  it('writes every event on a line of its own', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }))
    const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(session.events.map(({ event }) => event))
  })

  it('keeps its first steps for good, each at twice the one before, and trains the same', () => {
    const training = (checkpointEvery: number) =>
      experiment({
        model: { recurrence: 'output', hiddenSize: 1 },
        learning: { method: 'teacher-forcing', sequenceLength: 2, batchSize: 1 },
        watching: { validateEvery: 1_000_000, sampleEvery: 1_000_000, checkpointEvery, checkpointSeconds: null },
        stop: { steps: 12_000 }
      })
    const often = drive(open(training(500)))
    expect(often.checkpoints.steps.filter((step) => step < 500)).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256])
    expect(often.checkpoints.steps.filter((step) => step >= 500).length).toBeLessThanOrEqual(19)
    const seldom = drive(open(training(1_000_000)))
    expect(seldom.checkpoints.steps).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 12_000])
    expect(seldom.learner.parameters.flat).toEqual(often.learner.parameters.flat)
  })

  it('keeps the newest three checkpoints, the best, and sixteen of every age', () => {
    const folder = temporaryFolder()
    // The rate is too high at the end, so what the network has learned by step 30 is lost again.
    const session = open(
      experiment({
        watching: { validateEvery: 10, sampleEvery: 1000, checkpointEvery: 1 },
        stop: { steps: 60, divergence: 'ignore' }
      }),
      { folder }
    )
    drive(session, 30)
    session.setLearningRate(5)
    drive(session)
    const validations = eventsOf(session, 'validation')
    const best = validations.reduce((a, b) => (b.loss < a.loss ? b : a)).step
    expect(best).toBeLessThan(40)
    const steps = readdirSync(join(folder, 'checkpoints')).map((name) => Number(name.replace(/\D/g, '')))
    expect(steps).toHaveLength(20)
    expect(steps).toEqual(expect.arrayContaining([0, best, 58, 59, 60]))
    expect(session.checkpoints.steps).toEqual(steps)
  })

  it('asks for the readout that the data want', () => {
    expect(() =>
      open(experiment({ data: { kind: 'task', task: 'adding' }, model: { hiddenSize: 4 }, learning: {} }))
    ).toThrow('Choose the readout "last-step"')
  })
})

describe('an end', () => {
  it('comes after so many seconds', () => {
    const session = drive(open(experiment({ stop: { steps: null, seconds: 0.05 } })))
    expect(session.state).toBe('finished')
    expect(session.seconds).toBeGreaterThan(0.05)
  })

  it('comes after so many validations without improvement', () => {
    const session = open(
      experiment({
        watching: { ...quiet, validateEvery: 5 },
        optimizer: { kind: 'sgd', learningRate: 1e-9 },
        stop: { steps: 10_000, patience: 3 }
      })
    )
    drive(session)
    const losses = eventsOf(session, 'validation').map(({ loss }) => loss)
    const best = losses.indexOf(Math.min(...losses))
    expect(losses.length).toBe(best + 4)
  })

  it('is foreseen', () => {
    const session = drive(open(experiment({ stop: { steps: 40, seconds: 1000 } })), 30)
    const { done, secondsLeft, tokensPerSecond, clippedShare } = progressSchema.parse(progressOf(session))
    expect(done).toBe(0.75)
    expect(secondsLeft).toBeGreaterThan(0)
    expect(secondsLeft).toBeLessThan(10)
    expect(tokensPerSecond).toBeGreaterThan(0)
    expect(clippedShare).toBeGreaterThanOrEqual(0)
    expect(progressOf(open(experiment({ stop: { steps: null, patience: 4 } })))).toMatchObject({
      done: null,
      secondsLeft: null
    })
  })
})

describe('a command', () => {
  it('pauses with a checkpoint, makes single steps, goes on, and stops', () => {
    const session = drive(open(experiment()), 5)
    session.pause()
    session.advance(5)
    expect([session.state, session.learner.step]).toEqual(['paused', 5])
    expect(eventsOf(session, 'checkpoint').at(-1)!.step).toBe(5)
    session.step()
    drive(session)
    expect([session.state, session.learner.step]).toEqual(['paused', 6])
    session.resume()
    drive(session, 9)
    session.stop()
    expect(session.state).toBe('stopped')
    expect(eventsOf(session, 'checkpoint').at(-1)!.step).toBe(9)
    expect(() => session.resume()).toThrow(Refusal)
  })

  it('takes hold between two pieces of a validation, which goes on where it was', () => {
    // Each measure takes 250 pieces.
    const long = experiment({
      data: { kind: 'task', task: 'running-parity', validationSequences: 2000 },
      stop: { steps: 45 }
    })
    const session = open(long)
    for (const at of [20, 40]) {
      drive(session, at)
      session.advance(0)
      session.advance(0)
      session.pause()
      expect([
        session.state,
        session.learner.step,
        eventsOf(session, 'validation').some(({ step }) => step === at)
      ]).toEqual(['paused', at, false])
      session.resume()
    }
    drive(session)
    const whole = drive(open(long))
    expect(eventsOf(session, 'validation')).toEqual(eventsOf(whole, 'validation'))
    expect(session.learner.parameters.flat).toEqual(whole.learner.parameters.flat)
    // The end of the app does not wait for the rest of a validation.
    const closed = drive(open(long), 20)
    closed.advance(0)
    expect([closed.save(), eventsOf(closed, 'validation')]).toEqual([true, []])
  })

  it('changes rate and clipping while it trains, and marks it', () => {
    const session = drive(open(experiment()), 5)
    session.setLearningRate(0.001)
    session.setClipNorm(null)
    session.setClipValue(1e-6)
    drive(session, 6)
    expect(session.points.at(-1)).toMatchObject({ learningRate: 0.001, clipped: 1 })
    expect(progressOf(session)).toMatchObject({ learningRate: 0.001, clipNorm: null, clipValue: 1e-6 })
    expect(eventsOf(session, 'mark')).toEqual([
      { type: 'mark', step: 5, change: 'learning-rate', from: 0.02, to: 0.001 },
      { type: 'mark', step: 5, change: 'clip-norm', from: 1, to: null },
      { type: 'mark', step: 5, change: 'clip-value', from: null, to: 1e-6 }
    ])
  })

  it('takes a sample while the run rests, and leaves training as it was', () => {
    const session = open(experiment(), { startPaused: true })
    session.sample({ prime: '', drawing: plainDrawing(1), length: 10 })
    expect(session.busy).toBe(true)
    session.advance(10)
    expect(eventsOf(session, 'sample')).toHaveLength(1)
    session.resume()
    expect(drive(session).learner.parameters.flat).toEqual(drive(open(experiment())).learner.parameters.flat)
  })

  it('takes a sample of a checkpoint, whatever has been trained since', () => {
    const session = open(
      experiment({
        data: text,
        model: { hiddenSize: 4 },
        learning: {},
        watching: { ...quiet, checkpointEvery: 30 },
        stop: { steps: 60 }
      }),
      { startPaused: true }
    )
    // The temperature is so low that chance plays no part.
    const textAt = (at: StateChoice): unknown => {
      session.sample({ prime: '', drawing: plainDrawing(1e-3), length: 40 }, at)
      while (session.busy && session.state !== 'running') session.advance(10)
      const { step, sample } = eventsOf(session, 'sample').at(-1)!
      return [step, sample]
    }
    const before = textAt('now')
    session.resume()
    drive(session)
    const after = textAt('now')
    expect(after).not.toEqual(before)
    expect([textAt(0), textAt('newest'), textAt(60)]).toEqual([before, after, after])
    expect(() => session.sample({ prime: '', drawing: plainDrawing(1), length: 10 }, 31)).toThrow(
      'no checkpoint of step 31'
    )
  })

  it('cannot prime with what the text does not have', () => {
    const session = open(experiment({ data: text, model: { hiddenSize: 4 }, learning: {}, watching: quiet }), {
      startPaused: true
    })
    expect(() => session.sample({ prime: '고래', drawing: plainDrawing(1), length: 10 })).toThrow('"고"')
  })
})

describe('going on', () => {
  const kinds = {
    'a task by teacher forcing': experiment(),
    'text by BPTT, the state carried': experiment({
      data: text,
      model: { hiddenSize: 8 },
      learning: { sequenceLength: 7, batchSize: 3 },
      optimizer: { schedule: 'cosine', decayEvery: 50 }
    }),
    'a series by both recurrences, with momentum': experiment({
      data: series,
      model: { recurrence: 'hidden+output', hiddenSize: 6 },
      optimizer: { kind: 'nesterov', learningRate: 0.01 },
      learning: { method: 'teacher-forcing', sequenceLength: 9, batchSize: 3 }
    }),
    'a series running free': experiment({
      data: series,
      model: { recurrence: 'output', hiddenSize: 6 },
      learning: { method: 'free-running', sequenceLength: 9, batchSize: 3 }
    })
  }

  it.each(Object.entries(kinds))(
    'is bit for bit the same as never having stopped: %s',
    (_name, chosen) => {
      const whole = drive(open(chosen))

      const folder = temporaryFolder()
      const killed = drive(open(chosen, { folder }), 36)
      // The session is not closed. This is what a kill in the middle of a line leaves:
      appendFileSync(join(folder, 'metrics.csv'), '34,0.6')
      appendFileSync(join(folder, 'events.jsonl'), '{"type":"valid')
      expect(killed.learner.step).toBe(36)
      const resumed = open(chosen, { folder, resume: true })
      expect(resumed.learner.step).toBe(30)
      drive(resumed)

      expect(resumed.learner.parameters.flat).toEqual(whole.learner.parameters.flat)
      expect(resumed.points.count).toBe(60)
      const withoutTime = ({ events }: typeof whole): unknown[] =>
        events.map(({ event }) => event).filter(({ type }) => type !== 'mark')
      expect(withoutTime(resumed)).toEqual(withoutTime(whole))
      expect(eventsOf(resumed, 'mark')).toEqual([{ type: 'mark', step: 30, change: 'resume', from: null, to: null }])
    },
    30_000
  )

  it('remembers what was changed by hand', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }), 12)
    session.setLearningRate(0.005)
    session.close()
    expect(open(experiment(), { folder, resume: true }).learner.optimizer.options.learningRate).toBe(0.005)
  })

  it('with a finished run only shows it', () => {
    const folder = temporaryFolder()
    drive(open(experiment(), { folder }))
    const again = drive(open(experiment(), { folder, resume: true, startPaused: true }))
    expect([again.state, again.learner.step, again.points.count]).toEqual(['finished', 60, 60])
    expect(eventsOf(again, 'mark')).toEqual([])
  })

  it('with another network names what does not fit', () => {
    const folder = temporaryFolder()
    drive(open(experiment(), { folder }))
    expect(() =>
      open(experiment({ model: { recurrence: 'output', hiddenSize: 9 } }), { folder, resume: true })
    ).toThrow('model.hiddenSize 8 → 9')
  })

  it('tidies away what a kill in the middle of a checkpoint left', () => {
    const folder = temporaryFolder()
    drive(open(experiment(), { folder }), 15)
    const stray = join(folder, 'checkpoints', 'step-000000020.safetensors.123456')
    appendFileSync(stray, 'half')
    open(experiment(), { folder, resume: true })
    expect(existsSync(stray)).toBe(false)
  })
})

describe('NaN or infinity', () => {
  const wild = experiment({
    data: series,
    model: { hiddenSize: 6 },
    learning: { sequenceLength: 9, batchSize: 3 },
    optimizer: { kind: 'sgd', learningRate: 10, clipNorm: null }
  })

  it('ends the run, names the tensor, and leaves the last good checkpoint to go back to', () => {
    const session = drive(open(wild))
    expect(session.state).toBe('failed')
    const [failure] = eventsOf(session, 'failure')
    // The failure names the step that could not be made.
    expect(failure).toMatchObject({ reason: 'not-finite', step: session.learner.step + 1 })
    expect(failure.tensor).toMatch(/^(∇?[UWVbc]|h|o|L|‖∇‖)$/)
    expect(failure.message).toContain(failure.tensor)
    // At step 10 all numbers were still finite, but the loss had blown up.
    expect(failure.step).toBeGreaterThan(10)
    expect(failure.checkpointStep).toBe(0)
    expect(() => session.resume()).toThrow(Refusal)

    session.rewind(0.001)
    expect(session.learner.step).toBe(failure.checkpointStep)
    expect(session.learner.parameters.flat.every(Number.isFinite)).toBe(true)
    drive(session)
    expect(session.state).toBe('finished')
    expect(session.points.at(-1).loss).toBeLessThan(10)
    expect(eventsOf(session, 'mark')).toEqual([
      { type: 'mark', step: failure.checkpointStep, change: 'rewind', from: 10, to: 0.001 }
    ])
  })

  it('never gets into a checkpoint', () => {
    const session = drive(open(experiment()), 5)
    session.learner.parameters.W[1] = Infinity
    session.pause()
    expect(session.state).toBe('failed')
    expect(eventsOf(session, 'failure')[0]).toMatchObject({ tensor: 'W', checkpointStep: 0 })
  })
})

describe('closing', () => {
  it('in the middle of training saves where it stands, and makes not a step more', () => {
    const session = drive(open(experiment({ stop: { steps: null } })), 15)
    session.close()
    session.advance(20)
    expect(session.busy).toBe(false)
    expect(session.learner.step).toBe(15)
    expect(eventsOf(session, 'checkpoint').at(-1)?.step).toBe(15)
    expect(eventsOf(session, 'failure')).toEqual([])
  })
})

describe('an error', () => {
  it('fails the run and says so', () => {
    const session = drive(open(experiment()), 5)
    session.fail(new Error('No space left on the disk.'))
    expect(session.state).toBe('failed')
    expect(eventsOf(session, 'failure')[0]).toMatchObject({
      reason: 'error',
      tensor: null,
      message: 'No space left on the disk.'
    })
  })
})

describe('slow baselines', () => {
  it('come beside training, and are kept in the folder', () => {
    const folder = temporaryFolder()
    const found: number[] = []
    const session = open(
      experiment({
        data: text,
        model: { hiddenSize: 4 },
        learning: { sequenceLength: 5, batchSize: 2 },
        watching: quiet
      }),
      {
        folder,
        startPaused: true,
        onBaselines: (all) => found.push(all.length)
      }
    )
    while (session.busy && found.length === 0) session.advance(10)
    const stored = JSON.parse(readFileSync(join(folder, 'baselines.json'), 'utf8')) as { key: string }[]
    expect(stored.map(({ key }) => key)).toEqual(expect.arrayContaining(['uniform', 'n-gram']))
  }, 30_000)
})
