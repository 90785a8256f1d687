// Where files are kept, for all settings of the environment.

import * as os from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { cacheFolder, studioFolder } from '../../src/runtime/places'

vi.mock('node:os', async (original) => {
  const real = await original<typeof os>()
  return { ...real, homedir: vi.fn(real.homedir) }
})
afterEach(() => void vi.unstubAllEnvs())

it.runIf(process.platform === 'linux')('a cache named relatively does not depend on where one stands', () => {
  vi.stubEnv('XDG_CACHE_HOME', 'here')
  expect(cacheFolder()).toBe(`${os.homedir()}/.cache/unroll`)
  vi.stubEnv('XDG_CACHE_HOME', '/there')
  expect(cacheFolder()).toBe('/there/unroll')
})

it('without a home there are places all the same', () => {
  vi.stubEnv('XDG_CACHE_HOME', '')
  vi.stubEnv('XDG_CONFIG_HOME', '')
  vi.mocked(os.homedir).mockImplementation(() => {
    throw new Error('uv_os_homedir returned ENOENT')
  })
  for (const folder of [cacheFolder(), studioFolder()]) expect(folder).toContain(os.tmpdir())
})
