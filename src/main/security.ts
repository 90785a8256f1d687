// The page is ours and stays ours: it goes nowhere, opens nothing, embeds nothing and is granted nothing.

import { app, session } from 'electron'
import { pageUrl } from './page'

export function denyWhatNobodyNeeds(): void {
  app.on('web-contents-created', (_event, contents) => {
    // To itself only: that is how a development server reloads the page.
    contents.on('will-navigate', (event) => {
      if (event.url !== pageUrl) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
}
