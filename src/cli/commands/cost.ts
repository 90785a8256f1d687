// unroll cost: measures on this machine how the cost of each method grows with the length of the sequence.

import {
  causesOf,
  costBatches,
  costCsv,
  costMethods,
  curveOf,
  fittedFrom,
  growthOf,
  hiddenGrowth,
  misfits,
  threadsIn,
  verdictOf,
  wasBusy,
  windowSteps,
  type Cost,
  type CostBatch,
  type CostPoint,
  type Power,
  type Ratio
} from '../../shared/cost'
import { measureCost, usualLengths } from '../../trainer/laboratory/cost'
import { drive } from '../drive'
import { ProgressLine } from '../progress-line'
import { interruptions, type ExitCode, type Terminal } from '../terminal'

interface Options {
  json?: boolean | undefined
  csv?: boolean | undefined
  /** The largest length that is measured. */
  longest: number
}

export async function cost({ json, csv, longest }: Options, terminal: Terminal): Promise<ExitCode> {
  const { version, resources } = terminal
  const machine = await terminal.machine()
  const line = new ProgressLine(terminal)
  const lengths = usualLengths.filter((tau) => tau <= longest)
  const work = measureCost({ kernels: 'auto', threads: null, resources, machine, version, lengths })
  const driven = await drive(
    work,
    ({ done, at }) =>
      line.update(
        () => `${Math.floor(100 * done)} %   ${at.method}, τ ${at.tau}, batch ${at.batch}, threads ${at.threads}`
      ),
    terminal
  )
  if (driven.ended !== null) return interruptions[driven.ended]
  const { result } = driven
  line.print('Measured.')
  terminal.out(json ? `${JSON.stringify(result, null, 2)}\n` : csv ? costCsv(result) : describe(result))
  return 0
}

function describe(cost: Cost): string {
  const tables = costBatches.flatMap((batch) => threadsIn(cost).map((threads) => tableOf(cost, batch, threads)))
  const left = cost.leftOut.map(
    ({ tau, why }) => `Not everything was measured at τ = ${tau}: there was not enough ${why}.\n`
  )
  return [
    `Unroll ${cost.version}, ${cost.kernels}, ${cost.runtime}, ${cost.processor}\n`,
    `${cost.hidden} hidden units, ${cost.symbols} symbols; truncated: windows of ${windowSteps} steps, ` +
      `state carried on. Slopes are fitted from τ = ${fittedFrom} on.\n`,
    describeTrouble(cost),
    ...tables,
    ...left,
    describeCauses(cost)
  ].join('\n')
}

const pointName = ({ method, batch, threads, tau }: CostPoint): string =>
  `${method} τ ${tau} (batch ${batch}, threads ${threads})`

/** The names of the first points, and the number of the others. */
const listed = (points: readonly CostPoint[]): string =>
  points.slice(0, 5).map(pointName).join(', ') + (points.length > 5 ? ` and ${points.length - 5} others` : '')

/** What disturbed the measurement, and what was measured again; empty where nothing did. */
function describeTrouble(cost: Cost): string {
  const { others, rests, points } = cost
  const again = points.filter(({ visits }) => visits > 1)
  const still = misfits(cost)
  return [
    ...(wasBusy(cost)
      ? [
          `The machine was busy: other programs used ${Math.round(100 * others!)} % of the processor. Do not rely on it.`
        ]
      : []),
    ...(rests > 0 ? [`The measurement was interrupted ${rests} times.`] : []),
    ...(again.length > 0 ? [`Measured again, because they did not fit: ${listed(again)}.`] : []),
    ...(still.length > 0 ? [`These still do not fit: ${listed(still)}.`] : [])
  ]
    .map((line) => `${line}\n`)
    .join('')
}

const columns = costMethods.map(({ key }) => key)
const cell = (text: string): string => text.padStart(18)
const slope = (power: Power | null): string => (power ? `${power.slope.toFixed(2)} ± ${power.error.toFixed(2)}` : '–')

/** Milliseconds and kibibytes: a line for each length, and the slope of the growth with the length. */
function tableOf(cost: Cost, batch: CostBatch, threads: number): string {
  const curves = columns.map((method) => curveOf(cost, { method, batch, threads }))
  const lengths = [...new Set(curves.flat().map(({ tau }) => tau))]
  const rows = (title: string, of: 'milliseconds' | 'bytes', shown: (value: number) => string): string[] => [
    `${title.padEnd(8)}${columns.map(cell).join('')}`,
    ...lengths.map((tau) => {
      const values = curves.map((curve) => curve.find((point) => point.tau === tau))
      return String(tau).padEnd(8) + values.map((point) => cell(point ? shown(point[of]) : '–')).join('')
    }),
    'slope'.padEnd(8) + columns.map((method) => cell(slope(growthOf(cost, { method, batch, threads }, of)))).join('')
  ]
  const hidden = hiddenGrowth({ batch, threads })
  return [
    `batch ${batch}, ${threads === 1 ? '1 thread' : `${threads} threads`}`,
    ...rows('τ, ms', 'milliseconds', (value) => value.toPrecision(3)),
    ...rows('τ, KiB', 'bytes', (value) => (value / 1024).toFixed(0)),
    `steps that wait for each other`,
    ''.padEnd(8) + costMethods.map(({ serial }) => cell(serial)).join(''),
    'steps whose states are kept, on paper',
    ''.padEnd(8) + costMethods.map(({ kept }) => cell(kept)).join(''),
    ...(hidden
      ? [
          `  Segments have at least ${hidden.least} steps here, so √τ shows only from τ = ${hidden.from} on. Outputs and`,
          '  gradients of one segment are kept beside the states; this part of the memory of BPTT does not grow.'
        ]
      : []),
    ''
  ].join('\n')
}

function describeCauses(cost: Cost): string {
  const causes = causesOf(cost)
  if (!causes) return ''
  const { tau, threads, products, overBatch, overTime } = causes
  const number = (value: number): string => value.toFixed(2)
  const times = ({ value, low, high }: Ratio): string =>
    `${number(value)} times` + (Number.isFinite(high) ? ` (${number(low)} to ${number(high)})` : '')
  const gain = (ratio: Ratio): string =>
    ({
      above: `${times(ratio)} as fast`,
      below: `slower, ${times(ratio)} as fast`,
      unclear: `neither clearly faster nor slower, ${times(ratio)} as fast`,
      unknown: `${times(ratio)} as fast`
    })[verdictOf(ratio)]
  return [
    `Three causes that can make teacher forcing of output recurrence faster than BPTT, at τ = ${tau}:`,
    `  fewer products: BPTT has ${number(products.counted)} times as many; ` +
      `on one thread it takes ${times(products.measured)} as long (batch 32)`,
    ...(threads === 1
      ? []
      : [
          `  parallel over the batch (32 sequences), ${threads} threads instead of one:`,
          `    BPTT: ${gain(overBatch.bptt)}; teacher forcing: ${gain(overBatch.forced)}`,
          `  parallel over time (a single sequence), ${threads} threads instead of one:`,
          `    BPTT: ${gain(overTime.bptt)}; teacher forcing: ${gain(overTime.forced)}`
        ]),
    ''
  ].join('\n')
}
