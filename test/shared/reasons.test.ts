import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WriteError, writeWhole } from '../../src/run-folder/whole-files'
import { DamagedFile, readStored } from '../../src/run-folder/record'
import { i18n } from '../../src/renderer/i18n'
import { whyText, reasonText } from '../../src/renderer/model/why-text'
import { reasonIn, reasonOf, reasons } from '../../src/shared/reasons'
import { why, whyOf } from '../../src/shared/why'
import { DataError } from '../../src/data/data-error'
import { DataAbsent } from '../../src/trainer/known-data'
import { speak, words } from '../../src/main/words'
import { experimentSchema } from '../../src/shared/experiment'
import { flatten } from '../../src/shared/issues'
import { z } from 'zod'

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}
const folder = mkdtempSync(join(tmpdir(), 'unroll-reasons-'))
writeFileSync(join(folder, 'file'), 'no JSON')

describe('reasons', () => {
  it.each(Object.entries(reasons))('%s is found again by its English words, with its values', (_key, { en, ko }) => {
    const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_match, name: string) => `“${name}” (1, 2)`)
    expect(reasonIn('ko', filled(en))).toBe(filled(ko))
    expect(reasonIn('ko', `${filled(en)}.`)).toBe(filled(ko))
    expect(reasonIn('en', filled(en))).toBe(filled(en))
    expect(ko.match(/\{\w+\}/g)?.toSorted()).toEqual(en.match(/\{\w+\}/g)?.toSorted())
  })

  it('are told of each field, and inside another reason', () => {
    const fields = 'step: it must be a number; data.columns.0: it must not be empty; it must be an object'
    const inKorean = 'step: 숫자여야 합니다; data.columns.0: 비어 있으면 안 됩니다; 객체({ })여야 합니다'
    expect(reasonIn('ko', fields)).toBe(inKorean)
    expect(reasonIn('ko', `its metadata "model": ${fields}`)).toBe(`메타데이터 “model”: ${inKorean}`)
    expect(reasonIn('ko', 'words that nobody knows: it must be a number')).toContain('숫자여야 합니다')
    expect(reasonIn('ko', 'the disk of 1998 is full')).toBe('the disk of 1998 is full')
  })

  it.each([
    ['ENOENT', 'nowhere/file'],
    ['EISDIR', '.'],
    ['ENOTDIR', 'file/below']
  ] as const)('say what the system says by %s', (code, path) => {
    expect(reasonOf(thrownBy(() => readFileSync(join(folder, path))))).toBe(reasons[code].en)
  })

  it('leave what the table does not know in the words of the system', () => {
    expect(reasonOf(Object.assign(new Error('odd'), { code: 'EODD' }))).toBe('odd')
  })
})

/** The faults that zod can find in one of our files. */
const misfits: [z.ZodType, unknown][] = [
  [z.int(), 0.5],
  [z.int().min(3), 2],
  [z.number().positive(), 0],
  [z.number().max(10), 11],
  [z.number().lt(10), 10],
  [z.number(), 'x'],
  [z.boolean(), 1],
  [z.null(), 1],
  [z.string(), 1],
  [z.string().min(1), ''],
  [z.string().min(3), 'a'],
  [z.string().max(1), 'ab'],
  [z.array(z.int()), {}],
  [z.array(z.int()).min(2), []],
  [z.array(z.int()).max(1), [1, 2]],
  [z.tuple([z.int()]), [1, 2]],
  [z.record(z.string(), z.string()), 1],
  [z.literal('a'), 'b'],
  [z.enum(['a', 'b']), 'c'],
  [z.strictObject({}), { more: 1 }],
  [z.union([z.strictObject({ a: z.int() }), z.int()]), 'x'],
  [z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a') })]), { kind: 'b' }],
  ...[
    { model: { recurrence: 'hidden' }, learning: { method: 'teacher-forcing' } },
    { model: { recurrence: 'output' }, learning: { method: 'bptt' } },
    { model: { recurrence: 'output', feedback: 'argmax' }, learning: { method: 'free-running' } },
    { model: { recurrence: 'output', feedback: 'probabilities' }, learning: { method: 'scheduled-sampling' } },
    { learning: { sequenceLength: 5, truncation: 6 } },
    { model: { recurrence: 'output' }, learning: { method: 'free-running', recompute: true } },
    { data: { kind: 'text', source: 'file' } },
    { data: { kind: 'tale' } },
    { stop: { steps: -1 }, seed: 'x' }
  ].map((experiment): [z.ZodType, unknown] => [experimentSchema, experiment])
]

describe('what does not fit a schema', () => {
  it.each(misfits)('is told in Korean too (%#)', (schema, value) => {
    const { success, error } = schema.safeParse(value)
    expect(success).toBe(false)
    const english = flatten(error!)
    for (const part of reasonIn('ko', english).split('; ')) expect(part).toMatch(/니다|세요/)
    expect(reasonIn('en', english)).toBe(english)
  })
})

describe('errors of files', () => {
  const inKorean = (error: unknown): string => {
    i18n.global.locale.value = 'ko'
    const text = whyText(whyOf(error))
    i18n.global.locale.value = 'en'
    return text
  }

  it('are told in the language of the window, reason and all', () => {
    const unwritten = thrownBy(() => writeWhole(join(folder, 'file/below'), ''))
    expect(unwritten).toBeInstanceOf(WriteError)
    expect(inKorean(unwritten)).toContain(reasons.ENOTDIR.ko)
    const damaged = thrownBy(() => readStored(join(folder, 'file'), z.string()))
    expect(damaged).toBeInstanceOf(DamagedFile)
    expect(inKorean(damaged)).toBe(`“${join(folder, 'file')}” 파일을 읽을 수 없습니다: ${reasons.notJson.ko}.`)
    expect(whyText(whyOf(damaged))).toBe((damaged as Error).message)
    // An error of the system itself has a code too, and no sentence of ours.
    expect(whyOf(thrownBy(() => readFileSync(join(folder, 'none'))))).toEqual({
      message: expect.stringContaining('ENOENT')
    })
  })

  it('that another error is the reason of are told whole', () => {
    const gone = new DataError('file-empty', '"a.txt" is empty. Choose a file with text in it.', { name: 'a.txt' })
    const absent = whyOf(new DataAbsent(gone))
    expect(absent.message).toContain(gone.message)
    expect(inKorean(new DataAbsent(gone))).toContain('“a.txt” 파일이 비어 있습니다.')
    expect(z.strictObject(why).parse(absent)).toEqual(absent)
  })

  it('are told so by main, and where a reason stands alone', () => {
    speak('ko')
    expect(words('runUnreadable', { file: 'run.json', reason: reasons.empty.en })).toContain(reasons.empty.ko)
    speak('en')
    i18n.global.locale.value = 'ko'
    expect(reasonText(reasons.ENOSPC.en)).toBe(reasons.ENOSPC.ko)
    i18n.global.locale.value = 'en'
  })
})
