// unroll import: a model file becomes a run, which can be sampled, exported and trained on.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listRun, readRun } from '../../src/run-folder/stored-run'
import { newPath, unroll, write } from './run-unroll'

const book = `${newPath()}.txt`
writeFileSync(book, 'the whale, the whale, the white whale and the sea. '.repeat(40))
const settings = {
  name: 'Whale',
  model: { hiddenSize: 8 },
  learning: { sequenceLength: 10, batchSize: 4 },
  watching: { validateEvery: 10 },
  stop: { steps: 20 }
}

async function exported(): Promise<{ run: string; model: string }> {
  const [run, model] = [newPath(), newPath()]
  const experiment = write({ ...settings, data: { kind: 'text', source: 'file', path: book } })
  expect((await unroll(['train', experiment, '--run', run])).code).toBe(0)
  expect((await unroll(['export', run, model, '--format', 'weights'])).code).toBe(0)
  return { run, model }
}

it('makes a run that writes as the other, and goes on with its data', async () => {
  const { run, model } = await exported()
  const out = newPath()
  const { code, out: said, error } = await unroll(['import', model, out])
  expect([code, error, said]).toEqual([0, '', expect.stringContaining(`${out}: a run of step 20, with `)])
  expect(listRun(out, 'id').run).toMatchObject({ name: 'Whale', state: 'finished', step: 20, id: 'id' })
  const { events, damage, experiment } = readRun(out)
  expect([damage, experiment!.data]).toEqual([[], expect.objectContaining({ path: book.split('/').at(-1) })])
  expect(events).toMatchObject([
    { type: 'mark', change: 'weights', step: 20, origin: { run: model.split('/').at(-1), step: 20 } },
    { type: 'checkpoint', step: 20 }
  ])

  const written = async (folder: string): Promise<string> =>
    (await unroll(['sample', folder, '--checkpoint', 'best', '--prime', 'the ', '--length', '40'])).out
  expect(await written(out)).toBe(await written(run))

  const longer = write({ ...settings, data: { kind: 'text', source: 'file', path: book }, stop: { steps: 30 } })
  expect(await unroll(['train', longer, '--run', out, '--resume'])).toMatchObject({ code: 0 })
  expect(listRun(out, 'id').run).toMatchObject({ state: 'finished', step: 30 })
})

it('knows where the data are, when it is told', async () => {
  const { model } = await exported()
  const out = newPath()
  expect(await unroll(['import', model, '--data', book, out])).toMatchObject({ code: 0, error: '' })
  expect(readRun(out).experiment!.data).toMatchObject({ path: book })
  const longer = write({ ...readRun(out).experiment!, stop: { steps: 22 } })
  expect((await unroll(['train', longer, '--run', out, '--resume'])).code).toBe(0)
})

it('refuses, and leaves nothing behind', async () => {
  const { model } = await exported()
  const bare = write('no model')
  const mine = newPath()
  mkdirSync(mine)
  writeFileSync(join(mine, 'mine'), 'mine')
  for (const [argv, fault] of [
    [[bare, newPath()], `${bare} cannot be imported: it is not a model`],
    [['/nowhere', newPath()], 'there is no such file'],
    [[model, mine], 'is not empty'],
    [[model, newPath(), '--task', 'reber'], 'Leave task out'],
    [[model, newPath(), '--data', '/nowhere.txt'], '/nowhere.txt'],
    [[model], 'Not enough']
  ] as const) {
    const { code, error } = await unroll(['import', ...argv])
    expect([code, error]).toEqual([2, expect.stringContaining(fault)])
    if (argv[1] !== undefined) expect(existsSync(argv[1])).toBe(argv[1] === mine)
  }
  expect(readdirSync(mine)).toEqual(['mine'])
  expect(readFileSync(join(mine, 'mine'), 'utf8')).toBe('mine')
})
