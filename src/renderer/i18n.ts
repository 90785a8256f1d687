import { createI18n } from 'vue-i18n'
import en from './locales/en'
import ko from './locales/ko'

export type Language = 'en' | 'ko'

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en, ko } })

/** The language for a setting; `system` follows the language of the machine. */
export function languageFor(setting: 'system' | Language): Language {
  if (setting !== 'system') return setting
  return navigator.language.startsWith('ko') ? 'ko' : 'en'
}
