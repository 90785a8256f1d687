// Some of the damaged files of npm run stress -- mutations: each kind of file a few times.

import { expect, it } from 'vitest'
import { mutateFiles } from './mutated-files'

it('what reads a damaged file says so, lives on, and loses nothing', async () => {
  const { crashes, hangs, faults } = await mutateFiles({ count: 60, seed: 1 })
  expect({ crashes, hangs, faults }).toEqual({ crashes: 0, hangs: 0, faults: [] })
}, 300_000)
