// @vitest-environment happy-dom
import { effectScope, nextTick, ref, type EffectScope, type Ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainDrawing } from '../../src/shared/drawing'
import { useBridge } from '../../src/renderer/composables/use-bridge'
import { usePorts, type Ports } from '../../src/renderer/composables/use-ports'
import { useRuns, type Runs } from '../../src/renderer/composables/use-runs'
import { useToasts, type Toasts } from '../../src/renderer/composables/use-toasts'
import { useTrainer, type Trainer } from '../../src/renderer/composables/use-trainer'
import type { RunEvent, Validation } from '../../src/shared/run'
import { eventually } from '../eventually'
import { columnsOf, FakeBridge, FakeTrainer, frameOf, pointsOf, progressOf } from './fake-bridge'

let scope: EffectScope
let bridge: FakeBridge
let runs: Runs
let ports: Ports
let looks: Ref<boolean>
let trainer: Trainer
let toasts: Toasts
const trainers: FakeTrainer[] = []

const validation = (step: number): Validation => ({
  type: 'validation',
  step,
  loss: 1,
  accuracy: null,
  freeLoss: null,
  freeAccuracy: null,
  doubleLengthAccuracy: null
})
const steps = (): number[] => [...trainer.history.points.value.step.subarray(0, trainer.history.count.value)]
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30))

/** A trainer that holds these points and events, and answers like trainer/viewer.ts. */
function serve(
  id: string,
  held: { steps: number[]; events?: RunEvent[] },
  state: 'running' | 'paused' = 'paused'
): FakeTrainer {
  let told = 0
  const fake = new FakeTrainer(id, ({ seen }) => {
    const first = Math.min(seen, held.steps.length)
    const fresh = held.steps.slice(first)
    const events = (held.events ?? []).slice(told)
    told += events.length
    return frameOf({
      first,
      count: fresh.length,
      points: columnsOf(fresh),
      events,
      progress: progressOf({ state, step: held.steps.at(-1) ?? 0 })
    })
  })
  trainers.push(fake)
  return fake
}

beforeEach(async () => {
  bridge = new FakeBridge()
  window.unroll = bridge
  scope = effectScope()
  scope.run(() => {
    toasts = useToasts()
    const access = useBridge(toasts)
    runs = useRuns(access)
    ports = usePorts(runs)
    looks = ref(false)
    trainer = useTrainer({ ...access, runs, toasts, ports }, runs.selectedId, looks)
  })
  bridge.add('stored', { state: 'finished' }, { points: pointsOf([1, 2, 3]), events: [validation(2)] })
  bridge.add('live', { state: 'running' }, { points: pointsOf([1, 2, 3]), events: [validation(2)] })
  await eventually(() => expect(runs.loaded.value).toBe(true))
})
afterEach(() => {
  scope.stop()
  trainers.splice(0).forEach((fake) => fake.close())
})

