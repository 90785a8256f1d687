import { computed, onMounted, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'

export interface RowsInView<T> {
  /** The rows to draw, and the heights of those above and below. */
  rows: ComputedRef<readonly T[]>
  above: ComputedRef<number>
  below: ComputedRef<number>
  /** Index of the first of `rows`. */
  first: ComputedRef<number>
  /** To be called when the list is scrolled. */
  scrolled(): void
  scrollTo(index: number): void
}

/** Before anything is measured, and where nothing can be. */
const usual = { row: 47, height: 1200 }
/** Rows drawn beyond the edges, so that fast scrolling shows no gap. */
const beyond = 12

/** Of a long list of rows of one height, those that can be seen: a thousand runs cost what thirty do. */
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
