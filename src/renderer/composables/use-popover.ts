// A menu at a given place. This module closes the menu itself, because a browser closes a popover when a button is
// released outside it. On systems that open menus when the button goes down, the same right click would close the menu
// again.

import { nextTick, onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

export interface Popover {
  readonly opened: Readonly<Ref<boolean>>
  readonly place: Readonly<ShallowRef<{ left: string; top: string }>>
  /**
   * Opens the menu with its upper left corner at the place, or as near as the window allows, with the focus on its
   * first entry.
   */
  open(at: { x: number; y: number }): Promise<void>
  close(): void
  /** Closes it and returns the focus. */
  goBack(): void
  /** Moves up and down through the entries. */
  move(by: number): void
}

const entries = '[role=menuitem], input, button'

export function usePopover(element: Readonly<ShallowRef<HTMLElement | null>>): Popover {
  const opened = ref(false)
  const place = shallowRef({ left: '0px', top: '0px' })
  let before: HTMLElement | null = null

  async function open(at: { x: number; y: number }): Promise<void> {
    if (!opened.value) before = document.activeElement as HTMLElement | null
    opened.value = true
    await nextTick()
    const menu = element.value!
    menu.showPopover()
    const left = Math.max(8, Math.min(at.x, innerWidth - menu.offsetWidth - 8))
    const top = Math.max(8, Math.min(at.y, innerHeight - menu.offsetHeight - 8))
    place.value = { left: `${left}px`, top: `${top}px` }
    menu.querySelector<HTMLElement>(entries)?.focus()
  }

  function close(): void {
    if (!opened.value) return
    opened.value = false
    element.value?.hidePopover()
  }

  function goBack(): void {
    close()
    before?.focus()
  }

  function move(by: number): void {
    const items = [...element.value!.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const index = items.indexOf(document.activeElement as HTMLElement)
    items[(index + by + items.length) % items.length]?.focus()
  }

  function closeOutside({ target }: Event): void {
    if (!element.value?.contains(target as Node)) close()
  }
  const listeners = [
    ['pointerdown', closeOutside],
    ['focusin', closeOutside],
    ['wheel', closeOutside],
    ['blur', close],
    // Its place is no longer beside what it belongs to, and may be outside the window.
    ['resize', goBack]
  ] as const
  for (const [type, listener] of listeners) window.addEventListener(type, listener)
  onScopeDispose(() => listeners.forEach(([type, listener]) => window.removeEventListener(type, listener)))

  return { opened, place, open, close, goBack, move }
}
