// One word for each thing: checks all Korean texts of window and main against the glossary.

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dictionaries } from '../../src/main/words'
import { glossary, wording } from '../../src/renderer/help/glossary'
import ko from '../../src/renderer/locales/ko'
import { ko as exportsInKorean } from '../../src/shared/exports/ko'
import { readRecipes } from '../../src/runtime/recipes'
import { reasons } from '../../src/shared/reasons'

type Tree = { [key: string]: string | Tree }
const leaves = (tree: Tree, path: string): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}.${key}`, value] as [string, string]] : leaves(value, `${path}.${key}`)
  )
const texts = [
  ...leaves(ko, 'ko'),
  ...leaves(dictionaries.ko, 'main'),
  ...leaves({ ...exportsInKorean }, 'exports'),
  ...readRecipes(join(import.meta.dirname, '../../resources')).flatMap(({ key, name, fails, published }) =>
    [name, fails, published?.what].flatMap((words): [string, string][] => (words ? [[`recipes.${key}`, words.ko]] : []))
  ),
  ...Object.entries(reasons).map(([code, { ko: text }]): [string, string] => [code, text]),
  ...glossary.map(({ en, meaning }): [string, string] => [`glossary.${en}`, meaning.ko])
]
/** The texts that contain a forbidden word, each with that word. */
const wrong = (never: string, among: readonly [string, string][] = texts): string[] =>
  among
    .filter(([, text]) => new RegExp(never).test(text))
    .map(([key, text]) => `${key}: ${new RegExp(never).exec(text)![0]} in “${text}”`)
const rules = [...glossary, ...wording].flatMap(({ ko: word, never }) =>
  never === undefined ? [] : [[word, never] as const]
)

describe('the glossary', () => {
  it.each(rules)('is kept to: %s', (_word, never) => {
    expect(wrong(never)).toEqual([])
  })

  it('tells a wrong word', () => {
    expect(
      rules
        .filter(([, never]) => wrong(never, [['a', '시간을 펼친 그래프를 훈련합니다']]).length > 0)
        .map(([word]) => word)
    ).toEqual(['학습', '시간 전개'])
    expect(
      rules.filter(([, never]) => wrong(never, [['a', '자리올림은 글자를 학습한 텍스트의 그래디언트']]).length > 0)
    ).toEqual([])
  })

  it('has words that the texts use', () => {
    const all = texts
      .filter(([key]) => !key.startsWith('glossary'))
      .map(([, text]) => text)
      .join('\n')
    const words = [...glossary.filter(({ ko: word }) => !notOnScreen.includes(word)), ...wording]
    expect(words.filter(({ ko: word }) => !all.includes(word)).map(({ ko: word }) => word)).toEqual([])
    // A word with two meanings has its English term beside it at least once.
    expect(
      glossary
        .filter(({ ko: word, en, beside }) => beside && !all.includes(`${word}(${en})`))
        .map(({ ko: word }) => word)
    ).toEqual([])
  })

  it('names a thing once', () => {
    for (const name of ['en', 'ko'] as const)
      expect(new Set(glossary.map((term) => term[name])).size).toBe(glossary.length)
  })
})

/** The letters in the equations. */
const notOnScreen = ['tanh 이전의 합', '출력 가중치']
