// unroll sample and unroll gradients: what a stored model writes, and its gradients on a batch.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { readModel } from '../../src/trainer/model-file'
import { newPath, parity, unroll, write } from './run-unroll'

describe('unroll sample', () => {
  it('writes on from a prime, the same for the same seed', async () => {
    const run = newPath()
    const book = newPath()
    writeFileSync(book, 'the whale, the whale, the white whale and the sea. '.repeat(40))
    const text = {
      data: { kind: 'text', source: 'file', path: book },
      model: { hiddenSize: 8 },
      learning: { sequenceLength: 10, batchSize: 4 },
      stop: { steps: 20 }
    }
    await unroll(['train', write(text), '--run', run])
    const argv = ['sample', '--run', run, '--prime', 'the ', '--length', '30', '--temperature', '0.5']
    const { code, out } = await unroll(argv)
    expect([code, out.slice(0, 4), out.length]).toEqual([0, 'the ', 35])
    expect((await unroll(argv)).out).toBe(out)
    expect((await unroll([...argv, '--seed', '2'])).out).not.toBe(out)
    expect(
      (await unroll(['sample', '--run', run, '--prime', 'the ', '--length', '30', '--temperature', '0,5'])).out
    ).toBe(out)

    const unknown = await unroll(['sample', '--run', run, '--prime', 'Ω'])
    expect([unknown.code, unknown.error]).toEqual([2, expect.stringContaining('Ω')])
    const short = await unroll(['sample', '--run', run, '--length', '0'])
    expect([short.code, short.error]).toEqual([2, expect.stringContaining('--length')])
    expect((await unroll(['sample', '--run', '/nowhere'])).error).toContain('/nowhere is not the folder of a run')
  })

  it('takes the run with and without --run, and the checkpoint that is named', async () => {
    const run = newPath()
    await unroll(['train', write(parity), '--run', run])
    const sampled = async (...argv: string[]): Promise<string> => {
      const { code, out, error } = await unroll(['sample', ...argv])
      expect([code, error]).toEqual([0, ''])
      return out
    }
    const { best, newest } = new Checkpoints(run)
    expect([newest, await sampled(run)]).toEqual([60, await sampled('--run', run)])
    expect(await sampled(run, '--checkpoint', 'newest')).toBe(await sampled(run))
    expect(await sampled(run, '--checkpoint', 'best')).toBe(await sampled(run, '--checkpoint', String(best)))
    expect(await sampled(run, '--checkpoint', '0')).not.toBe(await sampled(run))
    for (const [argv, fault] of [
      [[run, '--checkpoint', 'first'], 'Give newest, best, or the step'],
      [[run, '--checkpoint', '7'], 'There are those of the steps 0, 1, 2, 4, 8, 10'],
      [[], 'Name the folder of a run']
    ] as const) {
      const { code, error } = await unroll(['sample', ...argv])
      expect([code, error]).toEqual([2, expect.stringContaining(fault)])
    }
  })

  it('draws greedily, from few symbols, up to a text, several at once, and at every checkpoint', async () => {
    const run = newPath()
    const book = newPath()
    writeFileSync(book, 'the whale, the whale, the white whale and the sea. '.repeat(40))
    const text = {
      data: { kind: 'text', source: 'file', path: book },
      model: { hiddenSize: 8 },
      learning: { sequenceLength: 10, batchSize: 4 },
      watching: { checkpointEvery: 10 },
      stop: { steps: 20 }
    }
    await unroll(['train', write(text), '--run', run])
    const draw = async (...more: string[]): Promise<string> =>
      (await unroll(['sample', run, '--prime', 'the ', '--length', '20', ...more])).out
    const greedy = await draw('--temperature', '0')
    expect(greedy).toHaveLength(25)
    // With every seed, temperature 0 and top-k 1 both give the likeliest symbol.
    expect(await draw('--temperature', '0', '--seed', '7')).toBe(greedy)
    expect(await draw('--top-k', '1', '--seed', '3')).toBe(greedy)
    expect(await draw('--top-p', '0.0001')).toBe(greedy)
    const first = greedy[4]
    expect(await draw('--temperature', '0', '--stop', first)).toBe(`the ${first}\n`)
    const several = await draw('--count', '3', '--seed', '5')
    expect(several.match(/── step 20, seed \d+ ──/g)).toEqual([5, 6, 7].map((seed) => `── step 20, seed ${seed} ──`))
    expect(several).toContain(await draw('--seed', '6'))
    const film = await draw('--film')
    expect(film.match(/step \d+/g)).toEqual(['step 0', 'step 1', 'step 2', 'step 4', 'step 8', 'step 10', 'step 20'])
    expect(film).toContain(await draw('--checkpoint', '10'))

    const unknown = await unroll(['sample', run, '--prime', 'thé €'])
    expect([unknown.code, unknown.error]).toEqual([2, expect.stringContaining('"é" (U+00E9), "€" (U+20AC)')])
    const without = await unroll(['sample', run, '--prime', 'thé €', '--length', '1', '--leave-out-unknown'])
    expect([without.code, without.out.slice(0, 3), without.error]).toEqual([0, 'th ', expect.stringContaining('"é"')])
    expect((await unroll(['sample', run, '--top-p', '2'])).error).toContain('--top-p: 2 is not possible')
  })

  it('answers a task as JSON', async () => {
    const run = newPath()
    await unroll(['train', write(parity), '--run', run])
    const { out } = await unroll(['sample', '--run', run])
    expect(JSON.parse(out)).toMatchObject({ kind: 'task', mask: new Array(8).fill(true) })
  })
})

