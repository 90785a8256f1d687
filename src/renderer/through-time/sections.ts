// The sections of the view. The graph has a place of its own; the panels have a common form.

import { defineAsyncComponent, type Component } from 'vue'

const panel = (load: () => Promise<{ default: Component }>): Component => defineAsyncComponent(load)

export const panels = {
  flow: panel(() => import('../flow/FlowPanel.vue')),
  influence: panel(() => import('../flow/InfluencePanel.vue')),
  spectrum: panel(() => import('../flow/SpectrumPanel.vue')),
  check: panel(() => import('../flow/CheckPanel.vue')),
  truncation: panel(() => import('../flow/TruncationPanel.vue'))
}
type PanelKey = keyof typeof panels
/** These sections follow training. The others are about the sequence that the graph shows. */
export const followers: readonly PanelKey[] = ['flow', 'spectrum']
export type SectionKey = 'graph' | PanelKey
export const sectionKeys: readonly SectionKey[] = ['graph', ...(Object.keys(panels) as PanelKey[])]
