// To which checkpoints a run can go back, and what happens then.

import { rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { drive, eventsOf, experiment, open, temporaryFolder } from './support'

const text = { kind: 'text', source: 'moby-dick', validationFraction: 0.01 } as const

describe('checkpoints', () => {
  const rare = { validateEvery: 7, sampleEvery: 1000, checkpointEvery: 1000 }

  it('keep the best as it was when it was measured', () => {
    const session = drive(open(experiment({ watching: rare })))
    const best = eventsOf(session, 'validation').reduce((a, b) => (b.loss < a.loss ? b : a))
    expect(session.checkpoints.steps).toContain(best.step)
    expect(eventsOf(session, 'checkpoint')).toContainEqual(
      expect.objectContaining({ step: best.step, validationLoss: best.loss })
    )
  })

  it('come by time too', () => {
    const slow = experiment({
      watching: { ...rare, validateEvery: 1_000_000, checkpointEvery: 1_000_000, checkpointSeconds: 1 },
      stop: { steps: null }
    })
    const session = open(slow)
    const ofTime = (): boolean =>
      eventsOf(session, 'checkpoint').some(({ step }) => step > 0 && !session.checkpoints.isEarly(step))
    while (!ofTime()) session.advance(50)
    expect(session.seconds).toBeGreaterThanOrEqual(1)
    session.stop()
  })

  it('can each be gone back to, while it trains and when it has finished', () => {
    const session = drive(open(experiment()), 35)
    session.rewind(0.01, 20)
    expect([session.state, session.learner.step]).toEqual(['running', 20])
    expect(session.checkpoints.steps).toEqual([0, 1, 2, 4, 8, 10, 20])
    drive(session)
    expect(session.state).toBe('finished')
    session.rewind(0.01, 10)
    expect(drive(session).state).toBe('finished')
    expect(() => session.rewind(0.01, 15)).toThrow('There is no checkpoint of step 15.')
  })

  it('that are gone or damaged leave a run as it is', () => {
    const folder = temporaryFolder()
    const session = drive(open(experiment(), { folder }), 35)
    const before = session.learner.parameters.flat.slice()
    writeFileSync(session.checkpoints.fileOf(10), 'half')
    rmSync(session.checkpoints.fileOf(20))
    for (const step of [10, 20]) expect(() => session.rewind(0.01, step)).toThrow(/is not a readable safetensors file/)
    expect([session.state, session.learner.step]).toEqual(['running', 35])
    expect(session.learner.parameters.flat).toEqual(before)
    expect(drive(session).learner.parameters.flat).toEqual(drive(open(experiment())).learner.parameters.flat)
  })
})

describe('a run that diverges', () => {
  const wild = experiment({
    data: text,
    model: { hiddenSize: 8 },
    learning: { sequenceLength: 5, batchSize: 2 },
    watching: { validateEvery: 50, sampleEvery: 10_000, checkpointEvery: 10 },
    stop: { steps: 700 }
  })
  const faster = (session: ReturnType<typeof open>): typeof session => {
    drive(session, 100)
    session.learner.optimizer.options.clipNorm = null
    session.setLearningRate(5)
    return drive(session)
  }

  it('says so, and keeps the good checkpoints to go back to', () => {
    const session = faster(open(wild))
    expect([session.state, session.standing.diverged]).toEqual(['finished', true])
    const [mark] = eventsOf(session, 'mark').filter(({ change }) => change === 'diverged')
    expect(mark.to!).toBeGreaterThan(mark.from!)
    const sound = session.checkpoints.steps.filter((step) => step <= 100)
    expect(sound).toEqual([0, 1, 2, 4, 8, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    expect(session.checkpoints.steps.filter((step) => step > 200)).toEqual([700])
    session.rewind(0.002)
    expect(session.learner.step).toBe(100)
    expect([drive(session).state, session.standing.diverged]).toEqual(['finished', false])
  }, 60_000)

  it('stops when it was asked to', () => {
    const session = faster(open({ ...wild, stop: { ...wild.stop, divergence: 'stop', steps: 100_000 } }))
    expect([session.state, session.standing.diverged]).toEqual(['stopped', true])
  }, 60_000)
})
