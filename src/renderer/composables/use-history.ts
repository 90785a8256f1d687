import { shallowRef, type Ref, type ShallowRef } from 'vue'
import { CurveLog, type Curves } from '../../shared/curve-log'
import { eventsUpTo } from '../../shared/history'
import { pointColumns, type RunEvent } from '../../shared/run'

export interface History {
  points: Readonly<ShallowRef<Curves>>
  count: Readonly<Ref<number>>
  events: Readonly<ShallowRef<readonly RunEvent[]>>
  /** The points of the run; of a long run, fewer are kept. */
  total(): number
  clear(): void
  /** Takes what is stored, and keeps what the trainer has sent since. */
  load(points: Curves, events: readonly RunEvent[]): void
  /** Columns one after another, as in a frame. */
  append(columns: Float64Array, count: number): void
  /** Begins anew with what is stored, where the trainer had too much to send. */
  reload(points: Curves): void
  addEvents(added: readonly RunEvent[]): void
}

/** The history of a run, from its folder and from its trainer. Either can come first. */
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

  /** Stored and live events can overlap. */
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
      // A frame can arrive before the disk has its points. Then the frame is newer.
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
