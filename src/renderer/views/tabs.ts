// The views in the middle of the window, in the order of their tabs. A new view is one line here, a word under `tabs`
// in the locales, and its component. `model` means that the view looks into the model, and not only at stored data.

import { defineAsyncComponent, type Component } from 'vue'

const view = (load: () => Promise<{ default: Component }>): Component => defineAsyncComponent(load)

export const tabs = [
  { key: 'start', scope: 'draft', model: false, component: view(() => import('./StartView.vue')) },
  { key: 'data', scope: 'both', model: false, component: view(() => import('./DataView.vue')) },
  { key: 'train', scope: 'run', model: false, component: view(() => import('./TrainView.vue')) },
  { key: 'weights', scope: 'run', model: true, component: view(() => import('./WeightsView.vue')) },
  { key: 'through-time', scope: 'run', model: true, component: view(() => import('./ThroughTimeView.vue')) },
  { key: 'chapter', scope: 'both', model: true, component: view(() => import('./ChapterView.vue')) },
  { key: 'samples', scope: 'run', model: true, component: view(() => import('./SamplesView.vue')) },
  { key: 'export', scope: 'run', model: false, component: view(() => import('./ExportView.vue')) }
] as const

export type Tab = (typeof tabs)[number]
export type TabKey = Tab['key']

/** The views of an experiment that has not run yet, or of a run. */
export const tabsFor = (scope: 'draft' | 'run'): readonly Tab[] =>
  tabs.filter((tab) => tab.scope === 'both' || tab.scope === scope)

/** True for a view that needs a process with the model. */
export const looksIntoModel = (tab: TabKey): boolean => tabs.some(({ key, model }) => key === tab && model)
