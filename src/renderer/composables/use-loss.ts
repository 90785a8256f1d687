import { computed, type ComputedRef } from 'vue'
import { useStudio } from '../studio'

export interface Loss {
  /** The mean training loss of the last steps, in nats or squared error. The loss of a single batch says little. */
  latest: ComputedRef<number | null>
  /** The same in the unit that the person has chosen. */
  inUnit(loss: number): number
  /** The key of the name of the unit under `train`. */
  unit: ComputedRef<'nats' | 'bits' | 'squared'>
}

const meanOver = 100

export function useLoss(): Loss {
  const { trainer, settings, categorical } = useStudio()
  const { points, count } = trainer.history
  const unit = computed(() => (categorical.value ? settings.unit.value : 'squared'))
  return {
    unit,
    latest: computed(() => {
      const { meanLoss, ordinal } = points.value
      let from = count.value
      while (from > 0 && ordinal[count.value - 1] - ordinal[from - 1] < meanOver) from--
      const last = meanLoss.subarray(from, count.value)
      return last.length === 0 ? null : last.reduce((sum, loss) => sum + loss, 0) / last.length
    }),
    inUnit: (loss) => (unit.value === 'bits' ? loss / Math.LN2 : loss)
  }
}
