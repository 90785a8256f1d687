import { computed, onMounted, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'

export interface RowsInView<T> {
  /** The rows to draw, and the heights of those above and below. */
  rows: ComputedRef<readonly T[]>
  above: ComputedRef<number>
  below: ComputedRef<number>
  /** The index of the first of `rows`. */
  first: ComputedRef<number>
  /** Must be called when the list scrolls. */
  scrolled(): void
  scrollTo(index: number): void
}

/** The height of a row before it is measured, and where it cannot be measured. */
const usual = { row: 47, height: 1200 }
/** Rows that are drawn beyond the edges, so that fast scrolling shows no gap. */
const beyond = 12

/**
 * Draws only the visible rows of a long list of rows of the same height, so that a thousand runs cost no more than
 * thirty.
 */
export function useRowsInView<T>(
  list: Readonly<Ref<HTMLElement | null>>,
  all: ComputedRef<readonly T[]>,
  selector: string
): RowsInView<T> {
  const [top, height, row] = [ref(0), ref(usual.height), ref(usual.row)]
  const first = computed(() => Math.max(0, Math.min(all.value.length, Math.floor(top.value / row.value)) - beyond))
  const end = computed(() => Math.min(all.value.length, Math.ceil((top.value + height.value) / row.value) + beyond))

  function measure(): void {
    const element = list.value
    if (!element) return
    top.value = element.scrollTop
    height.value = element.clientHeight || usual.height
    const rows = element.querySelectorAll<HTMLElement>(selector)
    if (rows.length > 1) row.value = rows[1].offsetTop - rows[0].offsetTop || usual.row
  }

  const observer = new ResizeObserver(measure)
  onMounted(() => {
    if (list.value) observer.observe(list.value)
  })
  onScopeDispose(() => observer.disconnect())

  return {
    first,
    rows: computed(() => all.value.slice(first.value, end.value)),
    above: computed(() => first.value * row.value),
    below: computed(() => (all.value.length - end.value) * row.value),
    scrolled: measure,
    scrollTo(index) {
      const element = list.value!
      const at = index * row.value
      if (at < element.scrollTop) element.scrollTop = at
      else if (at + row.value > element.scrollTop + element.clientHeight)
        element.scrollTop = at + row.value - element.clientHeight
      measure()
    }
  }
}