describe('the run on screen', () => {
  it('shows a stored run without a trainer', async () => {
    runs.selectedId.value = 'stored'
    await eventually(() => expect(steps()).toEqual([1, 2, 3]))
    expect(trainer.history.events.value).toEqual([validation(2)])
    expect(trainer.attached.value).toBe(false)
    expect(bridge.called('openRun')).toEqual([])
  })

  it('attaches to a live run and asks only for what its folder did not hold', async () => {
    bridge.onOpen = (id) => serve(id, { steps: [1, 2, 3, 4, 5], events: [validation(2), validation(4)] })
    runs.selectedId.value = 'live'
    await eventually(() => expect(steps()).toEqual([1, 2, 3, 4, 5]))
    expect(trainers[0].requests[0].seen).toBe(3)
    expect(trainer.history.events.value).toEqual([validation(2), validation(4)])
    expect(trainer.hello.value?.nh).toBe(16)
    expect(trainer.opening.value).toBe(false)
  })

  it('takes a port that came before anyone knew its run', async () => {
    bridge.onOpen = () => {}
    bridge.add('quick', { state: 'running' })
    serve('quick', { steps: [1] })
    runs.take(bridge.runs.get('quick')!.record)
    runs.selectedId.value = 'quick'
    await eventually(() => expect(steps()).toEqual([1]))
    expect(bridge.called('openRun')).toEqual([])
  })

  it('drops points and measurements that a rewind has superseded, and keeps marks', async () => {
    const held = { steps: [1, 2, 3, 4, 5], events: [validation(2), validation(4)] as RunEvent[] }
    bridge.onOpen = (id) => serve(id, held, 'running')
    runs.selectedId.value = 'live'
    await eventually(() => expect(steps()).toHaveLength(5))
    const mark: RunEvent = { type: 'mark', step: 3, change: 'rewind', from: 0.002, to: 0.001 }
    // Like the trainer: points are only added, and a step that comes again replaces the old points from there.
    held.steps.push(4)
    held.events.push(mark)
    await eventually(() => expect(steps()).toEqual([1, 2, 3, 4]))
    expect(trainer.history.events.value).toEqual([validation(2), mark])
  })

  it('never has two requests in flight', async () => {
    bridge.onOpen = (id) => trainers.push(new FakeTrainer(id))
    runs.selectedId.value = 'live'
    await eventually(() => expect(trainers[0]?.requests).toHaveLength(1))
    trainer.watched.value = [{ tensor: 'W', what: 'value', maxRows: 8, maxCols: 8 }]
    trainer.send({ type: 'pause' })
    await settled()
    expect(trainers[0].requests).toHaveLength(1)
    trainers[0].post(frameOf())
    await eventually(() => expect(trainers[0].requests).toHaveLength(2))
    expect(trainers[0].requests[1].watch).toEqual(trainer.watched.value)
    await settled()
    expect(trainers[0].requests).toHaveLength(2)
  })

  it('keeps commands until the trainer that is being opened is there', async () => {
    runs.selectedId.value = 'stored'
    await eventually(() => expect(trainer.experiment.value).not.toBeNull())
    bridge.onOpen = (id) => serve(id, { steps: [1, 2, 3] })
    trainer.send({ type: 'rewind', step: null, learningRate: 0.001 })
    await trainer.open(true)
    await eventually(() =>
      expect(trainers[0].commands).toContainEqual({ type: 'rewind', step: null, learningRate: 0.001 })
    )
    expect(bridge.called('openRun')).toEqual([['stored', { startPaused: true }]])
  })

  it('looks at a stored run through a viewer: no progress, samples beside what is stored, and no command goes astray', async () => {
    runs.selectedId.value = 'stored'
    await eventually(() => expect(trainer.experiment.value).not.toBeNull())
    const sample: RunEvent = { type: 'sample', step: 3, sample: { kind: 'text', prime: '', temperature: 1, text: 'a' } }
    bridge.onLook = (id) =>
      void trainers.push(
        new FakeTrainer(id, () => frameOf({ progress: null, events: [sample], checkpoints: [2, 3] }), 'viewer')
      )
    looks.value = true
    await eventually(() => expect(trainer.checkpoints.value).toEqual([2, 3]))
    expect([trainer.answering.value, trainer.attached.value, trainer.progress.value]).toEqual([true, false, null])
    expect(trainer.history.events.value).toEqual([validation(2), sample])
    expect(steps()).toEqual([1, 2, 3])
    trainer.send({ type: 'sample', prime: '', drawing: plainDrawing(1), length: 5, count: 1 })
    trainer.send({ type: 'rewind', step: null, learningRate: 0.001 })
    await eventually(() =>
      expect(trainers[0].commands).toContainEqual({
        type: 'sample',
        prime: '',
        drawing: plainDrawing(1),
        length: 5,
        count: 1
      })
    )

    bridge.onOpen = (id) => serve(id, { steps: [1, 2, 3] })
    await trainer.open(true)
    await eventually(() =>
      expect(trainers[1].commands).toContainEqual({ type: 'rewind', step: null, learningRate: 0.001 })
    )
    expect(trainers[0].commands.map(({ type }) => type)).not.toContain('rewind')
    expect(trainer.attached.value).toBe(true)
  })

  it('lets go of the model that nobody looks at any more, also where it comes too late', async () => {
    runs.selectedId.value = 'stored'
    await eventually(() => expect(trainer.experiment.value).not.toBeNull())
    bridge.onLook = (id) => void trainers.push(new FakeTrainer(id, () => frameOf({ progress: null }), 'viewer'))
    looks.value = true
    await eventually(() => expect(trainer.answering.value).toBe(true))
    looks.value = false
    await nextTick()
    expect(trainer.answering.value).toBe(false)
    await eventually(() => expect(trainers[0].closed).toBe(true))

    const late = new FakeTrainer('stored', () => frameOf(), 'viewer')
    const ofAnother = new FakeTrainer('live', () => frameOf(), 'viewer')
    trainers.push(late, ofAnother)
    await eventually(() => expect([late.closed, ofAnother.closed]).toEqual([true, true]))
    expect(trainer.answering.value).toBe(false)
  })

  it('says why the model cannot be shown, and when whoever showed it is gone', async () => {
    runs.selectedId.value = 'stored'
    await eventually(() => expect(trainer.experiment.value).not.toBeNull())
    bridge.onLook = () => '"/data.csv" cannot be read: there is no such file.'
    looks.value = true
    await eventually(() => expect(trainer.lookFailure.value).not.toBeNull())
    expect(trainer.lookFailure.value).toBe('"/data.csv" cannot be read: there is no such file.')
    bridge.onLook = (id) => void trainers.push(new FakeTrainer(id, () => frameOf({ progress: null }), 'viewer'))
    await trainer.look()
    await eventually(() => expect(trainer.answering.value).toBe(true))
    expect(trainer.lookFailure.value).toBeNull()
    trainers[0].close()
    await eventually(() => expect(trainer.lookFailure.value).toContain('has ended unexpectedly'))
    expect(toasts.list.value).toEqual([])
  })

  it('does not start a trainer for a run that another program trains', async () => {
    bridge.attachRun = async () => ({ ok: true, value: false })
    runs.selectedId.value = 'live'
    await eventually(() => expect(steps()).toEqual([1, 2, 3]))
    await eventually(() => expect(trainer.opening.value).toBe(false))
    expect(bridge.called('openRun')).toEqual([])
  })

  it('lets go of a run that is left', async () => {
    bridge.onOpen = (id) => serve(id, { steps: [1, 2, 3, 4] }, 'running')
    runs.selectedId.value = 'live'
    await eventually(() => expect(steps()).toHaveLength(4))
    runs.selectedId.value = null
    await nextTick()
    expect(trainer.attached.value).toBe(false)
    expect(steps()).toEqual([])
    await settled()
    const asked = trainers[0].requests.length
    await settled()
    expect(trainers[0].requests).toHaveLength(asked)
  })

  it('says when the trainer died, and what the trainer refuses or garbles', async () => {
    bridge.onOpen = (id) => serve(id, { steps: [1, 2, 3] })
    runs.selectedId.value = 'live'
    await eventually(() => expect(trainer.attached.value).toBe(true))
    trainers[0].post({ type: 'refused', command: 'resume', message: 'Not possible.' })
    trainers[0].post({ type: 'frame', nonsense: true })
    await eventually(() => expect(toasts.list.value).toHaveLength(2))
    expect(toasts.list.value[0].text).toBe('Not possible.')
    bridge.gone('live')
    expect(trainer.failure.value).toMatchObject({ reason: 'died', message: 'It died.', checkpointStep: 2 })
    expect(trainer.attached.value).toBe(false)
  })
})
