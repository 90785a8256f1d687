// Starts the built app for an end-to-end test, each time with user data of its own.
//
//   const { app, page, close } = await launchApp()
//
// The runtime comes from the environment that scripts/electron-runtime.mjs makes: UNROLL_ELECTRON is its executable,
// UNROLL_ELECTRON_FLAGS the flags it needs on this machine. UNROLL_TEST_DISPLAYS lists virtual displays, one for each
// worker of the tests.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { MenuCommand } from '../../../src/shared/bridge'

export interface LaunchedApp {
  app: ElectronApplication
  page: Page
  /** The settings and runs of this start: `runs/<id>/`, `settings.json`, `window.json`. */
  userData: string
  /** Closes the app as a person does, and removes a temporary folder of user data. */
  close(): Promise<void>
}

/**
 * Chooses an entry of the application menu, by its command (`MenuCommand`) or its zoom. Keys from a test do not reach
 * the menu.
 */
export async function chooseMenu(app: ElectronApplication, command: MenuCommand | `zoom-${string}`): Promise<void> {
  await app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), command)
}

/** The next "save as" dialog returns this path. A test cannot press the buttons of a system dialog. */
export async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

/** The next "open" dialog returns this path. */
export async function chooseFile(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
  }, path)
}

interface Launch {
  /** The app starts with the data of an earlier start, and the folder stays. */
  userData?: string
  args?: string[]
  env?: Record<string, string>
  /** The folder of another build of the app. */
  folder?: string
}

function ownDisplay(): { DISPLAY?: string } {
  const displays = process.env.UNROLL_TEST_DISPLAYS?.split(',')
  return displays ? { DISPLAY: displays[Number(process.env.TEST_PARALLEL_INDEX)] } : {}
}

export async function launchApp(options: Launch = {}): Promise<LaunchedApp> {
  const executablePath = process.env.UNROLL_ELECTRON
  if (!executablePath) throw new Error('UNROLL_ELECTRON is not set: run the tests through npm test.')
  const flags = (process.env.UNROLL_ELECTRON_FLAGS ?? '--no-sandbox').split(' ').filter(Boolean)
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'unroll-e2e-')))

  const app = await _electron.launch({
    executablePath,
    args: [...flags, options.folder ?? '.', `--user-data-dir=${userData}`, ...(options.args ?? [])],
    env: { ...(process.env as Record<string, string>), ...ownDisplay(), ...options.env },
    cwd: resolve(import.meta.dirname, '../../..')
  })
  const page = await app.firstWindow()
  // The page draws when its typefaces are loaded, and receives menu commands from then on.
  await page.locator('#app > *').first().waitFor()
  return {
    app,
    page,
    userData,
    async close() {
      await app.close()
      if (!options.userData) await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
