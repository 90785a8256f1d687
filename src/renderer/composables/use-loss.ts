import { computed, type ComputedRef } from 'vue'
import type { Curves } from '../../shared/curve-log'
import { useStudio } from '../studio'

export interface Loss {
  /** The mean training loss of the last steps, in nats or squared error. The loss of a single batch says little. */
  latest: ComputedRef<number | null>
  /** A loss in the unit that the person has chosen. */
  inUnit(loss: number): number
  /** The key of the name of the unit under `train`. */
  unit: ComputedRef<'nats' | 'bits' | 'squared'>
}

const meanOver = 100

/** Mean training loss of the last 100 steps; null where there are none. */
export function meanOfLast({ meanLoss, ordinal }: Curves, count: number): number | null {
  let from = count
  while (from > 0 && ordinal[count - 1] - ordinal[from - 1] < meanOver) from--
  const last = meanLoss.subarray(from, count)
  return last.length === 0 ? null : last.reduce((sum, loss) => sum + loss, 0) / last.length
}

export function useLoss(): Loss {
  const { trainer, settings, categorical } = useStudio()
  const { points, count } = trainer.history
  const unit = computed(() => (categorical.value ? settings.unit.value : 'squared'))
  return {
    unit,
    latest: computed(() => meanOfLast(points.value, count.value)),
    inUnit: (loss) => (unit.value === 'bits' ? loss / Math.LN2 : loss)
  }
}
