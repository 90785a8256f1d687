// The main process, from start to quit, in the order in which things happen. It opens windows, keeps settings and
// runs, starts trainers and answers the window; it never computes.

import { join } from 'node:path'
import { app, dialog, powerMonitor } from 'electron'
import { readRecipes } from '../runtime/recipes'
import { channels } from '../shared/bridge'
import { Awake } from './awake'
import { Beginning } from './beginning'
import { OrderProcess } from './order-process'
import { AllowedFiles } from './allowed-files'
import { Laboratory } from './laboratory'
import { findMachineHere } from './utility-program'
import { installMenu } from './app-menu'
import { Opening, filesOf } from './opening'
import { registerScheme, serveRenderer } from './protocol'
import { TrainingQueue } from './queue'
import { Quitting } from './quitting'
import { startReader } from './reader'
import { answerRequests } from './requests'
import { RunStore } from './runs'
import { denyNetwork, denyWhatNobodyNeeds } from './security'
import { openSettings } from './settings-store'
import { Trainers } from './trainers'
import { Viewing } from './viewing'
import { MainWindow } from './window'
import { words } from './words'

// Settings, runs and the instance lock all live here. `--user-data-dir=DIR` (a switch of Chromium's) moves them
// elsewhere; tests use it. Otherwise the folder is set by name, because the fallback runtime starts under another name.
app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), 'Unroll'))

const files = filesOf(process.argv, process.cwd(), Boolean(process.defaultApp))
const opening = new Opening()
// macOS sends this event before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault()
  opening.add([path])
})

if (app.requestSingleInstanceLock({ files })) {
  opening.add(files)
  registerScheme()
  denyNetwork()
  // Not awaited: Electron is ready only once this module has run to its end.
  app
    .whenReady()
    .then(start)
    .catch((error: Error) => {
      console.error(error)
      dialog.showErrorBox('Unroll', error.message)
      app.exit(1)
    })
} else {
  app.quit()
}

// The terminal that started the app may be closed; the app stays open.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
// Our message replaces Electron's box, and appears once. Runs train in their own processes and continue.
let errorShown = false
process.on('uncaughtException', (error) => {
  console.error(error)
  if (!errorShown) dialog.showErrorBox('Unroll', error.message)
  errorShown = true
})

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const resources = join(app.getAppPath(), 'resources')

  denyWhatNobodyNeeds()
  serveRenderer(join(app.getAppPath(), 'out/renderer'))

  const settings = openSettings(userData)
  const window = new MainWindow(userData, join(resources, 'icon.png'))
  const runs = await RunStore.open(userData, startReader(new URL('reading-worker.js', import.meta.url)))
  const orders = new OrderProcess((reading) => window.send(channels.reading, reading && { run: null, ...reading }))
  const files = new AllowedFiles(runs)
  const machine = findMachineHere(resources)
  const trainers = new Trainers({ runs, settings, window, awake: new Awake(), resources, machine })
  const viewing = new Viewing({ runs, window, resources })
  const showError = ({ message }: Error): void => dialog.showErrorBox('Unroll', message)
  const beginning = new Beginning({ runs, trainers, orders, files, resources })
  const queue = new TrainingQueue(userData, { runs, trainers, beginning, files })
  const recipes = readRecipes(resources)
  const laboratory = new Laboratory(userData, {
    settings,
    trainers,
    machine,
    resources,
    recipes,
    version: app.getVersion(),
    onTrouble: (message) => window.send(channels.trouble, message)
  })
  const quitting = new Quitting({
    trainers,
    runs,
    queue,
    laboratory,
    window,
    quit: () => app.quit(),
    onError: showError
  })

  runs.onChange((list) => window.send(channels.runsChanged, list))
  runs.onTrouble = (message) => window.send(channels.trouble, message)
  queue.onChange((value) => window.send(channels.queueChanged, value))
  laboratory.onChange = (state) => window.send(channels.laboratoryChanged, state)
  trainers.onChange = () => {
    queue.advance()
    laboratory.restWhileTraining()
  }
  settings.onChange((value) => window.send(channels.settingsChanged, value))
  settings.onChange(() => installMenu(window))

  answerRequests({
    settings,
    window,
    runs,
    trainers,
    beginning,
    queue,
    laboratory,
    recipes,
    viewing,
    orders,
    files,
    resources,
    machine,
    quitting,
    opening
  })
  installMenu(window)
  window.open()
  tellOfBrokenFiles([...settings.setAside, ...window.setAside, ...queue.setAside, ...laboratory.setAside])
  queue.start()
  laboratory.start()

  opening.onFile = () => {
    window.open()
    window.send(channels.opened, null)
  }
  app.on('second-instance', (_event, _argv, _folder, given) => {
    window.open()
    opening.add((given as { files: string[] }).files)
  })
  app.on('activate', () => window.open())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (quitting.waits()) event.preventDefault()
  })
  app.on('will-quit', () => laboratory.leave())
  window.onClose = (event) => {
    // On systems where the app ends with its window, it is still needed here.
    if (process.platform !== 'darwin' && quitting.waits()) event.preventDefault()
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => quitting.bySystem())
  app.on('browser-window-created', (_event, browser) => browser.on('session-end', () => quitting.bySystem()))
  powerMonitor.on('shutdown', () => quitting.bySystem())
}

function tellOfBrokenFiles(setAside: string[]): void {
  if (setAside.length === 0) return
  const message = words('settingsBroken', { file: setAside.join(', ') })
  console.warn(message)
  void dialog.showMessageBox({ type: 'warning', title: 'Unroll', message })
}
