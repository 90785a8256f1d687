// The papers for pictures.

import { themeNamed, type Theme } from '../charts/theme'

/** The colours of each paper, and whether the ground below the picture shows through. */
export const papers = {
  light: { theme: 'light', clear: false },
  dark: { theme: 'dark', clear: false },
  clear: { theme: 'light', clear: true },
  'clear-dark': { theme: 'dark', clear: true }
} as const
export type Paper = keyof typeof papers

export function themeOn(paper: Paper): Theme {
  const { theme, clear } = papers[paper]
  return clear ? { ...themeNamed(theme), background: 'none' } : themeNamed(theme)
}
