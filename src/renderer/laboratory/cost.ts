// Turns a measurement into lines, slopes and sentences.

import { causesOf, costMethods, curveOf, growthOf, type Cost, type CostMethod, type Power } from '../../shared/cost'
import type { Format } from '../charts/format'
import type { Line } from '../flow/plot'

interface Which {
  batch: number
  threads: number
}
type Growths = Record<CostMethod, Power | null>

/** How time and memory of each method grow with τ. */
export function growths(cost: Cost, which: Which): Record<'milliseconds' | 'bytes', Growths> {
  const all = (of: 'milliseconds' | 'bytes'): Growths =>
    Object.fromEntries(
      costMethods.map(({ key: method }) => [method, growthOf(cost, { method, ...which }, of)])
    ) as Growths
  return { milliseconds: all('milliseconds'), bytes: all('bytes') }
}

export function linesOf(
  cost: Cost,
  which: Which,
  of: 'milliseconds' | 'bytes',
  label: (method: CostMethod) => string
): Line[] {
  return costMethods.map(({ key: method }, colour) => {
    const curve = curveOf(cost, { method, ...which })
    return { label: label(method), x: curve.map(({ tau }) => tau), y: curve.map((point) => point[of]), colour }
  })
}

/** Sentences that say what the slopes mean on this machine; one is left out where its numbers were not measured. */
export function sentencesOf(
  cost: Cost,
  which: Which,
  t: (key: string, values: Record<string, string>) => string,
  format: Format
): string[] {
  const number = (value: number): string => format.digits(value, 2)
  const { milliseconds: time, bytes: memory } = growths(cost, which)
  const tenfold = (power: Power): string => number(10 ** power.slope)
  const sentences: string[] = []
  if (time.bptt && memory.bptt && time.checkpoints && memory.checkpoints && memory.truncated)
    sentences.push(
      t('cost.sentences.growth', {
        time: tenfold(time.bptt),
        memory: tenfold(memory.bptt),
        checkpoints: tenfold(memory.checkpoints),
        slower: number(meanRatio(cost, which)),
        truncated: tenfold(memory.truncated)
      })
    )
  const causes = causesOf(cost)
  if (causes && causes.threads > 1)
    sentences.push(
      t('cost.sentences.parallel', {
        threads: format.count(causes.threads),
        steps: format.count(2 * causes.tau),
        bptt: number(causes.overTime.bptt),
        forced: number(causes.overTime.forced),
        bpttBatch: number(causes.overBatch.bptt),
        forcedBatch: number(causes.overBatch.forced)
      })
    )
  return sentences
}

/** How many times slower checkpoints are: the geometric mean over the lengths. */
function meanRatio(cost: Cost, which: Which): number {
  const kept = curveOf(cost, { method: 'bptt', ...which })
  const ratios = curveOf(cost, { method: 'checkpoints', ...which }).flatMap(({ tau, milliseconds }) => {
    const other = kept.find((point) => point.tau === tau)
    return other ? [Math.log(milliseconds / other.milliseconds)] : []
  })
  return Math.exp(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length)
}
