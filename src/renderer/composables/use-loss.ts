import { computed, type ComputedRef } from 'vue'
import { useStudio } from '../studio'

export interface Loss {
  /** Mean training loss of the last steps, in nats or squared error: a single batch says little. */
  latest: ComputedRef<number | null>
  /** In the unit that the person has chosen. */
  inUnit(loss: number): number
  /** Key of the unit's name under `train`. */
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
      const last = points.value.loss.subarray(Math.max(0, count.value - meanOver), count.value)
      return last.length === 0 ? null : last.reduce((sum, loss) => sum + loss, 0) / last.length
    }),
    inUnit: (loss) => (unit.value === 'bits' ? loss / Math.LN2 : loss)
  }
}
