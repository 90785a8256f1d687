import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { mostCompared } from '../../shared/compare'
import type { QueueAccess } from './use-queue'
import type { Runs } from './use-runs'

export interface Comparison {
  /** The runs beside each other, in the order in which they came. */
  ids: ComputedRef<readonly string[]>
  /** What a run looks like there (charts/run-style.ts): the same ever after, as far as those beside it allow. */
  slotOf(id: string): number
  /** Of more than can stand beside each other, the first ones. */
  set(ids: readonly string[]): void
  /** The runs of these entries of the queue, as they begin, in the place of those that are there. */
  expect(entries: readonly string[]): void
  /** Runs that are marked in the list, to be compared. */
  marked: ShallowRef<readonly string[]>
  /** The weights of the runs are looked at. */
  looks: Ref<boolean>
}

const remembered = 'run-slots'
const mostRemembered = 200

export function useComparison(runs: Runs, queue: Pick<QueueAccess, 'entries'>): Comparison {
  const chosen = shallowRef<readonly string[]>([])
  const expected = new Set<string>()
  const slots = new Map<string, number>(JSON.parse(localStorage.getItem(remembered) ?? '[]') as [string, number][])
  const isListed = (id: string): boolean => runs.list.value.some((run) => run.id === id)

  /** A run keeps the look that it had, unless one that came before it has the same. */
  function giveSlots(ids: readonly string[]): void {
    const taken = new Set<number>()
    for (const id of ids) {
      const free = Array.from({ length: mostCompared }, (_, slot) => slot).filter((slot) => !taken.has(slot))
      const before = slots.get(id)
      const slot = before !== undefined && free.includes(before) ? before : free[0]
      taken.add(slot)
      slots.delete(id)
      slots.set(id, slot)
    }
    localStorage.setItem(remembered, JSON.stringify([...slots].slice(-mostRemembered)))
  }

  function show(ids: readonly string[]): void {
    const wanted = [...new Set(ids)].slice(0, mostCompared)
    giveSlots(wanted)
    chosen.value = wanted
  }

  function takeBegun(): void {
    for (const { id, run } of queue.entries.value) if (run !== null && expected.delete(id)) show([...chosen.value, run])
  }
  // At once: what has come to its end leaves the queue.
  watch(queue.entries, takeBegun, { flush: 'sync' })

  return {
    ids: computed(() => chosen.value.filter(isListed)),
    slotOf: (id) => slots.get(id) ?? 0,
    set(ids) {
      expected.clear()
      show(ids)
    },
    expect(entries) {
      show([])
      expected.clear()
      for (const id of entries) expected.add(id)
      takeBegun()
    },
    marked: shallowRef([]),
    looks: ref(false)
  }
}
