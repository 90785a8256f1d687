// unroll cost: measures on this machine how the cost of each method grows with the length of the sequence.

import {
  causesOf,
  costBatches,
  costCsv,
  costMethods,
  curveOf,
  growthOf,
  threadsIn,
  windowSteps,
  type Cost,
  type CostBatch,
  type Power
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
      'state carried on.\n',
    ...tables,
    ...left,
    describeCauses(cost)
  ].join('\n')
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
  return [
    `batch ${batch}, ${threads === 1 ? '1 thread' : `${threads} threads`}`,
    ...rows('τ, ms', 'milliseconds', (value) => value.toPrecision(3)),
    ...rows('τ, KiB', 'bytes', (value) => (value / 1024).toFixed(0)),
    ''
  ].join('\n')
}

function describeCauses(cost: Cost): string {
  const causes = causesOf(cost)
  if (!causes) return ''
  const { tau, threads, products, overBatch, overTime } = causes
  const times = (value: number): string => `${value.toFixed(2)} times`
  return [
    `Why teacher forcing of output recurrence is faster than BPTT, at τ = ${tau}:`,
    `  fewer products: BPTT has ${times(products.counted)} as many; ` +
      `on one thread it takes ${times(products.measured)} as long (batch 32)`,
    ...(threads === 1
      ? []
      : [
          `  parallel over the batch (32 sequences): ${threads} threads are ` +
            `${times(overBatch.bptt)} as fast for BPTT, ${times(overBatch.forced)} for teacher forcing`,
          '  parallel over time (a single sequence): ' +
            `${times(overTime.bptt)} for BPTT, ${times(overTime.forced)} for teacher forcing`
        ]),
    ''
  ].join('\n')
}
