// The process that runs a written file again: what it answers, and what is said when it ends without an answer.

import { describe, expect, it } from 'vitest'
import { runAgain, type WrittenFile } from '../../src/runtime/run-again'
import type { Ended } from '../../src/runtime/trials'

const file: WrittenFile = { format: 'onnx', folder: '/runs/a', step: 10, file: '/out/network.onnx' }
const ended = { code: 0, signal: null, late: false, out: '', error: '' }
const answering = (change: Partial<Ended>) => () => Promise.resolve({ ...ended, ...change })

describe('runAgain', () => {
  it('gives the difference', async () => {
    expect(await runAgain(answering({ out: 'a word\n{"difference":1e-7}\n' }), file)).toBe(1e-7)
  })

  it('asks nobody about a file that is no network', async () => {
    const nobody = () => Promise.reject(new Error('asked'))
    expect(await runAgain(nobody, { ...file, format: 'curves', step: null })).toBeNull()
  })

  it('passes on why a file does not do', async () => {
    const why = { message: 'It differs.', code: 'export-differs', values: { path: file.file } }
    await expect(runAgain(answering({ out: JSON.stringify(why) }), file)).rejects.toMatchObject(why)
  })

  it.each([
    ['crashed', { code: null, signal: 'SIGSEGV' }, 'SIGSEGV'],
    ['hung', { code: null, late: true }, '300 s'],
    ['could not be started', { code: null, error: 'spawn ENOENT' }, 'spawn ENOENT'],
    ['failed', { out: '{"message":"no backend"}' }, 'no backend']
  ])('says that the file is written, and could not be run, when the process %s', async (_, change, reason) => {
    await expect(runAgain(answering(change), file)).rejects.toMatchObject({
      code: 'export-not-run',
      values: { path: file.file, reason },
      message: `"${file.file}" was written, but could not be run again: ${reason}`
    })
  })
})
