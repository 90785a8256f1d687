// The entries of the help, and the search. It finds an entry that contains each word, in either language.

import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { menu, menuWords, type MenuEntry } from '../../shared/menu'
import { pages, type PageKey } from '../laboratory/pages'
import { keys, shownKey, type KeyPlace } from '../model/keys'
import { sectionKeys, type SectionKey } from '../through-time/sections'
import { tabs, type TabKey } from '../views/tabs'
import { bookEquations, type BookEquation } from './equations'
import { glossary, type Term } from './glossary'

type Language = 'en' | 'ko'
const languages: readonly Language[] = ['en', 'ko']
const normal = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase()
    .replaceAll('–', '-')
    .replace(/\s*\+\s*/g, '+')

interface Entry {
  title: string
  words: string
  found: string
}
export interface ViewEntry extends Entry {
  opens: { tab: TabKey; section: SectionKey | null } | { page: PageKey }
}
interface KeyEntry {
  place: string
  rows: { what: string; shown: string[]; found: string }[]
}
interface EquationEntry extends Entry {
  equation: BookEquation
}
interface TermEntry {
  term: Term
  found: string
}

export interface Help {
  query: Ref<string>
  views: ComputedRef<ViewEntry[]>
  shortcuts: ComputedRef<KeyEntry[]>
  equations: ComputedRef<EquationEntry[]>
  terms: ComputedRef<TermEntry[]>
}

const isMac = /mac/i.test(navigator.platform)
const here = (entry: MenuEntry | 'separator'): entry is MenuEntry & { accelerator: string } =>
  entry !== 'separator' &&
  entry.accelerator !== undefined &&
  entry.only !== (isMac ? 'not-mac' : 'mac') &&
  entry.only !== 'developing'

export function useHelp(): Help {
  const { t, locale } = useI18n()
  const query = ref('')
  /** The texts in both languages, for the search. */
  const both = (...paths: string[]): string =>
    normal(languages.flatMap((language) => paths.map((path) => t(path, {}, { locale: language }))).join(' '))
  const wanted = computed(() => normal(query.value).split(/\s+/).filter(Boolean))
  const finds = ({ found }: { found: string }): boolean => wanted.value.every((word) => found.includes(word))

  const ofPages = computed(() =>
    pages.map(({ key }): ViewEntry => {
      const paths = ['laboratory.title', `laboratory.pages.${key}`, `laboratory.about.${key}`]
      const [laboratory, name, words] = paths.map((path) => t(path))
      return { opens: { page: key }, title: `${laboratory}: ${name}`, words, found: both(...paths) }
    })
  )
  const ofTabs = computed(() =>
    tabs.flatMap(({ key }): ViewEntry[] => {
      const view = {
        opens: { tab: key, section: null },
        title: t(`tabs.${key}`),
        words: t(`help.views.${key}`),
        found: both(`tabs.${key}`, `help.views.${key}`)
      }
      if (key !== 'through-time') return [view]
      return [
        view,
        ...sectionKeys.map((section) => ({
          opens: { tab: key, section },
          title: `${view.title}: ${t(`throughTime.sections.${section}`)}`,
          words: t(`help.parts.${section}`),
          found: both(`tabs.${key}`, `throughTime.sections.${section}`, `help.parts.${section}`)
        }))
      ]
    })
  )

  const shortcuts = computed((): KeyEntry[] => {
    const language = locale.value as Language
    const inMenu = menu.map(({ word, entries }): KeyEntry => ({
      place: menuWords[language][word],
      rows: entries.filter(here).map((entry) => {
        const shown = [shownKey(entry.accelerator)]
        const names = languages.map((one) => `${menuWords[one][word]} ${menuWords[one][entry.word]}`)
        return {
          what: menuWords[language][entry.word].replace('…', ''),
          shown,
          found: normal([...names, ...shown].join(' '))
        }
      })
    }))
    const inViews = (Object.keys(keys) as KeyPlace[]).map((place): KeyEntry => ({
      place: t(`help.keys.${place}.label`),
      rows: Object.entries<readonly string[]>(keys[place]).map(([action, pressed]) => {
        const shown = pressed.map(shownKey)
        const path = `help.keys.${place}.${action}`
        return { what: t(path), shown, found: `${both(path, `help.keys.${place}.label`)} ${normal(shown.join(' '))}` }
      })
    }))
    return [...inMenu, ...inViews]
  })

  const equations = computed(() =>
    bookEquations.map((equation): EquationEntry => {
      const path = `help.equations.e${equation.number}`
      return {
        equation,
        title: `10.${equation.number}`,
        words: t(path),
        found: `(10.${equation.number}) ${both(path)}`
      }
    })
  )
  const terms = glossary.map((term): TermEntry => ({
    term,
    found: normal([term.en, term.ko, term.book, term.pytorch, term.keras, term.meaning.en, term.meaning.ko].join(' '))
  }))

  return {
    query,
    views: computed(() => [...ofTabs.value, ...ofPages.value].filter(finds)),
    shortcuts: computed(() =>
      shortcuts.value
        .map(({ place, rows }) => ({ place, rows: rows.filter(finds) }))
        .filter(({ rows }) => rows.length > 0)
    ),
    equations: computed(() => equations.value.filter(finds)),
    terms: computed(() => terms.filter(finds))
  }
}
