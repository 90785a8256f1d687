// unroll export: every format of the table, from a named checkpoint, and the errors.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { exportRun } from '../../src/trainer/exports'
import { exportEntry, exportFormats } from '../../src/shared/exports'
import { resources, temporaryFolder } from '../trainer/support'
import { testTerminal } from '../terminal'

const experiment = {
  data: { kind: 'task', task: 'running-parity', validationSequences: 8 },
  model: { hiddenSize: 4 },
  learning: { sequenceLength: 5, batchSize: 4 },
  watching: { validateEvery: 10, checkpointEvery: 10 },
  stop: { steps: 30 }
}

async function unroll(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  const terminal = testTerminal()
  const code = await main(argv, terminal)
  return { code, ...terminal.said }
}

/** The bytes of a file, or of all files of a folder together. */
const contentsOf = (path: string): Buffer =>
  statSync(path).isDirectory()
    ? Buffer.concat(readdirSync(path).map((name) => contentsOf(join(path, name))))
    : readFileSync(path)

const folder = temporaryFolder()
const run = join(folder, 'run')
async function trained(): Promise<string> {
  if (existsSync(run)) return run
  writeFileSync(join(folder, 'experiment.json'), JSON.stringify(experiment))
  expect((await unroll('train', join(folder, 'experiment.json'), '--run', run, '--kernels', 'portable')).code).toBe(0)
  return run
}

describe.each(exportFormats)('%s', (format) => {
  const { extension, ofCheckpoint } = exportEntry(format)

  it('is written, and says where and how large', async () => {
    const out = join(folder, `first.${format}.${extension ?? ''}`)
    const { code, out: said } = await unroll('export', await trained(), out, '--format', format)
    expect(code).toBe(0)
    const checkpoint = ofCheckpoint ? `, checkpoint of step ${new Checkpoints(run).best}` : ''
    expect(said.split('\n')[0]).toBe(`${out}: ${contentsOf(out).length} bytes${checkpoint}`)
    // The line that says that a network was run again.
    const again =
      /^(?:Run again|Its numbers, read back): the largest difference from the checkpoint is (\S+) of the spread\.$/m.exec(
        said
      )
    if (ofCheckpoint) expect(Number(again?.[1])).toBeLessThan(1e-5)
    else expect(again).toBeNull()
  })

  it('does not write over a folder', async () => {
    const out = join(folder, `mine.folder.${format}`)
    mkdirSync(out)
    expect((await unroll('export', await trained(), out, '--format', format)).code).toBe(2)
    expect(() => exportRun(format, { folder: run, resources, checkpoint: null }, out)).toThrow(out)
    expect(readdirSync(out)).toEqual([])
    expect(readdirSync(folder).filter((name) => name.endsWith('.unroll-part'))).toEqual([])
  })

  it('does not write over a file', async () => {
    const out = join(folder, `mine.${format}`)
    writeFileSync(out, 'mine')
    expect(await unroll('export', await trained(), out, '--format', format)).toMatchObject({
      code: 2,
      error: expect.stringContaining('exists already')
    })
    expect(readFileSync(out, 'utf8')).toBe('mine')
  })

  it(
    ofCheckpoint ? 'is of the checkpoint that is named' : 'is of the whole run, so that none can be named',
    async () => {
      const checkpoints = new Checkpoints(await trained())
      const { newest, best } = checkpoints
      for (const [i, [choice, step]] of (
        [
          ['newest', newest],
          ['best', best],
          ['10', 10],
          [null, best]
        ] as const
      ).entries()) {
        const out = join(folder, `${i}.${format}`)
        const chosen = choice === null ? [] : ['--checkpoint', choice]
        const { code, error, out: said } = await unroll('export', '--run', run, out, '--format', format, ...chosen)
        if (!ofCheckpoint && choice === null) expect(code).toBe(0)
        else if (!ofCheckpoint)
          expect([code, error, existsSync(out)]).toEqual([2, expect.stringContaining('Leave --checkpoint out'), false])
        else {
          expect(said.split('\n')[0]).toMatch(new RegExp(`checkpoint of step ${step}$`))
          const same = join(folder, `${i}.same.${format}`)
          exportRun(format, { folder: run, resources, checkpoint: step! }, same)
          expect(contentsOf(out).equals(contentsOf(same))).toBe(true)
        }
      }
    }
  )
})

it('refuses what there is not', async () => {
  const out = join(folder, 'nothing')
  const refused = async (...options: string[]): Promise<string> => {
    const { code, error } = await unroll('export', ...options)
    expect([code, existsSync(out)]).toEqual([2, false])
    return error
  }
  await trained()
  expect(await refused(run, out, '--format', 'weights', '--checkpoint', '11')).toContain(
    'There are those of the steps 0, 1, 2, 4, 8, 10, 20, 30'
  )
  expect(await refused(run, out, '--format', 'weights', '--checkpoint', 'first')).toContain(
    'Give newest, best, or the step'
  )
  expect(await refused(run, out, '--format', 'onyx')).toContain('weights')
  expect(await refused('--run', run, run, out, '--format', 'weights')).toContain('unroll export RUN OUT')
  expect(await refused(run, '--format', 'weights')).toContain('unroll export RUN OUT')
  mkdirSync(join(folder, 'other'))
  expect(await refused(join(folder, 'other'), out, '--format', 'weights')).toContain('other')
})

describe('a file of a person, in a folder of theirs', () => {
  const place = join(folder, 'tell-tale', 'Ahab')
  const made = join(place, 'runs', 'run')
  it.each(exportFormats)('is named, and where it lies is not told by %s', async (format) => {
    if (!existsSync(made)) {
      mkdirSync(place, { recursive: true })
      writeFileSync(join(place, 'log.txt'), 'Call me Ishmael. '.repeat(50))
      const data = { kind: 'text', source: 'file', path: join(place, 'log.txt') }
      writeFileSync(join(place, 'experiment.json'), JSON.stringify({ ...experiment, data, stop: { steps: 2 } }))
      const trained = await unroll('train', join(place, 'experiment.json'), '--run', made, '--kernels', 'portable')
      expect(trained.code).toBe(0)
    }
    const out = join(folder, `told.${format}`)
    expect((await unroll('export', made, out, '--format', format)).code).toBe(0)
    for (const telling of ['tell-tale', 'Ahab', homedir(), hostname()])
      expect(contentsOf(out).includes(telling)).toBe(false)
  })
})
