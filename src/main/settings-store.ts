// Settings of the app as a whole: stored, applied (theme, language), and reported to listeners.

import { app, nativeTheme } from 'electron'
import { settingsSchema, type Settings } from '../shared/settings'
import { openStore } from './checked-store'
import { speak } from './words'

export interface SettingsStore {
  get(): Settings
  change(change: Partial<Settings>): Settings
  onChange(listener: (settings: Settings) => void): void
  setAside: string[]
}

export function openSettings(userData: string): SettingsStore {
  const store = openStore(userData, 'settings', settingsSchema)
  const listeners = [apply]
  apply(store.get())
  return {
    get: store.get,
    change(change) {
      store.set({ ...store.get(), ...change })
      for (const listener of listeners) listener(store.get())
      return store.get()
    },
    onChange: (listener) => void listeners.push(listener),
    setAside: store.setAside
  }
}

function apply({ theme, language }: Settings): void {
  nativeTheme.themeSource = theme
  speak(language === 'system' ? systemLanguage() : language)
}

const systemLanguage = (): 'en' | 'ko' => (app.getLocale().startsWith('ko') ? 'ko' : 'en')
