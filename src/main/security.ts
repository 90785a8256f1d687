// The page cannot navigate away, open windows or embed other pages. It gets one permission: to copy to the clipboard.

import { app, session } from 'electron'
import { pageUrl, isServedByUs } from './page'

/** Call before the app is ready: Chromium then finds no address for any host. A development server needs its own. */
export function denyNetwork(): void {
  if (isServedByUs) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}

export function denyWhatNobodyNeeds(): void {
  app.on('web-contents-created', (_event, contents) => {
    // The page may only load itself again: a development server reloads the page in this way.
    contents.on('will-navigate', (event) => {
      if (event.url !== pageUrl) event.preventDefault()
    })
    // An empty page needs no loading, so it appears before this check. Then the window can only go back.
    contents.on('did-navigate', (_event, url) => {
      if (!url.startsWith(pageUrl)) void contents.loadURL(pageUrl)
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  // Electron creates the session here and begins to fetch a dictionary. Without a language it stops before it asks for
  // an address.
  session.defaultSession.setSpellCheckerEnabled(false)
  session.defaultSession.setSpellCheckerLanguages([])
  // People copy pictures, tables and numbers. The page may not read the clipboard.
  const granted = (permission: string): boolean => permission === 'clipboard-sanitized-write'
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(granted(permission)))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => granted(permission))
  session.defaultSession.setDevicePermissionHandler(() => false)
}
