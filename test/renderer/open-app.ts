// The whole window in happy-dom, with a bridge that a test controls. A file that imports this has a new bridge and no
// window at the beginning of each test, and both are closed after it.

import { flushPromises, mount, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, vi } from 'vitest'
import App from '../../src/renderer/App.vue'
import { i18n } from '../../src/renderer/i18n'
import type { Bridge } from '../../src/shared/bridge'
import { FakeBridge, FakeTrainer } from './fake-bridge'

export let bridge: FakeBridge
/** The window, after `openApp`. */
export let app: VueWrapper

let opened: VueWrapper | null = null

/** Forgets what other tests left. Canvases paint nothing. */
export function blankPage(): void {
  localStorage.clear()
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
}

beforeEach(() => {
  blankPage()
  bridge = new FakeBridge()
})
afterEach(() => {
  if (opened?.element.isConnected) opened.unmount()
  opened = null
  FakeTrainer.closeAll()
  vi.restoreAllMocks()
})

/** Opens the window and waits until it has drawn. A test can give a bridge of its own. */
export async function openApp(given: Bridge = bridge): Promise<VueWrapper> {
  window.unroll = given
  app = opened = mount(App, { global: { plugins: [i18n] }, attachTo: document.body })
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  return app
}

/** A field of the experiment form, by its key. */
export const field = (id: string): Omit<DOMWrapper<Element>, 'exists'> => app.get(`[data-field="${id}"]`)
export const type = (id: string, text: string): Promise<void> => field(id).get('input').setValue(text)
/** The first button with this text or label. */
export const buttonNamed = (name: string): DOMWrapper<HTMLButtonElement> =>
  app.findAll('button').find((button) => button.text() === name || button.attributes('aria-label') === name)!
