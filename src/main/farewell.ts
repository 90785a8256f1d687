// When a run ends while the window is not in front, a notification appears and the taskbar asks for attention.

import { Notification } from 'electron'
import { channels } from '../shared/bridge'
import type { RunRecord } from '../shared/run'
import type { MainWindow } from './window'
import { words } from './words'

/** The notifications on screen. Without this reference they are garbage collected, and a click on them is lost. */
const shown = new Set<Notification>()

/**
 * Shows nothing while the window is in front. `outOfPatience` means: the run ended because its validations no longer
 * improved.
 */
export function sayFarewell(
  { id, name, state, diverged, step }: RunRecord,
  outOfPatience: boolean,
  window: MainWindow
): void {
  const { browser } = window
  if (browser?.isFocused()) return
  browser?.flashFrame(true)
  browser?.once('focus', () => browser.flashFrame(false))
  if (!Notification.isSupported()) return
  const why =
    state === 'failed' ? 'runFailed' : diverged ? 'runDiverged' : outOfPatience ? 'runOutOfPatience' : 'runDone'
  const notification = new Notification({ title: name, body: words(why, { step }) })
  shown.add(notification)
  notification.on('close', () => shown.delete(notification))
  notification.on('click', () => {
    shown.delete(notification)
    window.open()
    window.send(channels.runShown, id)
  })
  notification.show()
}
