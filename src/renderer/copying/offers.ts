// What can be copied at the place of the pointer: a table of kinds. A component adds what only it knows by the
// directive v-offers.

import type { Directive } from 'vue'
import { plainNumber, tables, tsvOf } from './tsv'
import { plainTex } from './tex'

/** `key` is the name in charts.copy of the locales. */
export interface Offer {
  key: string
  text(): string
}

const own = new WeakMap<Element, () => readonly Offer[]>()

/** `v-offers="() => […]"` is called when a person points at the element. */
export const vOffers: Directive<Element, () => readonly Offer[]> = {
  beforeMount(element, { value }) {
    own.set(element, value)
  },
  updated(element, { value }) {
    own.set(element, value)
  }
}

const texOf = (element: Element): string =>
  element.querySelector('annotation[encoding="application/x-tex"]')?.textContent ?? ''

interface Kind {
  of: string
  offers(element: HTMLElement): readonly Offer[]
}

/** From the smallest thing to the largest. */
const kinds: readonly Kind[] = [
  {
    of: '.katex',
    offers: (element) => [
      { key: 'latex', text: () => texOf(element).replace(/^\\displaystyle /, '') },
      { key: 'equation', text: () => plainTex(texOf(element)) }
    ]
  },
  {
    of: 'td, dd, output, .number, .value',
    offers: (element) => [{ key: 'value', text: () => plainNumber(element.textContent!.trim().replace(/^= /, '')) }]
  },
  { of: tables, offers: (element) => [{ key: 'table', text: () => tsvOf(element) }] },
  { of: 'pre', offers: (element) => [{ key: 'text', text: () => element.textContent ?? '' }] }
]

const ancestors = function* (element: Element | null): Generator<Element> {
  for (let at = element; at; at = at.parentElement) yield at
}

/** What can be copied at an element: first the selection, then the element, then what is around it. */
export function offersAt(target: Element, selected: string): Offer[] {
  const found: Offer[] = selected === '' ? [] : [{ key: 'selection', text: () => selected }]
  for (const element of ancestors(target)) {
    for (const offer of own.get(element)?.() ?? []) found.push(offer)
    // Typeset mathematics has no plain words, so no text is offered for what is around it.
    const typeset = element.querySelector('.katex') !== null
    for (const { of, offers } of kinds)
      if (element.matches(of) && !typeset) found.push(...offers(element as HTMLElement))
  }
  return found.filter(({ key }, i) => found.findIndex((other) => other.key === key) === i)
}
