// Damaged folders among as many good ones in the real app: all are listed, all are opened, and nothing on disk changes.

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { launchApp } from '../e2e/support/app'
import { trainBeforehand } from '../e2e/support/through-time'
import { damages, fileOf } from '../main/damages'
import { fingerprint } from '../trainer/fingerprint'
import { listedRuns, until } from './app'

export interface DamagedSeen {
  damaged: number
  good: number
  listed: number
  opened: number
  faults: string[]
}

const run = {
  name: 'whole',
  data: { kind: 'task', task: 'running-parity', validationSequences: 32 },
  model: { recurrence: 'output', hiddenSize: 8 },
  learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 8 },
  watching: { validateEvery: 20, sampleEvery: 50, checkpointEvery: 10 },
  stop: { steps: 60 }
} as const

export async function openDamaged({
  count,
  tell = () => {}
}: {
  count: number
  tell?: (line: string) => void
}): Promise<DamagedSeen> {
  const userData = mkdtempSync(join(tmpdir(), 'unroll-damaged-'))
  const runs = join(userData, 'runs')
  const kinds = [...damages].slice(0, count)
  const good = kinds.map((_, i) => `good-${i}`)
  const seen: DamagedSeen = { damaged: kinds.length, good: good.length, listed: 0, opened: 0, faults: [] }
  try {
    await trainBeforehand(userData, run)
    for (const id of [...good, ...kinds.map(([name]) => name)])
      cpSync(join(runs, 'whole'), join(runs, id), { recursive: true })
    rmSync(join(runs, 'whole'), { recursive: true })
    for (const [id, { harm }] of kinds) harm(join(runs, id))
    const before = prints(runs)
    const { page, close } = await launchApp({ userData })
    seen.listed = (
      await until('a list of runs', async () => {
        const all = await listedRuns(page)
        return all.length > 0 && all
      })
    ).length
    if (seen.listed !== kinds.length + good.length)
      seen.faults.push(`${seen.listed} of ${kinds.length + good.length} are listed`)
    // In the order of the list. Its names differ from those of the folders.
    for (const [at, { id, damage }] of (await listedRuns(page)).entries()) {
      const kind = damages.get(id)
      if (kind ? (kind.listed === 'damaged') !== (damage !== undefined) : damage)
        seen.faults.push(`${id} is listed as ${damage ? 'damaged' : 'good'}`)
      try {
        const list = page.getByRole('navigation').getByRole('list')
        await list.press(at === 0 ? 'Home' : 'ArrowDown')
        await page.keyboard.press('Enter')
        const item = page.locator('[data-run][aria-current="true"]')
        const place = page.locator('.item', { has: item })
        await until('its place in the list', async () => (await place.getAttribute('aria-posinset')) === String(at + 1))
        if (damage)
          await until('its damage', () =>
            page
              .locator('.banner')
              .filter({ hasText: `${fileOf(id)}: ` })
              .isVisible()
          )
        const curves = kind ? /^Loss by training step.*At step \d+:/ : /^Loss by training step.*At step 60:/
        if (kind?.curves ?? true) await until('its curves', () => page.getByRole('img', { name: curves }).isVisible())
        seen.opened++
      } catch (error) {
        seen.faults.push(`${id} does not open: ${String(error)}`)
      }
      tell(`${at + 1} ${id}: ${seen.faults.length} faults`)
    }
    await close()
    const after = prints(runs)
    for (const id of before.keys())
      if (!isDeepStrictEqual(before.get(id), after.get(id))) seen.faults.push(`${id} has changed on disk`)
    if (after.size !== before.size) seen.faults.push(`${before.size} folders have become ${after.size}`)
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
  }
  return seen
}

const prints = (runs: string): Map<string, string[]> =>
  new Map(readdirSync(runs).map((id) => [id, fingerprint(join(runs, id))]))
