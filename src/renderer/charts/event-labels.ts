// Words for the events of a run and for the baselines of a task.

import { useI18n } from 'vue-i18n'
import type { Baseline, RunEvent } from '../../shared/run'
import { changeText, type FieldChange } from '../../shared/experiment-changes'
import { useFormat } from './format'

export interface EventLabels {
  labelOfEvent(event: RunEvent): string
  /** The step at which the event itself happened. */
  placeOfEvent(event: RunEvent): string
  labelOfBaseline(baseline: Baseline): string
}

/** The beginning of a sample can be long. */
const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

export function useEventLabels(): EventLabels {
  const { t, te } = useI18n()
  const format = useFormat()
  const fieldText = ({ field, from, to }: FieldChange): string => {
    const label = `fields.${field}.label`
    return shortened(changeText({ field: te(label) ? t(label) : field, from, to }))
  }
  const number = (value: number | null): string => (value === null ? t('charts.mark.off') : format.value.tick(value))
  return {
    labelOfEvent(event) {
      if (event.type === 'mark') {
        const changes = event.fields?.map(fieldText).join(', ')
        return t(`charts.mark.${event.change}`, {
          from: number(event.from),
          to: number(event.to),
          changes,
          ...event.engines,
          ...event.origin
        })
      }
      if (event.type === 'failure') return t(`charts.failure.${event.reason}`, { tensor: event.tensor ?? '' })
      return ''
    },
    placeOfEvent: ({ step }) => t('charts.step', { step: format.value.count(step) }),
    labelOfBaseline({ key, kind, values }) {
      const path = `charts.baseline.${key}`
      // Data can have baselines without a translation. Their key still says more than an empty label.
      return te(path) ? t(path, values) : t(`charts.baselineKind.${kind}`, { key })
    }
  }
}
