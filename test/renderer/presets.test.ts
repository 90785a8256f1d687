import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { experimentSchema } from '../../src/shared/experiment'
import { presets } from '../../src/shared/presets'
import { candidateOf, draftOf } from '../../src/renderer/model/draft'

const folder = join(import.meta.dirname, '../../resources/experiments')

describe.each(presets)('preset $key', ({ key, experiment }) => {
  // After a change of a preset: npx vitest run test/renderer/presets.test.ts -u
  it('is the same experiment as its file', async () => {
    await expect(`${JSON.stringify(experiment, null, 2)}\n`).toMatchFileSnapshot(join(folder, `${key}.json`))
  })

  it('goes through the form unchanged', () => {
    expect(experimentSchema.parse(candidateOf(draftOf(experiment)))).toEqual(experiment)
  })
})

it('has no file without a preset', () => {
  expect(readdirSync(folder).sort()).toEqual(presets.map(({ key }) => `${key}.json`).sort())
})
