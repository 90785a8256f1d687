import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { Experiment } from '../../shared/experiment'
import { isLive, type RunState } from '../../shared/run'
import type { BridgeAccess } from './use-bridge'
import type { Form } from './use-form'
import type { Runs } from './use-runs'
import type { Trainer } from './use-trainer'

export interface Controls {
  /** State of the run on screen; `draft` where there is none. */
  state: ComputedRef<RunState | 'draft'>
  /** True where the run on screen has diverged. */
  diverged: ComputedRef<boolean>
  /** What was asked for and has not happened yet; the trainer can be in a long step. */
  asked: Readonly<Ref<'pausing' | 'stopping' | null>>
  busy: Readonly<Ref<boolean>>
  canPlay: ComputedRef<boolean>
  canStep: ComputedRef<boolean>
  canStop: ComputedRef<boolean>
  create(experiment: Experiment, startPaused?: boolean): Promise<void>
  /** Starts, pauses or continues, depending on the state. */
  play(): void
  step(): void
  stop(): void
  /**
   * Goes back to the checkpoint of a step (null: the last good one) with another learning rate. Starts a trainer where
   * there is none.
   */
  rewind(learningRate: number, step: number | null): void
}

/** `onRefused` is called when a run could not be made. */
export function useControls(
  { bridge, ask }: BridgeAccess,
  runs: Runs,
  trainer: Trainer,
  form: Form,
  onRefused: () => void
): Controls {
  const creating = ref(false)
  const asked = ref<'pausing' | 'stopping' | null>(null)
  const busy = computed(() => creating.value || trainer.opening.value)

  const state = computed<RunState | 'draft'>(() => {
    if (!runs.selected.value) return 'draft'
    if (trainer.failure.value) return 'failed'
    return trainer.progress.value?.state ?? runs.selected.value.state
  })
  const diverged = computed(() => trainer.progress.value?.diverged ?? runs.selected.value?.diverged ?? false)
  watch(state, () => {
    asked.value = null
  })
  watch(runs.selectedId, () => {
    asked.value = null
  })
  const attachedAnd = (...states: RunState[]) =>
    computed(() => trainer.attached.value && states.includes(state.value as RunState))

  async function create(experiment: Experiment, startPaused = false): Promise<void> {
    if (creating.value) return
    creating.value = true
    const from = form.weightsOf.value
    const how = startPaused ? ([{ startPaused }] as const) : ([] as const)
    const weightsAt = form.weightsAt.value ?? 'newest'
    const record = await ask(
      from
        ? bridge.createRunFrom(from.id, experiment, { startPaused, weightsAt })
        : bridge.createRun(experiment, ...how)
    )
    creating.value = false
    if (!record) return onRefused()
    runs.take(record)
    runs.selectedId.value = record.id
  }

  const canPlay = computed(() => {
    if (busy.value || asked.value !== null) return false
    if (state.value === 'draft') return form.experiment.value !== null
    // A finished run has met its stop condition and would finish again at once.
    if (state.value === 'finished' || runs.selected.value?.damage) return false
    // An earlier start of the app can have left a paused run without a trainer.
    return trainer.attached.value || state.value === 'paused' || !isLive(state.value)
  })

  return {
    state,
    diverged,
    asked,
    busy,
    create,
    canPlay,
    canStep: attachedAnd('running', 'paused'),
    canStop: attachedAnd('running', 'paused'),
    play() {
      if (!canPlay.value) return
      if (state.value === 'draft') void create(form.experiment.value!)
      else if (state.value === 'running') {
        asked.value = 'pausing'
        trainer.send({ type: 'pause' })
      } else if (state.value === 'paused' && trainer.attached.value) trainer.send({ type: 'resume' })
      else void trainer.open(false)
    },
    step() {
      trainer.send({ type: 'step' })
    },
    stop() {
      if (state.value === 'running') asked.value = 'stopping'
      trainer.send({ type: 'stop' })
    },
    rewind(learningRate, step) {
      trainer.send({ type: 'rewind', step, learningRate })
      if (!trainer.attached.value) void trainer.open(true)
    }
  }
}
