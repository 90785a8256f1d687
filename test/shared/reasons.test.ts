import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { WriteError, writeWhole } from '../../src/run-folder/whole-files'
import { DamagedFile, readStored } from '../../src/run-folder/record'
import { i18n } from '../../src/renderer/i18n'
import { whyText, reasonText } from '../../src/renderer/model/why-text'
import { reasonIn, reasonOf, reasons } from '../../src/shared/reasons'
import { whyOf } from '../../src/shared/why'
import { speak, words } from '../../src/main/words'
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
  it('are found again by their English words, which are of one meaning', () => {
    for (const { en, ko } of Object.values(reasons)) {
      expect(reasonIn('ko', en)).toBe(ko)
      expect(reasonIn('ko', `${en}.`)).toBe(ko)
      expect(reasonIn('en', en)).toBe(en)
    }
    expect(reasonIn('ko', 'step: it must be a number')).toBe('step: it must be a number')
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

  it('are told so by main, and where a reason stands alone', () => {
    speak('ko')
    expect(words('runUnreadable', { file: 'run.json', reason: reasons.empty.en })).toContain(reasons.empty.ko)
    speak('en')
    i18n.global.locale.value = 'ko'
    expect(reasonText(reasons.ENOSPC.en)).toBe(reasons.ENOSPC.ko)
    i18n.global.locale.value = 'en'
  })
})
