// The views in the middle of the window, in the order of their tabs. A new view is one line here, a word under
// `tabs` in the locales, and its component.

import { defineAsyncComponent, type Component } from 'vue'

const view = (load: () => Promise<{ default: Component }>): Component => defineAsyncComponent(load)

const tabs = [
  { key: 'start', scope: 'draft', component: view(() => import('./StartView.vue')) },
  { key: 'data', scope: 'both', component: view(() => import('./DataView.vue')) },
  { key: 'train', scope: 'run', component: view(() => import('./TrainView.vue')) },
  { key: 'weights', scope: 'run', component: view(() => import('./WeightsView.vue')) },
  { key: 'through-time', scope: 'run', component: view(() => import('./ThroughTimeView.vue')) },
  { key: 'samples', scope: 'run', component: view(() => import('./SamplesView.vue')) },
  { key: 'export', scope: 'run', component: view(() => import('./ExportView.vue')) }
] as const

export type Tab = (typeof tabs)[number]
export type TabKey = Tab['key']

/** Views of an experiment that has not run yet, or of a run. */
export const tabsFor = (scope: 'draft' | 'run'): readonly Tab[] =>
  tabs.filter((tab) => tab.scope === 'both' || tab.scope === scope)
