import { shallowRef, type Ref, type ShallowRef } from 'vue'
import { CurveLog, type Curves } from '../../shared/curve-log'
import { eventsUpTo } from '../../shared/history'
import { pointColumns, type RunEvent } from '../../shared/run'

export interface History {
  points: Readonly<ShallowRef<Curves>>
  count: Readonly<Ref<number>>
  events: Readonly<ShallowRef<readonly RunEvent[]>>
  /** Points of the run; of a long one, fewer are kept. */
  total(): number
  clear(): void
  /** Takes what is stored, and keeps what the trainer has said since. */
  load(points: Curves, events: readonly RunEvent[]): void
  /** Columns one after another, as a frame carries them. */
  append(columns: Float64Array, count: number): void
  /** Begins anew with what is stored: too much had come to be told of it. */
  reload(points: Curves): void
  addEvents(added: readonly RunEvent[]): void
}

/** What has happened in a run, from its folder and from its trainer, whichever comes first. */
export function useHistory(): History {
  let log = new CurveLog()
  let known = new Set<string>()
  const points = shallowRef<Curves>(log.curves)
  const count = shallowRef(0)
  const events = shallowRef<readonly RunEvent[]>([])

  function showPoints(): void {
    points.value = log.curves
    count.value = log.count
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

  return {
    points,
    count,
    events,
    addEvents,
    total: () => log.total,
    clear() {
      log = new CurveLog()
      showPoints()
      replaceEvents([])
    },
    load(stored, storedEvents) {
      // A frame may have been quicker than the disk; then it knows better.
      if (log.count === 0) log.load(stored)
      showPoints()
      replaceEvents([...storedEvents, ...events.value])
    },
    append(columns, added) {
      let back = Infinity
      const point = new Float64Array(pointColumns.length)
      for (let i = 0; i < added; i++) {
        point.forEach((_, column) => {
          point[column] = columns[column * added + i]
        })
        if (log.append(point)) back = Math.min(back, point[0])
      }
      if (back < Infinity) replaceEvents(eventsUpTo(events.value, back - 1))
      showPoints()
    },
    reload(stored) {
      log = new CurveLog()
      log.load(stored)
      showPoints()
    }
  }
}
