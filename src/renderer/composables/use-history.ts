import { shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Points, RunEvent } from '../../shared/run'
import { createPointStore, emptyPoints } from '../model/point-store'

export interface History {
  points: Readonly<ShallowRef<Points>>
  count: Readonly<Ref<number>>
  events: Readonly<ShallowRef<readonly RunEvent[]>>
  clear(): void
  load(points: Points, events: readonly RunEvent[]): void
  append(columns: Float64Array, count: number): void
  addEvents(added: readonly RunEvent[]): void
}

/** What has happened in a run, from its folder and from its trainer, whichever comes first. */
export function useHistory(): History {
  let store = createPointStore()
  let known = new Set<string>()
  const points = shallowRef<Points>(emptyPoints())
  const count = shallowRef(0)
  const events = shallowRef<readonly RunEvent[]>([])

  function showPoints(): void {
    points.value = store.points
    count.value = store.count
  }

  /** Stored and live events may overlap. */
  function addEvents(added: readonly RunEvent[]): void {
    const fresh = added.filter((event) => {
      const key = JSON.stringify(event)
      return !known.has(key) && known.add(key)
    })
    if (fresh.length > 0) events.value = [...events.value, ...fresh]
  }

  function replaceEvents(replacement: readonly RunEvent[]): void {
    events.value = []
    known = new Set()
    addEvents(replacement)
  }

  /** What was measured on steps that a rewind took back is no longer true of the run; marks and failures are history. */
  const holdsBefore = (step: number) => (event: RunEvent): boolean =>
    event.type === 'mark' || event.type === 'failure' || event.step < step

  return {
    points, count, events, addEvents,
    clear() {
      store = createPointStore()
      showPoints()
      replaceEvents([])
    },
    load(stored, storedEvents) {
      // A frame may have been quicker than the disk; then it knows better.
      if (store.count === 0) store.load(stored)
      showPoints()
      replaceEvents([...storedEvents, ...events.value])
    },
    append(columns, added) {
      const superseded = store.append(columns, added)
      if (superseded !== null) replaceEvents(events.value.filter(holdsBefore(superseded)))
      showPoints()
    }
  }
}
