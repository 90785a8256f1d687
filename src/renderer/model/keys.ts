// The keys that are not in the menu, grouped by where they work. Handlers and the help read them here. A key is written
// like KeyboardEvent.key. Keys that are held with it stand before it, in the order Shift+, Ctrl+ (⌘ too), Alt+. Shift+
// is written only where it changes the meaning of the key. Space is written as a word.

export const keys = {
  anywhere: { play: ['Space'] },
  runs: {
    up: ['ArrowUp'],
    down: ['ArrowDown'],
    first: ['Home'],
    last: ['End'],
    mark: ['Ctrl+Space'],
    markUp: ['Shift+ArrowUp'],
    markDown: ['Shift+ArrowDown'],
    trash: ['Delete']
  },
  queue: { earlier: ['Alt+ArrowUp'], later: ['Alt+ArrowDown'], remove: ['Delete'] },
  tabs: { before: ['ArrowLeft'], next: ['ArrowRight'] },
  chart: { zoomIn: ['+', '='], zoomOut: ['-'], left: ['ArrowLeft'], right: ['ArrowRight'], all: ['0', 'Escape'] },
  map: { up: ['ArrowUp'], down: ['ArrowDown'], left: ['ArrowLeft'], right: ['ArrowRight'], follow: ['Enter'] },
  graph: { back: ['ArrowLeft'], on: ['ArrowRight'], zoomIn: ['+', '='], zoomOut: ['-'] },
  bars: { before: ['ArrowLeft'], next: ['ArrowRight'], follow: ['Enter'] },
  equations: { back: ['Alt+ArrowLeft'], forward: ['Alt+ArrowRight'] },
  chapter: { back: ['ArrowLeft'], on: ['ArrowRight'] },
  help: { close: ['Escape'] }
} as const satisfies Record<string, Record<string, readonly string[]>>

export type KeyPlace = keyof typeof keys

/** The action of a key, or null. */
export function actionOf<Action extends string>(
  table: Record<Action, readonly string[]>,
  event: KeyboardEvent
): Action | null {
  const held = (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.altKey ? 'Alt+' : '')
  const pressed = held + (event.key === ' ' ? 'Space' : event.key)
  const ways = event.shiftKey ? [`Shift+${pressed}`, pressed] : [pressed]
  for (const way of ways) for (const action in table) if (table[action].includes(way)) return action
  return null
}

/** One place up, down, left or right in a matrix, as [rows, columns]. */
export const moves = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const

const isMac = /mac/i.test(navigator.platform)
const names: Record<string, string> = {
  CmdOrCtrl: isMac ? '⌘' : 'Ctrl',
  Ctrl: isMac ? '⌘' : 'Ctrl',
  Cmd: '⌘',
  Plus: '+',
  '-': '−',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc'
}
/** A key, or an accelerator of the menu, as it is printed on a keyboard: "Ctrl + Shift + E". */
export const shownKey = (key: string): string =>
  (key === '+' ? [key] : key.split('+')).map((part) => names[part] ?? part).join(' + ')
