// A run continues exactly, or it is refused and the differences are named. This holds for every field of the experiment
// and for the data.

import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import { changeable } from '../../src/shared/experiment-changes'
import type { Mark } from '../../src/shared/run'
import { readEvents } from '../../src/run-folder/events'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { Differs } from '../../src/trainer/going-on'
import { readSafetensors, SafetensorsError, writeSafetensors } from '../../src/run-folder/safetensors'
import type { Session } from '../../src/trainer/session'
import { fingerprint } from './fingerprint'
import { drive, eventsOf, experiment, open, temporaryFolder } from './support'

const text = 'the whale, the white whale, and the sea. '.repeat(30)

/** A run that has made 20 steps and can make more. */
function trained(chosen: Experiment): string {
  const folder = temporaryFolder()
  void drive(open(chosen, { folder }), 20).close()
  return folder
}

function fileOf(contents: string): string {
  const file = join(temporaryFolder(), 'data.txt')
  writeFileSync(file, contents)
  return file
}

const onText = (contents: string, change: object = {}): Experiment =>
  experimentSchema.parse({
    data: { kind: 'text', source: 'file', path: fileOf(contents) },
    model: { hiddenSize: 4 },
    learning: { sequenceLength: 5, batchSize: 2 },
    watching: { validateEvery: 10, sampleEvery: 1000, checkpointEvery: 10 },
    stop: { steps: 40 },
    ...change
  })
const onSeries = (contents: string): Experiment =>
  experimentSchema.parse({
    ...onText('abc'),
    data: { kind: 'series', source: 'file', path: fileOf(contents), validationFraction: 0.1 }
  })
const rows = (count: number, of = (i: number) => Math.sin(i)): string =>
  `x,y\n${Array.from({ length: count }, (_, i) => `${of(i)},${i % 7}`).join('\n')}\n`

function refusal(folder: string, asked: Experiment): Error {
  const before = fingerprint(folder)
  try {
    void open(asked, { folder, resume: true }).close()
  } catch (error) {
    expect(fingerprint(folder)).toEqual(before)
    return error as Error
  }
  throw new Error('It was not refused.')
}

/** Every field of the schema, with another possible value. */
const others: Record<string, unknown> = {
  name: 'Another',
  seed: 2,
  'data.kind': null,
  'data.task': 'temporal-xor',
  'data.validationSequences': 33,
  'model.recurrence': 'hidden+output',
  'model.readout': null,
  'model.hiddenSize': 9,
  'model.feedback': 'argmax',
  'learning.method': 'free-running',
  'learning.sequenceLength': 9,
  'learning.batchSize': 9,
  'learning.carryState': false,
  'learning.truncation': 4,
  'learning.recompute': true,
  'learning.truthSchedule': 'exponential',
  'learning.truthDecay': 77,
  'learning.truthLeast': 0.5,
  'learning.truthCoin': 'sequence',
  'optimizer.kind': 'rmsprop',
  'optimizer.learningRate': 0.5,
  'optimizer.schedule': 'cosine',
  'optimizer.warmupSteps': 3,
  'optimizer.decayEvery': 77,
  'optimizer.decayFactor': 0.1,
  'optimizer.momentum': 0.5,
  'optimizer.beta1': 0.5,
  'optimizer.beta2': 0.5,
  'optimizer.epsilon': 1e-4,
  'optimizer.l2': 0.1,
  'optimizer.clipNorm': null,
  'optimizer.clipValue': 3,
  'initialisation.weights': 'glorot',
  'initialisation.recurrent': 'identity',
  'initialisation.identityScale': 0.5,
  'watching.validateEvery': 7,
  'watching.sampleEvery': 7,
  'watching.checkpointEvery': 7,
  'watching.checkpointSeconds': null,
  'watching.sampleLength': 7,
  'watching.temperature': 2,
  'watching.prime': 'x',
  'stop.steps': 77,
  'stop.seconds': 1000,
  'stop.patience': 50,
  'stop.divergence': 'ignore'
}
const fields = Object.keys(others).filter(
  (field) => others[field] !== null || ['optimizer.clipNorm', 'watching.checkpointSeconds'].includes(field)
)
const isFree = (field: string): boolean => changeable.some((free) => field === free || field.startsWith(`${free}.`))

function withFields(base: Experiment, changed: readonly string[]): Experiment {
  const copy = structuredClone(base) as unknown as Record<string, Record<string, unknown>>
  for (const field of changed) {
    const [section, key] = field.split('.')
    if (key === undefined) Object.assign(copy, { [section]: others[field] })
    else copy[section][key] = others[field]
  }
  return experimentSchema.parse(copy)
}

