// The background of a symbol: how surprising it is, or what a hidden unit does there.

import { symbol as shownSymbol } from '../charts/labels'

/** The share of the colour at the end of the scale, in per cent: text stays legible on it. */
const strongest = 55
/** Bits at which a symbol has the strongest colour. */
export const mostBits = 10

const mixed = (colour: string, share: number): string =>
  `color-mix(in srgb, var(${colour}) ${Math.round(strongest * Math.min(1, Math.max(0, share)))}%, transparent)`

export const surpriseColour = (bits: number): string =>
  Number.isNaN(bits) ? 'transparent' : mixed('--negative', bits / mostBits)

/** h between −1 and 1. */
export const unitColour = (h: number): string => mixed(h < 0 ? '--negative' : '--accent', Math.abs(h))

/** A symbol as a page shows it: control characters have pictures. */
export const shownOnPage = (one: string): string => (one === '\n' ? '⏎' : one < ' ' ? shownSymbol(one) : one)
