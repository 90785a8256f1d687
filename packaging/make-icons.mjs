/**
 * Draws resources/icon.svg in every size that a desktop asks for, in the Chromium of the system:
 * `node packaging/make-icons.mjs`. The pictures are committed, so that packing needs no Chromium.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { launchOptions } from '../scripts/chromium.mjs'
import { root } from '../scripts/prepare.mjs'
import { iconSizes } from './linux.mjs'

const drawing = readFileSync(join(root, 'resources/icon.svg'), 'utf8')
const browser = await chromium.launch(launchOptions())
const page = await browser.newPage()
for (const size of iconSizes) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`)
  await page.screenshot({ path: join(root, `packaging/icons/${size}x${size}.png`), omitBackground: true })
}
await browser.close()
