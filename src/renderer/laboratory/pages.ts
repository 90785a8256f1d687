// The pages of the laboratory, in the order of its bar: experiments about the methods instead of about one run. The
// words of a page are `laboratory.pages.KEY` and `laboratory.about.KEY` in both locales; the help lists it by them.

import { defineAsyncComponent, type Component } from 'vue'

const view = (load: () => Promise<{ default: Component }>): Component => defineAsyncComponent(load)

export const pages = [
  { key: 'compare', component: view(() => import('./ComparePage.vue')) },
  { key: 'recurrences', component: view(() => import('./RecurrencesPage.vue')) },
  { key: 'cost', component: view(() => import('./CostPage.vue')) },
  { key: 'scorecard', component: view(() => import('./ScorecardPage.vue')) }
] as const

export type PageKey = (typeof pages)[number]['key']
