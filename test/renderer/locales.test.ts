import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import { presets } from '../../src/shared/presets'
import en from '../../src/renderer/locales/en'
import ko from '../../src/renderer/locales/ko'
import { fields } from '../../src/renderer/model/fields'

type Tree = { [key: string]: string | Tree }
const leaves = (tree: Tree, path = ''): [string, string][] => Object.entries(tree).flatMap(([key, value]) =>
  typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`))
const english = new Map(leaves(en))
const korean = new Map(leaves(ko))
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
    for (const [locale, messages] of [['en', english], ['ko', korean]] as const) {
      const { t } = createI18n({ legacy: false, locale, messages: { en, ko } }).global
      for (const [key, text] of messages) expect(t(key, Object.fromEntries(parameters(text).map((name) => [name, 'x']))), key).not.toBe(key)
    }
  })

  it('name every field, choice and preset', () => {
    const spelled: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', 'hidden+output': 'hidden-output' }
    const wanted = [
      ...fields.flatMap(({ id, schema }) => ['label', 'help', ...schema.choices.map((choice) => `options.${spelled[choice] ?? choice}`)].map((part) => `fields.${id}.${part}`)),
      ...presets.flatMap(({ key }) => ['name', 'teaches', 'watch'].map((part) => `presets.${key}.${part}`))
    ]
    expect(wanted.filter((key) => !english.has(key))).toEqual([])
  })
})
