import { onScopeDispose } from 'vue'
import type { MenuCommand } from '../../shared/bridge'
import { exportFormats } from '../../shared/exports'
import { actionOf, keys } from '../model/keys'
import type { Studio } from '../studio'
import { tabsFor } from '../views/tabs'

/** Elements where Space has a meaning of its own. A tab is chosen by its focus, so Space is free there. */
const takesSpace = 'input, textarea, select, button:not([role=tab]), summary, dialog, [role=menu], [contenteditable]'

/** The commands of the menu, and the one key that is not in the menu. */
export function useCommands(studio: Studio): void {
  const { bridge, runs, controls, tab, dialog, panes, renaming, trashing } = studio
  const withRun = (action: (id: string) => void) => (): void => {
    if (runs.selectedId.value !== null) action(runs.selectedId.value)
  }
  const commands: Partial<Record<MenuCommand, () => void>> = {
    'new-experiment': studio.newExperiment,
    'import-model': () => void studio.imports.choose(),
    'duplicate-run': withRun((id) => void studio.duplicate(id)),
    'rename-run': withRun((id) => {
      renaming.value = id
    }),
    'trash-run': withRun(() => {
      trashing.value = runs.selected.value
    }),
    ...Object.fromEntries(
      exportFormats.map((format) => [`export-${format}`, withRun(() => void studio.exportFile(format))])
    ),
    'compare-runs': () => {
      const { marked, ids } = studio.comparison
      const chosen = marked.value.length > 0 ? marked.value : ids.value
      studio.compare(chosen.length > 0 || runs.selectedId.value === null ? chosen : [runs.selectedId.value])
    },
    'start-pause': controls.play,
    'single-step': () => {
      if (controls.canStep.value) controls.step()
    },
    stop: () => {
      if (controls.canStop.value) controls.stop()
    },
    help: () => {
      panes.help.open.value = !panes.help.open.value
    },
    about: () => {
      dialog.value = 'about'
    },
    settings: () => {
      dialog.value = 'settings'
    },
    laboratory: studio.toggleLaboratory
  }

  onScopeDispose(
    bridge.onMenu((command) => {
      if (!command.startsWith('view-')) return commands[command]?.()
      const shown = tabsFor(runs.selectedId.value === null ? 'draft' : 'run')
      const wanted = shown.find(({ key }) => `view-${key}` === command)
      if (wanted) tab.value = wanted.key
    })
  )

  function keyDown(event: KeyboardEvent): void {
    if (actionOf(keys.anywhere, event) !== 'play' || event.shiftKey || event.repeat || event.defaultPrevented) return
    if ((event.target as Element).closest?.(takesSpace)) return
    event.preventDefault()
    controls.play()
  }
  window.addEventListener('keydown', keyDown)
  onScopeDispose(() => window.removeEventListener('keydown', keyDown))
}
