// The application menu, written as a table. Our own entries are sent to the window as commands; the others are
// Electron's roles, with labels of ours because Electron words them in English only.

import { Menu, app, type MenuItemConstructorOptions } from 'electron'
import { channels, type MenuCommand } from '../shared/bridge'
import type { MainWindow } from './window'
import { words, type Word } from './words'
import type { Zoom } from './zoom'

type Entry = 'separator' | [Word, MenuCommand, string?] | { role: NonNullable<MenuItemConstructorOptions['role']>; word: Word } |
  // Main's own: it has more keys than an entry can tell (zoom.ts).
  { word: Word; zoom: Zoom; accelerator: string }

const isMac = process.platform === 'darwin'

const developing: Entry[] = app.isPackaged ? [] : ['separator', { role: 'reload', word: 'reload' }, { role: 'toggleDevTools', word: 'devTools' }]

const table: [Word, Entry[]][] = [
  ['file', [
    ['newExperiment', 'new-experiment', 'CmdOrCtrl+N'],
    'separator',
    ['duplicateRun', 'duplicate-run', 'CmdOrCtrl+D'],
    ['renameRun', 'rename-run', 'F2'],
    ['trashRun', 'trash-run'],
    'separator',
    ['exportWeights', 'export-weights', 'CmdOrCtrl+E'],
    ['exportCurves', 'export-curves', 'CmdOrCtrl+Shift+E'],
    'separator',
    ['settings', 'settings', 'CmdOrCtrl+,'],
    'separator',
    isMac ? { role: 'close', word: 'close' } : { role: 'quit', word: 'quit' }
  ]],
  ['run', [
    ['startPause', 'start-pause', 'CmdOrCtrl+Enter'],
    ['singleStep', 'single-step', 'CmdOrCtrl+.'],
    ['stop', 'stop']
  ]],
  ['view', [
    ['viewData', 'view-data', 'CmdOrCtrl+1'],
    ['viewTrain', 'view-train', 'CmdOrCtrl+2'],
    ['viewWeights', 'view-weights', 'CmdOrCtrl+3'],
    ['viewThroughTime', 'view-through-time', 'CmdOrCtrl+4'],
    ['viewSamples', 'view-samples', 'CmdOrCtrl+5'],
    ['viewExport', 'view-export', 'CmdOrCtrl+6'],
    'separator',
    { word: 'resetZoom', zoom: 'actual', accelerator: 'CmdOrCtrl+0' },
    { word: 'zoomIn', zoom: 'in', accelerator: 'CmdOrCtrl+Plus' },
    { word: 'zoomOut', zoom: 'out', accelerator: 'CmdOrCtrl+-' },
    { role: 'togglefullscreen', word: 'fullScreen' },
    ...developing
  ]],
  ['help', [['about', 'about', 'F1']]]
]

/** Sets the menu in the present language; again when the language changes. */
export function installMenu(window: MainWindow): void {
  const item = (entry: Entry): MenuItemConstructorOptions => {
    if (entry === 'separator') return { type: 'separator' }
    if ('zoom' in entry) return { id: `zoom-${entry.zoom}`, label: words(entry.word), accelerator: entry.accelerator, click: () => window.zoom(entry.zoom) }
    if (!Array.isArray(entry)) return { role: entry.role, label: words(entry.word) }
    const [word, command, accelerator] = entry
    return {
      id: command,
      label: words(word),
      ...(accelerator && { accelerator }),
      click: () => window.send(channels.menu, command)
    }
  }
  const menus = table.map(([word, entries]): MenuItemConstructorOptions => ({ label: words(word), submenu: entries.map(item) }))
  // On macOS copy and paste work only through the menu, and the first menu is the app's.
  if (isMac) menus.splice(1, 0, { role: 'editMenu', label: words('edit') })
  if (isMac) menus.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}
