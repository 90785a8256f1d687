// The run on screen: its stored data and, while a trainer has it, the data that the trainer sends.

import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Experiment } from '../../shared/experiment'
import {
  trainerEventSchema,
  type Command,
  type Frame,
  type Progress,
  type TensorFrame,
  type TrainerEvent,
  type Watch,
  type Why
} from '../../shared/messages'
import type { PortMessage } from '../../shared/bridge'
import { isLive, type Baseline, type Damage, type Failure } from '../../shared/run'
import { createFramePump, type FramePump } from '../model/frame-pump'
import { isHeldByAnother, whyText } from '../model/why-text'
import { i18n } from '../i18n'
import type { BridgeAccess } from './use-bridge'
import { useHistory, type History } from './use-history'
import { useInspector, type InspectionClient } from './use-inspector'
import type { Ports } from './use-ports'
import type { Runs } from './use-runs'
import type { Toasts } from './use-toasts'

type Hello = Extract<TrainerEvent, { type: 'hello' }>

export interface Trainer {
  experiment: Readonly<ShallowRef<Experiment | null>>
  loading: Readonly<Ref<boolean>>
  history: History
  /** Files of the run that cannot be read. */
  damage: Readonly<ShallowRef<readonly Damage[]>>
  baselines: Readonly<ShallowRef<readonly Baseline[]>>
  /** A trainer holds the model, so it can be watched and controlled. */
  attached: ComputedRef<boolean>
  opening: Readonly<Ref<boolean>>
  /** A process holds the model (a trainer or a viewer), so the person can look into it. */
  answering: ComputedRef<boolean>
  /** A sample was asked for and has not arrived yet. */
  sampling: Readonly<Ref<boolean>>
  /** Why no process can show the model. */
  lookFailure: Readonly<Ref<string | null>>
  hello: Readonly<ShallowRef<Hello | null>>
  progress: Readonly<ShallowRef<Progress | null>>
  frames: Readonly<ShallowRef<readonly TensorFrame[]>>
  /** The steps of the checkpoints that the trainer can look into, in order. */
  checkpoints: Readonly<ShallowRef<readonly number[]>>
  /** The step of the checkpoint with the lowest validation loss. */
  best: Readonly<Ref<number | null>>
  /** The failure that ended its trainer since the run was opened here. */
  failure: Readonly<ShallowRef<Failure | null>>
  /** Why the run could not continue the last time. */
  refusal: Readonly<ShallowRef<Why | null>>
  /** What the open view asks to see of the model. */
  watched: ShallowRef<readonly Watch[]>
  /**
   * Continues from the last checkpoint, or connects to the trainer of the run. `takeOver`: even where another machine
   * trains it.
   */
  open(startPaused: boolean, takeOver?: boolean): Promise<void>
  /** Lets the person find the data file where it has moved; returns false where it was not found. */
  locate(): Promise<boolean>
  /** Reads the model of a stored run, where no process holds it; leave() releases it. Nothing is written. */
  look(): Promise<void>
  /** Asks the process that holds the model a question. */
  ask: InspectionClient['ask']
  /** Sends a command when a trainer runs. A viewer can make a sample too. */
  send(command: Exclude<Command, { type: 'frame' }>): void
}

/**
 * The share of a core that the window may use for the pictures of a run: half a core where training leaves one free,
 * little where training needs all. Without a graphics card, painting takes about twice as much in addition.
 */
const [spareCore, noSpareCore] = [0.5, 0.016]

interface Following extends BridgeAccess {
  runs: Runs
  toasts: Toasts
  ports: Ports
}

/**
 * Follows the run `runId`, or none where it is null. While `looks` is true, a process reads the model of a stored run;
 * nothing is written. A window must not follow one run twice: all views of it share one Trainer.
 */
