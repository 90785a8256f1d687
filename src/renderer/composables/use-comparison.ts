import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { z } from 'zod'
import { mostCompared } from '../../shared/compare'
import type { QueueAccess } from './use-queue'
import type { Runs } from './use-runs'

export interface Comparison {
  /** The runs of the comparison, in the order in which they were added. */
  ids: ComputedRef<readonly string[]>
  /**
   * The number of a run's colour and line (charts/run-style.ts). A run keeps its number, also in later comparisons,
   * unless a run that was added before it has the same number.
   */
  slotOf(id: string): number
  /** Shows these runs, at most four. */
  set(ids: readonly string[]): void
  /** Empties the comparison and adds the runs of these queue entries when they begin. */
  expect(entries: readonly string[]): void
  /** The runs that a person has marked in the list. */
  marked: ShallowRef<readonly string[]>
  /** Whether the page shows the weights of the runs. */
  looks: Ref<boolean>
}

const remembered = { slots: 'run-slots', comparison: 'comparison' }
const mostRemembered = 200

const slotsSchema = z.array(
  z.tuple([
    z.string(),
    z
      .int()
      .min(0)
      .max(mostCompared - 1)
  ])
)
/** The runs of the comparison, and the queue entries whose runs join it. */
const comparisonSchema = z.object({
  runs: z.array(z.string()).max(mostCompared),
  expected: z.array(z.string())
})

/** What an earlier start of the app has stored under the key; `otherwise` where that cannot be read. */
function recalled<T>(key: string, schema: z.ZodType<T>, otherwise: T): T {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(key) ?? ''))
  } catch {
    return otherwise
  }
}

export function useComparison(runs: Runs, queue: Pick<QueueAccess, 'entries'>): Comparison {
  const before = recalled(remembered.comparison, comparisonSchema, { runs: [], expected: [] })
  const chosen = shallowRef<readonly string[]>(before.runs)
  const expected = new Set(before.expected)
  const slots = new Map(recalled(remembered.slots, slotsSchema, []))
  const isListed = (id: string): boolean => runs.list.value.some((run) => run.id === id)

  function giveSlots(ids: readonly string[]): void {
    const taken = new Set<number>()
    for (const id of ids) {
      const free = Array.from({ length: mostCompared }, (_, slot) => slot).filter((slot) => !taken.has(slot))
      const own = slots.get(id)
      const slot = own !== undefined && free.includes(own) ? own : free[0]
      taken.add(slot)
      slots.delete(id)
      slots.set(id, slot)
    }
    localStorage.setItem(remembered.slots, JSON.stringify([...slots].slice(-mostRemembered)))
  }

  function show(ids: readonly string[]): void {
    const wanted = [...new Set(ids)].slice(0, mostCompared)
    giveSlots(wanted)
    chosen.value = wanted
    keep()
  }

  const keep = (): void =>
    localStorage.setItem(remembered.comparison, JSON.stringify({ runs: chosen.value, expected: [...expected] }))

  function takeBegun(): void {
    for (const { id, run } of queue.entries.value) if (run !== null && expected.delete(id)) show([...chosen.value, run])
  }
  // This watcher runs at once, because an entry leaves the queue when its run has ended.
  watch(queue.entries, takeBegun, { flush: 'sync' })

  return {
    ids: computed(() => chosen.value.filter(isListed)),
    slotOf: (id) => slots.get(id) ?? 0,
    set(ids) {
      expected.clear()
      show(ids)
    },
    expect(entries) {
      expected.clear()
      for (const id of entries) expected.add(id)
      show([])
      takeBegun()
    },
    marked: shallowRef([]),
    looks: ref(false)
  }
}
