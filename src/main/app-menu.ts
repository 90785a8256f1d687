// Builds the application menu from its table (shared/menu.ts). Our own entries are sent to the window as commands; the
// others are Electron's roles, with our labels, because Electron's are in English only.

import { Menu, app, type MenuItemConstructorOptions } from 'electron'
import { channels } from '../shared/bridge'
import { menu, type MenuEntry } from '../shared/menu'
import type { MainWindow } from './window'
import { words } from './words'

const isMac = process.platform === 'darwin'
const isHere: Record<NonNullable<MenuEntry['only']>, boolean> = {
  mac: isMac,
  'not-mac': !isMac,
  developing: !app.isPackaged
}

/** Sets the menu in the present language; again when the language changes. */
export function installMenu(window: MainWindow): void {
  const item = ({ word, command, role, zoom, accelerator }: MenuEntry): MenuItemConstructorOptions => {
    if (zoom)
      return {
        id: `zoom-${zoom}`,
        label: words(word),
        ...(accelerator && { accelerator }),
        click: () => window.zoom(zoom)
      }
    if (command === undefined) return { label: words(word), ...(role && { role }) }
    return {
      id: command,
      label: words(word),
      ...(accelerator && { accelerator }),
      click: () => window.send(channels.menu, command)
    }
  }
  const made = (entries: readonly (MenuEntry | 'separator')[]): MenuItemConstructorOptions[] =>
    entries.flatMap((entry) =>
      entry === 'separator' ? { type: 'separator' as const } : entry.only && !isHere[entry.only] ? [] : item(entry)
    )
  const menus = menu.map(({ word, entries }): MenuItemConstructorOptions => ({
    label: words(word),
    submenu: made(entries)
  }))
  // On macOS copy and paste work only through the menu, and the first menu is the app's.
  if (isMac) menus.splice(1, 0, { role: 'editMenu', label: words('edit') })
  if (isMac) menus.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}
