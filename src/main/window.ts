// The only window: it opens at its last place, without a flash, and its page has no access to Node.

import { join } from 'node:path'
import {
  BrowserWindow,
  MessageChannelMain,
  app,
  nativeTheme,
  screen,
  type MessagePortMain,
  type Rectangle
} from 'electron'
import { channels, type PortMessage } from '../shared/bridge'
import { tryWriting } from '../run-folder/whole-files'
import type { Zoom } from '../shared/menu'
import { windowStateSchema, type WindowState } from '../shared/settings'
import { openStore, type CheckedStore } from './checked-store'
import { pageUrl } from './page'
import { offerTextMenu } from './text-menu'
import { nextZoom, zoomOfKey } from './zoom'

/** The page's own background, so that nothing flashes before its first paint. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#17181c' : '#ffffff')

const smallest = { width: 960, height: 600 }

export class MainWindow {
  /** Null only on macOS, where an app lives on without its window, and while quitting. */
  browser: BrowserWindow | null = null
  /** Called before the window closes. It can keep the window open. */
  onClose: (event: { preventDefault(): void }) => void = () => {}
  readonly #state: CheckedStore<WindowState>
  readonly #icon: string

  constructor(userData: string, icon: string) {
    this.#state = openStore(userData, 'window', windowStateSchema)
    this.#icon = icon
    nativeTheme.on('updated', () => this.browser?.setBackgroundColor(background()))
  }

  get setAside(): string[] {
    return this.#state.setAside
  }

  /** Opens the window, or brings it to the front. */
  open(): void {
    if (this.browser) {
      if (this.browser.isMinimized()) this.browser.restore()
      this.browser.focus()
    } else {
      this.browser = this.#create()
    }
  }

  send(channel: string, value: unknown): void {
    this.browser?.webContents.send(channel, value)
  }

  /** One end of a new channel goes to the page; the other, which is returned, is for the process that has the run. */
  openPort(runId: string, from: PortMessage['from']): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain()
    this.browser?.webContents.postMessage(channels.trainerPort, { runId, from }, [port2])
    return port1
  }

  /** Stored at once, because the window may be killed. */
  zoom(by: Zoom): void {
    const state = this.#state.get()
    const zoom = nextZoom(state.zoom, by)
    this.browser?.webContents.setZoomFactor(zoom)
    if (zoom !== state.zoom) this.#keep({ zoom })
  }

  #keep(change: Partial<WindowState>): void {
    // A failure to store the window's place must not keep it open.
    const kept = tryWriting(() => this.#state.set({ ...this.#state.get(), ...change }))
    if (!kept) console.warn('Where the window stood could not be kept: the disk does not take it.')
  }

  #create(): BrowserWindow {
    const state = this.#state.get()
    const browser = new BrowserWindow({
      ...visibleBounds(
        state,
        screen.getAllDisplays().map((display) => display.workArea)
      ),
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      backgroundColor: background(),
      icon: this.#icon,
      webPreferences: {
        preload: join(app.getAppPath(), 'out/preload/index.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
        // A hidden window paints nothing and asks for no frames, which leaves the processor to the trainer. Training
        // continues in its own process, which keeps the points until the window asks again.
        backgroundThrottling: true
      }
    })
    browser.once('ready-to-show', () => {
      if (state.maximized) browser.maximize()
      browser.show()
    })
    browser.on('close', (event) => {
      this.onClose(event)
      this.#keep({ ...browser.getNormalBounds(), maximized: browser.isMaximized() })
    })
    browser.on('closed', () => {
      this.browser = null
    })
    // Chromium keeps a zoom of its own for the page; ours is what the person has set.
    browser.webContents.on('dom-ready', () => browser.webContents.setZoomFactor(this.#state.get().zoom))
    offerTextMenu(browser.webContents)
    browser.webContents.on('before-input-event', (event, input) => {
      const zoom = zoomOfKey(input)
      if (!zoom) return
      event.preventDefault()
      this.zoom(zoom)
    })
    // Training continues without the page, and the page can attach to it again.
    browser.webContents.on('render-process-gone', (_event, { reason }) => {
      console.error(`The page's process is gone (${reason}); loading it again.`)
      if (reason !== 'clean-exit') browser.webContents.reload()
    })
    void browser.loadURL(pageUrl)
    return browser
  }
}

/** The bounds of the new window: the last ones if enough of the title bar is on a screen to drag it, else centred. */
export function visibleBounds(
  { x, y, width, height }: WindowState,
  workAreas: Rectangle[]
): Pick<Rectangle, 'width' | 'height'> & Partial<Rectangle> {
  const area = workAreas.find(
    (candidate) =>
      x !== null &&
      y !== null &&
      x + width >= candidate.x + 120 &&
      x <= candidate.x + candidate.width - 120 &&
      y >= candidate.y &&
      y <= candidate.y + candidate.height - 60
  )
  const { width: widest, height: highest } = area ?? workAreas[0]
  const size = { width: Math.min(width, widest), height: Math.min(height, highest) }
  return area && x !== null && y !== null ? { x, y, ...size } : size
}