describe('an experiment', () => {
  const base = experiment({ stop: { steps: 40 } })
  let folder: string
  beforeAll(() => {
    folder = trained(base)
  })

  it('has no field that is not tried here', () => {
    const paths = Object.entries(base).flatMap(([key, part]) =>
      key === 'format' ? [] : typeof part === 'object' ? Object.keys(part).map((name) => `${key}.${name}`) : [key]
    )
    expect(paths.sort()).toEqual(Object.keys(others).sort())
  })

  it.each(fields.filter((field) => !isFree(field)))('is another one with another %s, which is named', (field) => {
    const error = refusal(folder, withFields(base, [field]))
    expect(error).toBeInstanceOf(Differs)
    expect(error.message).toContain(`${field} `)
    expect(error.message).toContain(JSON.stringify(others[field]))
    expect(error.message).toContain('a new run from these weights')
  })

  it('of another kind of data is refused by that kind', () => {
    const asked = experimentSchema.parse({
      ...base,
      data: { kind: 'series' },
      model: { ...base.model, recurrence: 'hidden' },
      learning: { ...base.learning, method: 'bptt' }
    })
    expect(refusal(folder, asked).message).toMatch(
      /data.kind "task" → "series"; model.recurrence "output" → "hidden"; learning.method/
    )
  })

  it('passes with any of what may change, and is refused for exactly the others', () => {
    fc.assert(
      fc.property(fc.subarray(fields), (some) => {
        // These two values are not possible together.
        const changed = some.includes('learning.method')
          ? some.filter((field) => !['learning.recompute', 'model.feedback'].includes(field))
          : some
        const asked = withFields(base, changed)
        const refused = changed.filter((field) => !isFree(field))
        if (refused.length === 0) return
        const { values } = refusal(folder, asked) as Differs
        expect(
          values.changes
            .split('; ')
            .map((change) => change.split(' ')[0])
            .sort()
        ).toEqual(refused.sort())
      }),
      { numRuns: 40 }
    )
  })

  it.each(fields.filter(isFree))('takes over another %s, and marks it', (field) => {
    const copy = trained(base)
    const asked = withFields(base, [field])
    const session = open(asked, { folder: copy, resume: true })
    const marks = eventsOf(session, 'mark').filter(({ change }) => change !== 'resume')
    const [section, key] = field.split('.')
    const before = (base as unknown as Record<string, Record<string, unknown>>)[section][key]
    const byHand = {
      'optimizer.learningRate': 'learning-rate',
      'optimizer.clipNorm': 'clip-norm',
      'optimizer.clipValue': 'clip-value'
    }[field]
    if (field === 'name') expect(marks).toEqual([])
    else if (byHand) expect(marks).toMatchObject([{ step: 20, change: byHand, from: before, to: others[field] }])
    else
      expect(marks).toMatchObject([
        { step: 20, change: 'experiment', fields: [{ field, from: before, to: others[field] }] }
      ])
    if (section === 'optimizer') expect(session.learner.optimizer.options).toMatchObject({ [key]: others[field] })
    expect(readEvents(copy).events.filter(({ type }) => type === 'mark')).toHaveLength(marks.length + 1)
    void session.close()

    // After the change the run keeps the new values.
    drive(open(asked, { folder: copy, resume: true }), 21)
    const again = open(asked, { folder: copy, resume: true })
    expect(again.learner.step).toBe(20)
    void drive(again, 30).close()
    const last = open(asked, { folder: copy, resume: true })
    expect(eventsOf(last, 'mark').at(-1)).toMatchObject({ change: 'resume' })
    void last.close()
  })

  it('keeps what was changed by hand, unless something else is asked for', () => {
    const copy = temporaryFolder()
    const first = drive(open(base, { folder: copy }), 20)
    first.setLearningRate(0.3)
    void first.close()
    const second = open(base, { folder: copy, resume: true })
    expect(second.learner.optimizer.options.learningRate).toBe(0.3)
    void second.close()
    const third = open(withFields(base, ['optimizer.learningRate']), { folder: copy, resume: true })
    expect(eventsOf(third, 'mark').at(-1)).toMatchObject({ change: 'learning-rate', from: 0.3, to: 0.5 })
    void third.close()
  })

  it('of an earlier checkpoint is compared before a rewind', () => {
    const copy = trained(base)
    const file = new Checkpoints(copy).fileOf(0)
    const { tensors, metadata } = readSafetensors(file)
    writeSafetensors(file, {
      tensors,
      metadata: { ...metadata, experiment: JSON.stringify(withFields(base, ['optimizer.kind'])) }
    })
    const session = open(base, { folder: copy, resume: true })
    expect(() => session.rewind(0.1, 0)).toThrow('optimizer.kind "rmsprop" → "adam"')
    expect([session.learner.step, session.state]).toEqual([20, 'running'])
    void session.close()
  })
})

