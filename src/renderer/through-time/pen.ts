// The colours and typefaces for the parts of the graph. They are attributes and not classes, so that a saved picture
// keeps them.

import { colourTable } from '../charts/colours'
import type { Theme } from '../charts/theme'

export interface Pen {
  table: Uint32Array
  text: string
  muted: string
  line: string
  background: string
  /** The colour of gradients, cuts, and the chosen number. */
  gradient: string
  cut: string
  chosen: string
  textFont: string
  mathFont: string
}

export const penOf = (theme: Theme): Pen => ({
  table: colourTable(theme.dark),
  text: theme.text,
  muted: theme.muted,
  line: theme.dark ? '#5a5c68' : '#b4b4bf',
  background: theme.background,
  gradient: theme.series[3],
  cut: theme.warning,
  chosen: theme.series[0],
  textFont: theme.textFont,
  mathFont: theme.mathFont
})
