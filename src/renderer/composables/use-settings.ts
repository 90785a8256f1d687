import { computed, onScopeDispose, shallowRef, watchEffect, type ComputedRef, type Ref } from 'vue'
import { settingsSchema, type Settings } from '../../shared/settings'
import { i18n, languageFor } from '../i18n'
import type { BridgeAccess } from './use-bridge'

export interface SettingsAccess {
  settings: Readonly<Ref<Settings>>
  unit: ComputedRef<Settings['unit']>
  /** The theme with `system` resolved, for components that paint again when it changes. */
  theme: ComputedRef<'light' | 'dark'>
  change(change: Partial<Settings>): Promise<void>
}

/** The settings of the app. Main stores them; theme and language change here at once. */
export function useSettings({ bridge, ask }: BridgeAccess): SettingsAccess {
  const settings = shallowRef<Settings>(settingsSchema.parse({}))
  const take = (value: Settings | undefined): void => {
    if (value) settings.value = value
  }

  const dark = matchMedia('(prefers-color-scheme: dark)')
  const systemIsDark = shallowRef(dark.matches)
  const systemChanged = (): void => {
    systemIsDark.value = dark.matches
  }
  dark.addEventListener('change', systemChanged)
  const unsubscribe = bridge.onSettingsChanged(take)
  onScopeDispose(() => {
    dark.removeEventListener('change', systemChanged)
    unsubscribe()
  })

  const theme = computed(() => {
    if (settings.value.theme !== 'system') return settings.value.theme
    return systemIsDark.value ? 'dark' : 'light'
  })
  // The document changes before other components paint, because charts read their colours from it.
  watchEffect(
    () => {
      document.documentElement.dataset.theme = theme.value
    },
    { flush: 'sync' }
  )
  watchEffect(
    () => {
      const language = languageFor(settings.value.language)
      i18n.global.locale.value = language
      document.documentElement.lang = language
    },
    { flush: 'sync' }
  )

  void ask(bridge.getSettings()).then(take)
  return {
    settings,
    theme,
    unit: computed(() => settings.value.unit),
    async change(change) {
      take(await ask(bridge.setSettings(change)))
    }
  }
}