describe('unroll gradients', () => {
  it('gives loss and gradients, the same by both paths', async () => {
    const run = newPath()
    await unroll(['train', write(parity), '--run', run])
    const model = join(run, 'checkpoints/step-000000060.safetensors')
    const batch = write({
      tau: 2,
      batch: 2,
      x: { kind: 'dense', data: [0, 1, 1, 1] },
      y: { kind: 'dense', data: [0, 1, 1, 0] },
      method: 'teacher-forcing'
    })
    const [fast, exact] = await Promise.all(
      ['training', 'reference'].map(
        async (path) =>
          JSON.parse((await unroll(['gradients', model, batch, '--path', path])).out) as {
            loss: number
            gradients: Record<string, number[] | number[][]>
          }
      )
    )
    expect(Object.keys(fast.gradients)).toEqual(['U', 'W', 'V', 'b', 'c'])
    expect([fast.gradients.W.length, fast.gradients.V.length]).toEqual([8, 1])
    expect(fast.loss).toBeCloseTo(exact.loss, 5)
    const flat = ({ gradients }: typeof fast): number[] => Object.values(gradients).flat(2)
    flat(fast).forEach((value, i) => expect(value).toBeCloseTo(flat(exact)[i], 5))
    expect(flat(exact)).toHaveLength(readModel(model).parameters.flat.length)
  })

  it('takes the folder of a run, and the checkpoint that is named', async () => {
    const run = newPath()
    await unroll(['train', write(parity), '--run', run])
    const batch = write({ tau: 1, batch: 1, x: { kind: 'dense', data: [1] }, y: { kind: 'dense', data: [1] } })
    const gradients = async (...argv: string[]): Promise<string> => (await unroll(['gradients', ...argv, batch])).out
    const ofStep = (step: number): Promise<string> =>
      gradients(join(run, `checkpoints/step-${String(step).padStart(9, '0')}.safetensors`))
    expect(await gradients(run)).toBe(await ofStep(60))
    expect(await gradients('--checkpoint', '8', run)).toBe(await ofStep(8))
    const { code, error } = await unroll(['gradients', batch, batch, '--checkpoint', 'best'])
    expect([code, error]).toEqual([2, expect.stringContaining('is not the folder of a run')])
  })

  it('names the field of a batch that does not fit', async () => {
    const run = newPath()
    await unroll(['train', write(parity), '--run', run])
    const model = join(run, 'checkpoints/step-000000060.safetensors')
    const good = { tau: 1, batch: 1, x: { kind: 'dense', data: [0] }, y: { kind: 'dense', data: [0] } }
    for (const [batch, fault] of [
      [{ ...good, x: { kind: 'dense', data: [0, 1] } }, 'x.data: 2 values, expected 1'],
      [{ ...good, y: { kind: 'index', data: [0] } }, 'y.kind: the output "sigmoid" needs "dense"'],
      [{ ...good, x: { kind: 'index', data: [4] } }, 'x.data: index 4, but the model has 1'],
      [{ ...good, h0: [1] }, 'h0: 1 values, expected 8'],
      [{ ...good, mask: [2] }, 'mask.0'],
      [{ ...good, known: [1] }, 'known: only values of the output "linear" can be missing'],
      [{ ...good, method: 'bptt' }, 'method: the recurrence "output" allows teacher-forcing and free-running'],
      [{ tau: 1 }, 'batch: ']
    ] as const) {
      const { code, error } = await unroll(['gradients', model, write(batch)])
      expect([code, error]).toEqual([2, expect.stringContaining(fault)])
    }
    const broken = write('no tensors')
    const { code, error } = await unroll(['gradients', broken, write(good)])
    expect([code, error]).toEqual([2, expect.stringContaining(`${broken} is not a readable safetensors file`)])
  })
})
