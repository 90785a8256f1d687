import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { ListedRun } from '../../shared/run'
import type { BridgeAccess } from './use-bridge'

export interface Runs {
  list: Readonly<ShallowRef<readonly ListedRun[]>>
  loaded: Readonly<Ref<boolean>>
  selectedId: Ref<string | null>
  selected: ComputedRef<ListedRun | null>
  rename(id: string, name: string): Promise<void>
  /** Returns false where the run stays in the list. */
  trash(id: string): Promise<boolean>
  restore(id: string): Promise<void>
  reveal(id: string): Promise<void>
  /** The size of a run on the disk in bytes; null where it cannot be read. */
  size(id: string): Promise<number | null>
  /** Takes a record from an answer that came before the list did. */
  take(record: ListedRun): void
}

export function useRuns({ bridge, ask }: BridgeAccess): Runs {
  const list = shallowRef<readonly ListedRun[]>([])
  const loaded = ref(false)
  const selectedId = ref<string | null>(null)
  const newestFirst = (records: readonly ListedRun[]): ListedRun[] =>
    [...records].sort((a, b) => b.createdAt - a.createdAt)

  function show(records: readonly ListedRun[]): void {
    list.value = newestFirst(records)
    loaded.value = true
    if (!list.value.some(({ id }) => id === selectedId.value)) selectedId.value = null
  }

  function take(record: ListedRun): void {
    list.value = newestFirst([...list.value.filter(({ id }) => id !== record.id), record])
  }

  onScopeDispose(bridge.onRunsChanged(show))
  void ask(bridge.listRuns()).then((records) => show(records ?? []))

  return {
    list,
    loaded,
    selectedId,
    take,
    selected: computed(() => list.value.find(({ id }) => id === selectedId.value) ?? null),
    async rename(id, name) {
      const record = await ask(bridge.renameRun(id, name))
      if (record) take(record)
    },
    async trash(id) {
      if ((await ask(bridge.trashRun(id))) === undefined) return false
      show(list.value.filter((record) => record.id !== id))
      return true
    },
    async restore(id) {
      const record = await ask(bridge.restoreRun(id))
      if (record) take(record)
    },
    async reveal(id) {
      await ask(bridge.revealRun(id))
    },
    async size(id) {
      const answer = await bridge.runSize(id)
      return answer.ok ? answer.value : null
    }
  }
}
