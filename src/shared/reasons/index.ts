// Why a file cannot be read or written and why a value does not fit, in both languages. Messages contain the English
// words; the code that shows them finds the Korean words here. {name} stands for a value, {reason} for another reason.

import { fieldReasons } from './fields'
import { fileReasons } from './files'
import { importReasons } from './imports'
import { jsonReasons } from './json'
import { weightReasons } from './weights'

/** English words of this table, or words of the system, which stay the same in every language. */
export type Reason = string & { readonly isReason: true }

export const reasons = { ...fileReasons, ...fieldReasons, ...weightReasons, ...importReasons, ...jsonReasons } as const

type Known = keyof typeof reasons
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type Values<Key extends Known> = Record<NamesIn<(typeof reasons)[Key]['en']>, string | number>

const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_match, name: string) => String(values[name]))

/** The English words of a reason. */
export function reason<Key extends Known>(
  key: Key,
  ...[values]: [NamesIn<(typeof reasons)[Key]['en']>] extends [never] ? [] : [Values<Key>]
): Reason {
  return fill(reasons[key].en, values ?? {}) as Reason
}

const isKnown = (code: string): code is keyof typeof fileReasons => Object.hasOwn(fileReasons, code)

/** Why the system could not read or write a file, in English. */
export function reasonOf(error: unknown): Reason {
  const { code = '', message } = error as { code?: string; message: string }
  return (isKnown(code) ? reasons[code].en : message) as Reason
}

/** The sentence of every reason as a pattern of its values. The patterns with the most fixed words come first. */
const patterns = Object.values(reasons)
  .map(({ en, ko }) => ({
    literal: en.replace(/\{\w+\}/g, '').length,
    names: [...en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
    pattern: new RegExp(
      `^${en
        .split(/\{\w+\}/)
        .map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('([^]+)')}$`
    ),
    ko
  }))
  .sort((one, other) => other.literal - one.literal)

function inKorean(english: string): string | null {
  for (const { pattern, names, ko } of patterns) {
    const found = pattern.exec(english)
    if (!found) continue
    return fill(
      ko,
      Object.fromEntries(
        names.map((name, i) => [name, name === 'reason' ? reasonIn('ko', found[i + 1]) : found[i + 1]])
      )
    )
  }
  return null
}

/**
 * A reason in a language, also the reasons of several fields (`path: reason; path: reason`). Words that are not in the
 * table stay as they are.
 */
export function reasonIn(language: 'en' | 'ko', english: string): string {
  if (language === 'en') return english
  const words = english.replace(/\.$/, '')
  const whole = inKorean(words)
  if (whole !== null) return whole
  const parts = words.split('; ').map((part) => {
    const [, path = '', text = part] = /^([^:]+: )([^]+)$/.exec(part) ?? []
    const said = inKorean(text)
    return said === null ? null : path + said
  })
  return parts.every((part) => part !== null) ? parts.join('; ') : english
}
