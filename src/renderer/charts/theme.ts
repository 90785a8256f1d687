// The colours and typefaces of the theme as strings, for canvases and saved pictures. They are read again when the
// theme changes.

import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

export interface Theme {
  dark: boolean
  text: string
  muted: string
  background: string
  grid: string
  positive: string
  negative: string
  warning: string
  series: string[]
  /** Families of typefaces (styles/tokens.css): of all texts, and of the book's letters. */
  textFont: string
  mathFont: string
}

function read(root: HTMLElement): Theme {
  const style = getComputedStyle(root)
  const colour = (name: string): string => style.getPropertyValue(name).trim() || '#808080'
  const family = (name: string): string => style.getPropertyValue(name).trim() || 'sans-serif'
  return {
    dark: root.dataset['theme'] === 'dark',
    text: colour('--text'),
    muted: colour('--text-muted'),
    background: colour('--bg'),
    grid: colour('--grid'),
    positive: colour('--positive'),
    negative: colour('--negative'),
    warning: colour('--warning'),
    series: [1, 2, 3, 4, 5, 6].map((i) => colour(`--series-${i}`)),
    textFont: family('--font-ui'),
    mathFont: family('--font-math')
  }
}

/** A theme by its name; the window can have another. */
export function themeNamed(name: 'light' | 'dark'): Theme {
  const probe = document.createElement('i')
  probe.dataset['theme'] = name
  document.body.append(probe)
  const theme = read(probe)
  probe.remove()
  return theme
}

export function useTheme(): Readonly<ShallowRef<Theme>> {
  const now = (): Theme => read(document.documentElement)
  const theme = shallowRef(now())
  const observer = new MutationObserver(() => {
    theme.value = now()
  })
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  onScopeDispose(() => observer.disconnect())
  return theme
}

/** The colour with `percent` of its opacity. */
export const faded = (colour: string, percent: number): string =>
  `color-mix(in srgb, ${colour} ${percent}%, transparent)`
