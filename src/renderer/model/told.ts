import { i18n } from '../i18n'
import type { Why } from '../../shared/messages'

/** What went wrong, in the language of the window where that has words for it (`errors.<code>`). English stands in the message. */
export function told({ message, code, values }: Why): string {
  const { t, te } = i18n.global
  return code !== undefined && te(`errors.${code}`) ? t(`errors.${code}`, values ?? {}) : message
}

/** Another program trains the run. */
export const isHeld = ({ code }: Why): boolean => code === 'run-held' || canBeTakenOver({ code })
/** Whether that program still runs cannot be seen from here. */
export const canBeTakenOver = ({ code }: Pick<Why, 'code'>): boolean => code === 'run-held-elsewhere' || code === 'run-taken'
