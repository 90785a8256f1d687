import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { Experiment } from '../../shared/experiment'
import type { Queue, QueueChange, QueueEntry } from '../../shared/queue'
import { oneAtATime } from './starting'
import type { BridgeAccess } from './use-bridge'

export interface QueueAccess {
  /** The entries in the order in which they are trained. */
  entries: Readonly<ShallowRef<readonly QueueEntry[]>>
  held: Readonly<ShallowRef<boolean>>
  /** False where the change was refused; then the person has seen the reason. Undefined while another add is under way. */
  add(
    experiments: readonly Experiment[],
    from?: Pick<QueueEntry, 'weightsOf' | 'weightsAt'>
  ): Promise<boolean | undefined>
  change(change: QueueChange): Promise<boolean>
}

/** The queue of experiments; main keeps it. */
export function useQueue({ bridge, ask }: BridgeAccess): QueueAccess {
  const entries = shallowRef<readonly QueueEntry[]>([])
  const held = shallowRef(false)
  function show(queue: Queue | undefined): boolean {
    if (!queue) return false
    entries.value = queue.entries
    held.value = queue.held
    return true
  }
  onScopeDispose(bridge.onQueueChanged(show))
  void ask(bridge.getQueue()).then(show)

  const change = async (wanted: QueueChange): Promise<boolean> => show(await ask(bridge.changeQueue(wanted)))
  return {
    entries,
    held,
    change,
    add: oneAtATime(
      (experiments: readonly Experiment[], from: Pick<QueueEntry, 'weightsOf' | 'weightsAt'> = { weightsOf: null }) =>
        change({ do: 'add', items: experiments.map((experiment) => ({ experiment, ...from })) })
    )
  }
}
