// Where the element with the focus goes away or is disabled, browsers give the focus to the page. The keyboard then begins
// again at the top, and a screen reader is lost. Here the focus goes to the part of the window around that element.

const parts = 'main, aside, section, nav, form, dialog, [role="dialog"], [role="tabpanel"]'

/** Watches the window. Returns what ends that. */
export function keepFocus(page: Document = document): () => void {
  /** The element with the focus, and all around it. They stay known after it has left the page. */
  let path: Element[] = []
  /** An element that is disabled, and the part that has the focus until it is enabled. */
  let disabled: { element: HTMLElement; part: HTMLElement } | null = null

  const remember = ({ target }: Event): void => {
    if (disabled && target !== disabled.part) disabled = null
    path = []
    for (let at = target as Element | null; at; at = at.parentElement) path.push(at)
  }
  const check = (): void => {
    if (disabled && page.activeElement !== disabled.part) disabled = null
    if (disabled && !disabled.element.matches(':disabled')) disabled.element.focus()
    const [last, ...around] = path as HTMLElement[]
    const isLost = last && (page.activeElement === page.body || page.activeElement === last)
    if (!isLost || (last.isConnected && !last.matches(':disabled'))) return
    const part = around.find((element) => element.isConnected && element.matches(parts)) ?? page.querySelector('main')
    if (!part) return
    if (!part.hasAttribute('tabindex')) part.setAttribute('tabindex', '-1')
    if (last.isConnected) disabled = { element: last, part }
    part.focus({ preventScroll: true })
  }
  const changes = new MutationObserver(check)
  changes.observe(page.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
  page.addEventListener('focusin', remember)
  return () => {
    changes.disconnect()
    page.removeEventListener('focusin', remember)
  }
}
