// Opens the whole window in happy-dom, with a bridge that a test controls.

import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { vi } from 'vitest'
import App from '../../src/renderer/App.vue'
import { i18n } from '../../src/renderer/i18n'
import type { Bridge } from '../../src/shared/bridge'

/** Forgets what other tests left. Canvases paint nothing. */
export function blankPage(): void {
  localStorage.clear()
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
}

/** Opens the window and waits until it has drawn. */
export async function openApp(bridge: Bridge): Promise<VueWrapper> {
  window.unroll = bridge
  const app = mount(App, { global: { plugins: [i18n] }, attachTo: document.body })
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
  return app
}
