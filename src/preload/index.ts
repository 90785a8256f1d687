// window.unroll: the typed bridge between the page and main (shared/bridge.ts), and nothing else.

import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels, portMessage, type Bridge, type PortMessage } from '../shared/bridge'

const ask =
  (channel: string) =>
  (...values: unknown[]) =>
    ipcRenderer.invoke(channel, ...values)

/**
 * One listener of Electron for all listeners of the page: the page has one for each run that it follows, and Electron
 * warns of a leak from eleven on.
 */
function subscribe<Value>(channel: string) {
  const listeners = new Map<symbol, (value: Value) => void>()
  ipcRenderer.on(channel, (_event, value: Value) => {
    for (const listener of [...listeners.values()]) listener(value)
  })
  return (listener: (value: Value) => void) => {
    const key = Symbol(channel)
    listeners.set(key, listener)
    return () => void listeners.delete(key)
  }
}

const bridge: Bridge = {
  appInfo: ask(channels.appInfo),
  machine: ask(channels.machine),
  getSettings: ask(channels.settingsGet),
  setSettings: ask(channels.settingsSet),
  listRuns: ask(channels.runsList),
  loadRun: ask(channels.runsLoad),
  createRun: ask(channels.runsCreate),
  createRunFrom: ask(channels.runsCreateFrom),
  importModel: ask(channels.runsImport),
  locateData: ask(channels.runsLocateData),
  openRun: ask(channels.runsOpen),
  attachRun: ask(channels.runsAttach),
  lookAtRun: ask(channels.runsLook),
  renameRun: ask(channels.runsRename),
  trashRun: ask(channels.runsTrash),
  restoreRun: ask(channels.runsRestore),
  revealRun: ask(channels.runsReveal),
  runSize: ask(channels.runsSize),
  getQueue: ask(channels.queueGet),
  changeQueue: ask(channels.queueChange),
  previewData: ask(channels.dataPreview),
  understandData: ask(channels.dataUnderstand),
  estimate: ask(channels.dataEstimate),
  stopReading: ask(channels.dataStopReading),
  chooseFile: ask(channels.dataChooseFile),
  chooseTexts: ask(channels.dataChooseTexts),
  checkpoints: ask(channels.exportCheckpoints),
  exportRun: ask(channels.exportRun),
  takeOpened: ask(channels.takeOpened),
  // A file that the page has made itself has no path.
  openDropped: (files) =>
    ipcRenderer.invoke(
      channels.openDropped,
      files.map((file) => webUtils.getPathForFile(file))
    ),
  savePicture: ask(channels.pictureSave),
  getLaboratory: ask(channels.laboratoryGet),
  listRecipes: ask(channels.laboratoryRecipes),
  beginLaboratory: ask(channels.laboratoryBegin),
  cancelLaboratory: ask(channels.laboratoryCancel),
  saveLaboratory: ask(channels.laboratorySave),
  revealFile: ask(channels.fileReveal),
  answerQuitting: ask(channels.quitAnswer),
  onRunsChanged: subscribe(channels.runsChanged),
  onQueueChanged: subscribe(channels.queueChanged),
  onLaboratoryChanged: subscribe(channels.laboratoryChanged),
  onOpened: subscribe(channels.opened),
  onRunShown: subscribe(channels.runShown),
  onMenu: subscribe(channels.menu),
  onQuitting: subscribe(channels.quitting),
  onTrouble: subscribe(channels.trouble),
  onSettingsChanged: subscribe(channels.settingsChanged),
  onTrainerGone: subscribe(channels.trainerGone),
  onReading: subscribe(channels.reading)
}

contextBridge.exposeInMainWorld('unroll', bridge)

// A MessagePort cannot cross contextBridge, but it can be posted from this world to the page's.
ipcRenderer.on(channels.trainerPort, (event, { runId, from }: Omit<PortMessage, 'type'>) => {
  const message: PortMessage = { type: portMessage, runId, from }
  window.postMessage(message, location.origin, event.ports)
})
