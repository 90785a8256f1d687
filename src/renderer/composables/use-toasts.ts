import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

export interface Toast { id: number; kind: 'error' | 'done'; text: string }

export interface Toasts {
  readonly list: Readonly<ShallowRef<readonly Toast[]>>
  show(kind: Toast['kind'], text: string): void
  dismiss(id: number): void
}

/** An error stays until it is dismissed: nobody should have to read in a hurry. */
const doneMilliseconds = 6000

export function useToasts(): Toasts {
  const list = shallowRef<readonly Toast[]>([])
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let next = 0

  function dismiss(id: number): void {
    list.value = list.value.filter((toast) => toast.id !== id)
  }

  function show(kind: Toast['kind'], text: string): void {
    const id = next++
    const others = list.value.filter((toast) => toast.text !== text)
    list.value = [...others, { id, kind, text }]
    if (kind === 'done') {
      const timer = setTimeout(() => { timers.delete(timer); dismiss(id) }, doneMilliseconds)
      timers.add(timer)
    }
  }

  onScopeDispose(() => timers.forEach(clearTimeout))
  return { list, show, dismiss }
}
