import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Field } from '../model/fields'
import { useAppFormat } from './use-format'

/** Choices whose spelling cannot be a key of the locales. */
const spelled: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  'hidden+output': 'hidden-output'
}

export interface FieldWords {
  label: ComputedRef<string>
  /** The explanation, the range and the default. */
  help: ComputedRef<string>
  unit: ComputedRef<string>
  /** The meaning of an empty field. */
  none: ComputedRef<string>
  choice(value: string): string
}

export function useFieldWords(field: () => Field): FieldWords {
  const { t, te } = useI18n()
  const format = useAppFormat()
  const key = (part: string): string => `fields.${field().id}.${part}`
  const optional = (part: string): string => (te(key(part)) ? t(key(part)) : '')
  const choice = (value: string): string => t(key(`options.${spelled[value] ?? value}`))

  const range = computed(() => {
    const { minimum, maximum, exclusiveMinimum } = field().schema
    if (minimum === null || maximum === null) return ''
    const values = { minimum: format.value.tick(minimum), maximum: format.value.tick(maximum) }
    return t(exclusiveMinimum ? 'form.above' : 'form.range', values)
  })
  const standard = computed(() => {
    const {
      schema: { type, default: value }
    } = field()
    if (type === 'array' || value === '' || (type === 'string' && value === null)) return ''
    const shown =
      value === null
        ? optional('none') || t('form.none')
        : type === 'boolean'
          ? t(value ? 'form.on' : 'form.off')
          : type === 'choice'
            ? choice(String(value))
            : format.value.tick(Number(value))
    return t('form.standard', { value: shown })
  })

  return {
    label: computed(() => t(key('label'))),
    help: computed(() => {
      const facts = [range.value, standard.value].filter((fact) => fact !== '').join(', ')
      return facts === '' ? t(key('help')) : `${t(key('help'))} (${facts})`
    }),
    unit: computed(() => optional('unit')),
    none: computed(() => optional('none')),
    choice
  }
}