export function useTrainer(
  { bridge, ask, runs, toasts, ports }: Following,
  runId: Readonly<Ref<string | null>>,
  looks: Readonly<Ref<boolean>>
): Trainer {
  const experiment = shallowRef<Experiment | null>(null)
  const loading = shallowRef(false)
  const damage = shallowRef<readonly Damage[]>([])
  const opening = shallowRef(false)
  const port = shallowRef<MessagePort | null>(null)
  const from = ref<PortMessage['from'] | null>(null)
  /** Samples that were asked for and have not arrived. */
  const awaited = ref(0)
  const sampling = computed(() => awaited.value > 0)
  const lookFailure = ref<string | null>(null)
  const hello = shallowRef<Hello | null>(null)
  const progress = shallowRef<Progress | null>(null)
  const baselines = shallowRef<readonly Baseline[]>([])
  const frames = shallowRef<readonly TensorFrame[]>([])
  const checkpoints = shallowRef<readonly number[]>([])
  const best = ref<number | null>(null)
  const failure = shallowRef<Failure | null>(null)
  const refusal = shallowRef<Why | null>(null)
  const watched = shallowRef<readonly Watch[]>([])
  const history = useHistory()
  const inspector = useInspector((command) => {
    port.value?.postMessage(command)
    return port.value !== null
  })
  let pump: FramePump | null = null
  let queued: Command[] = []
  let lookNumber = 0
  /** The number of the last request for the model of a stored run; 0 while no view needs the model. */
  let looking = 0
  /**
   * The number of points of the trainer that the window holds. Trainer and folder both count from the beginning of the
   * run.
   */
  let seen = 0
  let catchingUp = false
  let release = (): void => {}

  function takeFrame(frame: Frame): void {
    if (frame.first > seen) void catchUp()
    if (frame.count > 0) history.append(frame.points, frame.count)
    seen = frame.first + frame.count
    progress.value = frame.progress
    frames.value = frame.tensors
    if (frame.checkpoints.join() !== checkpoints.value.join()) checkpoints.value = frame.checkpoints
    best.value = frame.best
    history.addEvents(frame.events)
    const arrived = frame.events.filter((event) => event.type === 'sample' && event.asked !== undefined).length
    awaited.value = Math.max(0, awaited.value - arrived)
    // A run that waits for its disk continues on its own.
    const live = frame.progress?.state === 'running' || (frame.progress?.problem ?? null) !== null
    pump?.answered(frame.more || live)
  }

  /** The trainer no longer has the points that the window misses, but the folder has them. */
  async function catchUp(): Promise<void> {
    const id = runId.value
    if (id === null || catchingUp) return
    catchingUp = true
    const stored = await ask(bridge.loadRun(id))
    catchingUp = false
    if (!stored || runId.value !== id) return
    history.reload(stored.points)
    seen = stored.total
  }

  function takeBaselines(added: readonly Baseline[]): void {
    // The n-grams share a key and differ in their order.
    const name = ({ key, values }: Baseline): string => JSON.stringify([key, values])
    const names = new Set(added.map(name))
    baselines.value = [...baselines.value.filter((one) => !names.has(name(one))), ...added]
  }

  function take(data: unknown): void {
    const { success, data: event } = trainerEventSchema.safeParse(data)
    if (!success) toasts.show('error', i18n.global.t('problems.trainer-message'))
    else if (event.type === 'frame') takeFrame(event)
    else if (event.type === 'refused' && event.command === 'train') refusal.value = event
    else if (event.type === 'refused' && event.command === 'sample') {
      awaited.value = 0
      toasts.show('error', whyText(event))
    } else if (event.type === 'refused') toasts.show('error', whyText(event))
    else if (event.type === 'inspection' || event.type === 'inspection-failed') inspector.take(event)
    else {
      if (event.type === 'hello') hello.value = event
      takeBaselines(event.baselines)
    }
  }

  function listen(newPort: MessagePort, sender: PortMessage['from']): void {
    // Then the person has left the view, or a trainer has started, in the meantime.
    if (sender === 'viewer' && (looking === 0 || from.value === 'trainer')) return newPort.close()
    detach()
    port.value = newPort
    from.value = sender
    lookFailure.value = null
    if (sender === 'trainer') {
      failure.value = null
      opening.value = false
    }
    seen = history.total()
    newPort.onmessage = ({ data }: MessageEvent) => take(data)
    newPort.addEventListener('close', () => {
      if (port.value !== newPort) return
      detach()
      if (sender === 'viewer') lookFailure.value = i18n.global.t('model.gone')
    })
    const cores = navigator.hardwareConcurrency
    pump = createFramePump(
      () => {
        // Plain copies: a port cannot carry the proxies of a view.
        const watch = watched.value.map((one) => ({ ...one }))
        newPort.postMessage({ type: 'frame', seen, watch } satisfies Command)
      },
      () => ((hello.value?.threads ?? 1) < cores ? spareCore : noSpareCore) / ports.claimed()
    )
    if (sender === 'viewer') return
    queued.forEach((command) => newPort.postMessage(command))
    queued = []
  }

  function detach(): void {
    pump?.stop()
    pump = null
    if (port.value) {
      port.value.onmessage = null
      port.value.close()
    }
    port.value = null
    from.value = null
    inspector.closed()
    awaited.value = 0
    progress.value = null
    frames.value = []
    checkpoints.value = []
    best.value = null
  }

  function clear(): void {
    leave()
    detach()
    release()
    release = () => {}
    history.clear()
    queued = []
    for (const list of [baselines, watched, damage]) list.value = []
    for (const single of [experiment, hello, failure, refusal]) single.value = null
    opening.value = false
  }

  /**
   * The message that another program trains the run stays on screen while that is true. Any other message appears once.
   */
  function refused(why: Why): void {
    if (isHeldByAnother(why)) refusal.value = why
    else toasts.show('error', whyText(why))
  }
  watch(
    () => runs.list.value.find(({ id }) => id === runId.value)?.state,
    (state) => {
      if (refusal.value && isHeldByAnother(refusal.value) && state && !isLive(state)) refusal.value = null
    }
  )

  async function open(startPaused: boolean, takeOver = false): Promise<void> {
    const id = runId.value
    if (id === null || opening.value) return
    opening.value = true
    refusal.value = null
    const answer = await bridge.openRun(id, { startPaused, ...(takeOver && { takeOver }) })
    if (runId.value !== id) return
    if (answer.ok) runs.take(answer.value)
    else {
      refused(answer)
      opening.value = false
      queued = []
    }
  }

  async function locate(): Promise<boolean> {
    const id = runId.value
    if (id === null || !(await ask(bridge.locateData(id)))) return false
    const stored = await ask(bridge.loadRun(id))
    if (!stored || runId.value !== id) return false
    experiment.value = stored.experiment
    refusal.value = null
    if (from.value === 'viewer') {
      detach()
      void look()
    }
    return true
  }

  async function look(): Promise<void> {
    const id = runId.value
    if (id === null || port.value) return
    const mine = (looking = ++lookNumber)
    lookFailure.value = null
    const answer = await bridge.lookAtRun(id)
    if (looking === mine && !answer.ok) lookFailure.value = whyText(answer)
  }

  function leave(): void {
    looking = 0
    lookFailure.value = null
    if (from.value === 'viewer') detach()
  }

  /** Sends to the trainer of the run, if there is one. */
  async function attach(id: string): Promise<void> {
    opening.value = true
    const answer = await bridge.attachRun(id)
    if (runId.value !== id) return
    if (!answer.ok) refused(answer)
    if (!answer.ok || !answer.value) opening.value = false
  }

  async function show(id: string): Promise<void> {
    release = ports.claim(id, listen)
    loading.value = true
    const stored = await ask(bridge.loadRun(id))
    if (runId.value !== id) return
    loading.value = false
    if (!stored) return
    experiment.value = stored.experiment
    damage.value = stored.damage
    history.load(stored.points, stored.events)
    if (baselines.value.length === 0) baselines.value = stored.baselines
    if (isLive(stored.record.state) && !port.value) await attach(id)
  }

  watch(
    runId,
    (id) => {
      clear()
      if (id !== null) void show(id)
    },
    { immediate: true }
  )
  const attached = computed(() => from.value === 'trainer')
  // The model of a stored run is read when a view needs it, and released when no view does.
  watch(
    [looks, runId, loading, opening, attached],
    () => {
      if (!looks.value) leave()
      else if (!loading.value && !opening.value) void look()
    },
    { immediate: true }
  )
  watch(watched, () => pump?.hurry())

  onScopeDispose(
    bridge.onTrainerGone((gone) => {
      if (gone.id !== runId.value) return
      detach()
      opening.value = false
      failure.value = gone.failure
      // The failure also says what was refused on the port.
      if (gone.failure) refusal.value = null
    })
  )
  onScopeDispose(clear)

  return {
    experiment,
    loading,
    opening,
    history,
    damage,
    hello,
    progress,
    baselines,
    frames,
    checkpoints,
    best,
    failure,
    refusal,
    watched,
    open,
    locate,
    sampling,
    look,
    lookFailure,
    attached,
    answering: computed(() => port.value !== null),
    ask: inspector.ask,
    send(command) {
      if (!port.value || (from.value === 'viewer' && command.type !== 'sample')) {
        queued.push(command)
        return
      }
      if (command.type === 'sample') awaited.value += command.count
      port.value.postMessage(command)
      pump?.hurry()
    }
  }
}
