// The result of the trials of each kernel set in words, for the About box and the status bar.

import { useI18n } from 'vue-i18n'
import type { Machine } from '../../shared/machine'
import { useAppFormat } from './use-format'

export interface KernelLine {
  set: string
  /** The time of one small training step; empty where none was made. */
  time: string
  /** Says that the set is in use, or why it is not. */
  verdict: string
}

/** The set in use comes first. */
export function useKernelLines(): (machine: Machine) => KernelLine[] {
  const { t } = useI18n()
  const format = useAppFormat()
  return ({ kernels }) =>
    kernels.map(({ set, milliseconds, reason }, i) => ({
      set,
      time: milliseconds === null ? '' : t('machine.step', { time: format.value.seconds(milliseconds / 1000) }),
      verdict:
        reason === null
          ? t(i === 0 ? 'machine.taken' : 'machine.works')
          : t(`machine.${reason.code}`, { detail: reason.detail })
    }))
}
