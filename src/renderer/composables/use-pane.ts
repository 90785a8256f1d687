import { ref, watch, type Ref } from 'vue'

export interface Pane {
  width: Ref<number>
  open: Ref<boolean>
  minimum: number
  maximum: number
}

/** The width of a side pane, and whether it is open. Both are kept in the storage of the window. */
export function usePane(name: string, initial: number, minimum: number, maximum: number): Pane {
  const key = `pane-${name}`
  const [storedWidth, storedOpen] = (localStorage.getItem(key) ?? '').split(' ')
  const width = ref(Math.min(maximum, Math.max(minimum, Number(storedWidth) || initial)))
  const open = ref(storedOpen !== 'closed')
  watch([width, open], () => localStorage.setItem(key, `${width.value} ${open.value ? 'open' : 'closed'}`))
  return { width, open, minimum, maximum }
}
