import { useI18n } from 'vue-i18n'
import type { RunState } from '../../shared/run'

/** The state of a run in words. Another text says that it has diverged. */
export function useStateWords(): (state: RunState | 'damaged', diverged: boolean) => string {
  const { t } = useI18n()
  return (state, diverged) => (diverged ? `${t(`states.${state}`)} · ${t('states.diverged')}` : t(`states.${state}`))
}
