// Short messages that disappear on their own. Errors also stay in a list, so that a person need not read in a hurry.

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

interface Toast {
  id: number
  kind: 'error' | 'done'
  text: string
  /** A button. It disappears after `milliseconds`, even while the pointer is on it. */
  action?: { label: string; milliseconds: number; act(): void } | undefined
}
interface Mistake {
  id: number
  text: string
  at: number
}

export interface Toasts {
  /** The few messages that are on the screen, newest last. */
  readonly list: Readonly<ShallowRef<readonly Toast[]>>
  /** What went wrong since the window was opened, newest first. */
  readonly mistakes: Readonly<ShallowRef<readonly Mistake[]>>
  show(kind: Toast['kind'], text: string, action?: Toast['action']): void
  dismiss(id: number): void
  /** No message disappears while the pointer or the focus is on it. After that, all times begin anew. */
  hold(held: boolean): void
  forgetMistakes(): void
}

const milliseconds = { done: 6000, error: 12_000 }
const mostToasts = 3
const mostMistakes = 100

export function useToasts(): Toasts {
  const list = shallowRef<readonly Toast[]>([])
  const mistakes = shallowRef<readonly Mistake[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let next = 0
  let isHeld = false

  function dismiss(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    list.value = list.value.filter((toast) => toast.id !== id)
  }

  function leaveIn({ id, kind, action }: Toast): void {
    timers.set(
      id,
      setTimeout(() => dismiss(id), action?.milliseconds ?? milliseconds[kind])
    )
  }

  function show(kind: Toast['kind'], text: string, action?: Toast['action']): void {
    const toast: Toast = { id: next++, kind, text, action }
    if (kind === 'error')
      mistakes.value = [{ id: toast.id, text, at: Date.now() }, ...mistakes.value].slice(0, mostMistakes)
    for (const other of list.value) if (other.text === text) dismiss(other.id)
    list.value = [...list.value, toast]
    for (const { id } of list.value.slice(0, -mostToasts)) dismiss(id)
    if (!isHeld || action) leaveIn(toast)
  }

  onScopeDispose(() => timers.forEach(clearTimeout))
  return {
    list,
    mistakes,
    show,
    dismiss,
    hold(held) {
      if (isHeld === held) return
      isHeld = held
      for (const toast of list.value) {
        if (toast.action) continue
        clearTimeout(timers.get(toast.id))
        if (!held) leaveIn(toast)
      }
    },
    forgetMistakes() {
      mistakes.value = []
    }
  }
}
