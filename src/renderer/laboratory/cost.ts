// Turns a measurement into lines, slopes and sentences.

import {
  causesOf,
  checkpointRatio,
  costMethods,
  curveOf,
  fittedFrom,
  growthOf,
  hiddenGrowth,
  misfits,
  verdictOf,
  wasBusy,
  type Cost,
  type CostMethod,
  type CostPoint,
  type Power,
  type Ratio
} from '../../shared/cost'
import type { Format } from '../charts/format'
import { runDash } from '../charts/run-style'
import type { Line } from '../flow/plot'

interface Which {
  batch: number
  threads: number
}
type Of = 'milliseconds' | 'bytes'
type Growths = Record<CostMethod, Power | null>
type Words = (key: string, values: Record<string, string>) => string

/** How time and memory of each method grow with τ. */
export function growths(cost: Cost, which: Which): Record<Of, Growths> {
  const all = (of: Of): Growths =>
    Object.fromEntries(
      costMethods.map(({ key: method }) => [method, growthOf(cost, { method, ...which }, of)])
    ) as Growths
  return { milliseconds: all('milliseconds'), bytes: all('bytes') }
}

/** The measured lines, and a faint straight line for each fit. */
export function linesOf(cost: Cost, which: Which, of: Of, label: (method: CostMethod) => string): Line[] {
  const grown = growths(cost, which)[of]
  return costMethods.flatMap(({ key: method }, colour): Line[] => {
    const curve = curveOf(cost, { method, ...which })
    const measured = { x: curve.map(({ tau }) => tau), y: curve.map((point) => point[of]) }
    const power = grown[method]
    const x = measured.x.filter((tau) => tau >= fittedFrom)
    const fit = power && { x, y: x.map((tau) => power.factor * tau ** power.slope) }
    return [
      { label: label(method), ...measured, colour, dash: runDash(colour) },
      ...(fit ? [{ label: label(method), ...fit, colour, faint: true, aside: true }] : [])
    ]
  })
}

/** "1.80 times (1.75 to 1.86)", in the words of the window; without a spread where it is not known or not visible. */
export function timesText({ value, low, high }: Ratio, t: Words, format: Format): string {
  const [times, least, most] = [value, low, high].map((number) => format.digits(number, 2))
  const visible = low > 0 && Number.isFinite(high) && least !== most
  return visible ? t('cost.timesWithin', { times, low: least, high: most }) : t('cost.times', { times })
}

/** Whether more threads are faster or slower, and how many times. */
export const gainText = (ratio: Ratio, t: Words, format: Format): string =>
  t(`cost.gain.${verdictOf(ratio)}`, { times: timesText(ratio, t, format) })

/** The growth over a sequence ten times as long, within two standard errors. */
const tenfold = ({ slope, error }: Power): Ratio => ({
  value: 10 ** slope,
  low: 10 ** (slope - 2 * error),
  high: 10 ** (slope + 2 * error)
})

/** Sentences that say what the numbers mean on this machine; one is left out where its numbers were not measured. */
export function sentencesOf(cost: Cost, which: Which, t: Words, format: Format): string[] {
  const times = (ratio: Ratio): string => timesText(ratio, t, format)
  const gain = (ratio: Ratio): string => gainText(ratio, t, format)
  const { milliseconds: time, bytes: memory } = growths(cost, which)
  const sentences: string[] = []
  if (time.bptt && memory.bptt && memory.checkpoints && memory.truncated)
    sentences.push(
      t('cost.sentences.growth', {
        time: times(tenfold(time.bptt)),
        memory: times(tenfold(memory.bptt)),
        checkpoints: times(tenfold(memory.checkpoints)),
        truncated: times(tenfold(memory.truncated))
      })
    )
  const ratio = checkpointRatio(cost, which)
  if (ratio) sentences.push(t(`cost.sentences.checkpoints.${verdictOf(ratio)}`, { times: times(ratio) }))
  const causes = causesOf(cost)
  if (causes && causes.threads > 1)
    sentences.push(
      t('cost.sentences.parallel', {
        threads: format.count(causes.threads),
        steps: format.count(2 * causes.tau),
        bptt: gain(causes.overTime.bptt),
        forced: gain(causes.overTime.forced),
        bpttBatch: gain(causes.overBatch.bptt),
        forcedBatch: gain(causes.overBatch.forced)
      })
    )
  const hidden = hiddenGrowth(which)
  if (hidden)
    sentences.push(t('cost.sentences.segments', { least: format.count(hidden.least), from: format.count(hidden.from) }))
  return sentences
}

/** What disturbed the measurement; empty where nothing did. */
export function warningsOf(cost: Cost, t: Words, format: Format): string[] {
  const name = ({ method, batch, threads, tau }: CostPoint): string =>
    t('cost.doing', {
      method: t(`cost.methods.${method}`, {}),
      tau: format.count(tau),
      batch: String(batch),
      threads: String(threads)
    })
  const still = misfits(cost)
  return [
    ...(wasBusy(cost) ? [t('cost.warnings.busy', { share: format.percent(cost.others!) })] : []),
    ...(cost.rests > 0 ? [t('cost.warnings.rests', { count: format.count(cost.rests) })] : []),
    ...(still.length > 0
      ? [
          t('cost.warnings.misfits', {
            count: format.count(still.length),
            all: format.count(cost.points.length),
            first: still.slice(0, 3).map(name).join('; ')
          })
        ]
      : [])
  ]
}
