// No command changes anything in a folder that is not a run.

import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { experiment, open, temporaryFolder, writeRecord } from '../trainer/support'
import { testTerminal } from '../terminal'

/** A project of another person, with files that have the same names as ours. */
function project(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'checkpoints/deep'), { recursive: true })
  for (const name of [
    'checkpoints/model.pt',
    'checkpoints/deep/notes.txt',
    'checkpoints/step-000000010.safetensors',
    'metrics.csv',
    'events.jsonl',
    'baselines.json',
    'experiment.json',
    'run.json.17'
  ]) {
    writeFileSync(join(folder, name), `mine: ${name}`)
  }
  return folder
}

/** Every file below a folder, with its content and the time when it was written. */
const snapshot = (folder: string): object =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        return [file, [readFileSync(file, 'utf8'), statSync(file).mtimeMs]]
      })
  )

async function unroll(...argv: string[]): Promise<{ code: number; error: string }> {
  const terminal = testTerminal()
  return { code: await main(argv, terminal), error: terminal.said.error }
}

const experimentFile = (): string => {
  const file = join(temporaryFolder(), 'e.json')
  writeFileSync(file, JSON.stringify(experiment()))
  return file
}

it.each(['train --resume', 'train', 'sample'])(
  '%s refuses somebody’s project, and leaves every byte of it',
  async (command) => {
    const folder = project()
    const before = snapshot(folder)
    const given = command === 'sample' ? ['sample'] : ['train', experimentFile(), ...command.split(' ').slice(1)]
    const { code, error } = await unroll(...given, '--run', folder)
    expect([code, error]).toEqual([
      2,
      expect.stringContaining(command === 'train' ? 'is not empty' : 'there is no run.json in it')
    ])
    expect(snapshot(folder)).toEqual(before)
  }
)

it('--resume makes no folder where there is none', async () => {
  const folder = join(temporaryFolder(), 'nowhere')
  expect(await unroll('train', experimentFile(), '--run', folder, '--resume')).toEqual({
    code: 2,
    error: expect.stringContaining('there is no run.json in it')
  })
  expect(() => statSync(folder)).toThrow('ENOENT')
})

it.each(['{"id":', '', '[]', '{"id": "a", "name": ""}'])(
  '--resume on a run.json of %j is refused before anything is written',
  async (record) => {
    const folder = temporaryFolder()
    open(experiment({ stop: { steps: 20 } }), { folder }).advance(50)
    writeFileSync(join(folder, 'run.json'), record)
    const before = snapshot(folder)
    const { code, error } = await unroll('train', experimentFile(), '--run', folder, '--resume')
    expect([code, error]).toEqual([2, expect.stringContaining(`${join(folder, 'run.json')} cannot be read: `)])
    expect(snapshot(folder)).toEqual(before)
  }
)

it('a new run that cannot begin leaves the folder empty', async () => {
  const [folder, file] = [temporaryFolder(), join(temporaryFolder(), 'e.json')]
  writeFileSync(file, JSON.stringify({ watching: { prime: '\u0000' } }))
  expect((await unroll('train', file, '--run', folder)).code).toBe(2)
  expect(readdirSync(folder)).toEqual([])
})

it('in a run, what is not ours stays, also in checkpoints', () => {
  const folder = project()
  const before = snapshot(join(folder, 'checkpoints/deep'))
  writeRecord(folder)
  open(experiment({ stop: { steps: 20 } }), { folder }).advance(1000)
  expect(readFileSync(join(folder, 'checkpoints/model.pt'), 'utf8')).toBe('mine: checkpoints/model.pt')
  expect(snapshot(join(folder, 'checkpoints/deep'))).toEqual(before)
})
