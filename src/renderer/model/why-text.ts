import { i18n } from '../i18n'
import { reasonIn } from '../../shared/reasons'
import type { Why } from '../../shared/messages'

/** What went wrong, in the language of the window where it has words for it (`errors.<code>`), else in English. */
export function whyText({ message, code, values, because }: Why): string {
  const { t, te } = i18n.global
  if (code === undefined || !te(`errors.${code}`)) return forWindow(message)
  return t(`errors.${code}`, { ...inWords(values ?? {}), ...(because && { reason: whyText(because) }) })
}

/** A remark about a table, or the reason for the role of a column, in the language of the window. */
export function remarkText(kind: 'warnings' | 'reasons', { message, code, values }: Why): string {
  const { t, te } = i18n.global
  const key = `remarks.${kind}.${code}`
  if (!te(key)) return forWindow(message)
  const why = `remarks.reasons.${values?.why}`
  const said = t(key, { ...values, ...(te(why) && { reason: t(why, values ?? {}) }) })
  // Of several files the remark is about one.
  return values?.file === undefined ? said : `${values.file}: ${said}`
}

/** Without the words of an experiment's JSON, which stand in brackets for the terminal: the window shows their fields. */
const forWindow = (message: string): string => message.replace(/ \((data|model|learning)\.[^)]*\)/g, '')

/** Why a file cannot be read or written. */
export const reasonText = (english: string): string => reasonIn(i18n.global.locale.value, english)

/** Values that have words of their own, and the place of these words. */
const choices: Record<string, string> = {
  wanted: 'fields.model.readout.options',
  readout: 'fields.model.readout.options',
  task: 'fields.data.task.task.options',
  state: 'states'
}

function inWords(values: NonNullable<Why['values']>): NonNullable<Why['values']> {
  const { t, te } = i18n.global
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const word = `${choices[name]}.${value}`
      return [name, name === 'reason' ? reasonText(String(value)) : te(word) ? t(word) : value]
    })
  )
}

/** True where another program trains the run. */
export const isHeldByAnother = ({ code }: Why): boolean => code === 'run-held' || canBeTakenOver({ code })
/** True where the app cannot see whether that program still runs. */
export const canBeTakenOver = ({ code }: Pick<Why, 'code'>): boolean =>
  code === 'run-held-elsewhere' || code === 'run-taken'