describe('data', () => {
  const at = (chosen: Experiment, path: string): Experiment => ({
    ...chosen,
    data: { ...chosen.data, path } as Experiment['data']
  })

  it.each<[string, string, string]>([
    ['one letter replaced', text.replace('white', 'while'), 'data (SHA-256)'],
    ['one symbol more', `${text}!`, `data (length) ${text.length} → ${text.length + 1}`],
    ['one symbol more, by its name', `${text}!`, 'data (input labels) [] → ["!"]'],
    ['one symbol for another', text.replaceAll('w', 'W'), 'data (input labels) ["w"] → ["W"]'],
    ['a shorter file', text.slice(0, 500), `data (length) ${text.length} → 500`],
    ['a file turned round', [...text].reverse().join(''), 'data (SHA-256)']
  ])('of a text with %s are refused', (_name, now, told) => {
    const chosen = onText(text)
    const folder = trained(chosen)
    const error = refusal(folder, at(chosen, fileOf(now)))
    expect(error).toMatchObject({ code: 'data-differ' })
    expect(error.message).toContain(told)
  })

  it.each<[string, string, string]>([
    ['a value', rows(100).replace('0,0', '0.5,0'), 'data (SHA-256)'],
    ['a row', rows(99), 'data (length) 100 → 99'],
    ['the name of a column', rows(100).replace('x,y', 'x,z'), 'data (input labels) ["y"] → ["z"]']
  ])('of a series in which %s has changed are refused', (_name, now, told) => {
    const chosen = onSeries(rows(100))
    expect(refusal(trained(chosen), at(chosen, fileOf(now))).message).toContain(told)
  })

  it('that are the same elsewhere, or in other bytes, go on to the same bits', () => {
    const chosen = onText(text)
    const [here, there] = [trained(chosen), trained(chosen)]
    const weights = (session: Session): Float32Array => {
      drive(session)
      void session.close()
      return session.learner.parameters.flat.slice()
    }
    const moved = weights(open(at(chosen, fileOf(`\ufeff${text}`)), { folder: there, resume: true }))
    expect(moved).toEqual(weights(open(chosen, { folder: here, resume: true })))
  })

  it('are not compared with what an older version did not store', () => {
    const chosen = onText(text)
    const folder = trained(chosen)
    change(folder, (state) => {
      delete state.data
    })
    const session = open(at(chosen, fileOf(text.replace('white', 'while'))), { folder, resume: true })
    expect(session.learner.step).toBe(20)
    void session.close()
    expect(refusal(folder, at(chosen, fileOf(`${text}!`))).message).toContain('["!"]')
  })
})

describe('a place in the data', () => {
  it('that is none is refused', () => {
    const [onATask, onAText] = [experiment(), onText(text)]
    const [task, ofText] = [trained(onATask), trained(onAText)]
    const bad = (folder: string, chosen: Experiment, position: number[]): void => {
      change(folder, (state) => {
        state.position = position
      })
      const error = refusal(folder, chosen)
      expect(error).toBeInstanceOf(SafetensorsError)
      expect(error.message).toContain('state.position')
    }
    for (const position of [[], [1, 2], [2 ** 32], [2 ** 40]]) bad(task, onATask, position)
    for (const position of [[], [0], [0, 0], [1e9, 0, 1], [0, 1e9, 1], [0, 0, 2 ** 32], [0, 0, 1, 1]])
      bad(ofText, onAText, position)
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 6 }).filter(({ length }) => length !== 3),
        (position) => bad(ofText, onAText, position)
      ),
      { numRuns: 20 }
    )
  })
})

/** Rewrites the state in the newest checkpoint of a run, and removes the other checkpoints. */
function change(folder: string, edit: (state: Record<string, unknown>) => void): void {
  const newest = readdirSync(join(folder, 'checkpoints')).sort().at(-1)!
  for (const name of readdirSync(join(folder, 'checkpoints')))
    if (name !== newest) rmSync(join(folder, 'checkpoints', name))
  const file = join(folder, 'checkpoints', newest)
  const { tensors, metadata } = readSafetensors(file)
  const state = JSON.parse(metadata.state) as Record<string, unknown>
  edit(state)
  writeSafetensors(file, { tensors, metadata: { ...metadata, state: JSON.stringify(state) } })
  expect(readFileSync(file).length).toBeGreaterThan(0)
}

it('marks are what the window understands', () => {
  const mark: Mark = {
    type: 'mark',
    step: 1,
    change: 'experiment',
    from: null,
    to: null,
    fields: [{ field: 'stop.steps', from: 1, to: 2 }]
  }
  expect(readEvents(withEvent(mark)).events).toEqual([mark])
})

function withEvent(mark: Mark): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'events.jsonl'), `${JSON.stringify(mark)}\n`)
  return folder
}
