import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { presets } from '../../src/shared/presets'
import { saysTooLittle } from '../../src/shared/imports'
import en from '../../src/renderer/locales/en'
import ko from '../../src/renderer/locales/ko'
import { i18n } from '../../src/renderer/i18n'
import { fields } from '../../src/renderer/model/fields'
import { whyText } from '../../src/renderer/model/why-text'

type Tree = { [key: string]: string | Tree }
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`)
  )
const english = new Map(leaves(en))
// Errors of data and remarks about them come with their English words, so only the other language holds texts for them.
const { errors } = ko
const korean = new Map(leaves(ko).filter(([key]) => !/^(errors|remarks)\./.test(key)))
const parameters = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('locales', () => {
  it('have the same keys', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('take the same values in both', () => {
    for (const [key, text] of english) {
      expect(new Set(parameters(korean.get(key)!)), key).toEqual(new Set(parameters(text)))
      expect(korean.get(key)!.trim(), key).not.toBe('')
    }
  })

  it('compile', () => {
    for (const [locale, messages] of [
      ['en', english],
      ['ko', new Map(leaves(ko))]
    ] as const) {
      const { t } = createI18n({ legacy: false, locale, messages: { en, ko } }).global
      for (const [key, text] of messages)
        expect(t(key, Object.fromEntries(parameters(text).map((name) => [name, 'x']))), key).not.toBe(key)
    }
  })

  it('say every error of data in the language of the window, with all its values', () => {
    const errorsOf = (folder: string): string[] =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap(
          (name) => readFileSync(join(folder, name), 'utf8').match(/new (?:DataError|Refusal)\([\s\S]*?\)\n/g) ?? []
        )
    const sources = ['data', 'trainer'].flatMap((folder) => errorsOf(join(import.meta.dirname, '../../src', folder)))
    /** A code is the first argument, or a condition there chooses it. */
    const codesOf = (source: string) => [...source.split(',')[0].matchAll(/'([a-z0-9-]+)'/g)].map(([, code]) => code)
    const codes = new Set(sources.flatMap(codesOf))
    // The lock of a run, its experiment and its files, and the check of an export report errors in the same way.
    for (const code of [
      'cannot-write',
      'export-not-run',
      'file-damaged',
      'not-a-run',
      'not-safetensors',
      'model-unfit',
      saysTooLittle,
      'run-held',
      'run-held-elsewhere',
      'run-taken',
      'run-differs',
      'data-differ',
      'weights-differ',
      'data-absent'
    ])
      codes.add(code)
    expect(Object.keys(errors).sort()).toEqual([...codes].sort())

    i18n.global.locale.value = 'ko'
    expect(whyText({ message: 'No.', code: 'table-empty', values: { name: 'a.csv' } })).toBe(
      '“a.csv” 파일에 행이 없습니다. 표가 들어 있는 파일을 선택하세요.'
    )
    expect(whyText({ message: 'No.', code: 'never-heard-of' })).toBe('No.')
    expect(
      whyText({
        message: 'No.',
        code: 'readout-mismatch',
        values: { name: 'a', wanted: 'last-step', readout: 'every-step' }
      })
    ).toContain('“모든 시점”')
    i18n.global.locale.value = 'en'
    expect(whyText({ message: '"a.csv" has no rows.', code: 'table-empty', values: { name: 'a.csv' } })).toBe(
      '"a.csv" has no rows.'
    )
  })

  it('name every field, choice and preset', () => {
    const spelled: Record<string, string> = {
      ',': 'comma',
      ';': 'semicolon',
      '\t': 'tab',
      '|': 'pipe',
      'hidden+output': 'hidden-output'
    }
    const wanted = [
      ...fields.flatMap(({ id, schema }) =>
        ['label', 'help', ...schema.choices.map((choice) => `options.${spelled[choice] ?? choice}`)].map(
          (part) => `fields.${id}.${part}`
        )
      ),
      ...presets.flatMap(({ key }) => ['name', 'teaches', 'watch'].map((part) => `presets.${key}.${part}`))
    ]
    expect(wanted.filter((key) => !english.has(key))).toEqual([])
  })
})
