// The kernel sets on the V8 of Chromium, with the flags of a trainer.

import { expect, test } from '@playwright/test'
import { openKernelsPage, serveKernelsPage } from '../../bench/kernels-page.mjs'
import type { KernelsOfPage } from '../../bench/page'
import { v8Help } from '../../scripts/chromium.mjs'
import { knownFlags, recipes } from '../../src/runtime/flags'
import { tolerance } from '../../src/runtime/trials'
import { wasmSets } from '../../src/shared/machine'

declare const kernels: KernelsOfPage

let served: Awaited<ReturnType<typeof serveKernelsPage>>
/** The flags of a trainer. */
let flags: string[]
test.beforeAll(async () => {
  served = await serveKernelsPage()
  ;[flags] = recipes(knownFlags(await v8Help()), 'node')
})
test.afterAll(() => served.close())

test('V8 knows a flag that joins two 128-bit operations', () => {
  expect(flags.filter((flag) => flag.includes('revectorize'))).toHaveLength(1)
})

for (const how of ['with', 'without']) {
  for (const set of wasmSets) {
    test(`${set} computes what the portable set does, ${how} the flags`, async () => {
      const { page, close } = await openKernelsPage(served.address, how === 'with' ? flags : [])
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
      const difference = await page.evaluate((name) => kernels.difference(name), set)
      // Rounding differs between sets. A difference of exactly zero would mean that nothing was compared.
      expect(difference).toBeGreaterThan(0)
      expect(difference).toBeLessThan(tolerance)
      await close()
    })
  }
}
