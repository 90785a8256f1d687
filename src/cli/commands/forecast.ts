// unroll forecast: forecasts a series after a row, in the units of the data.

import { basename } from 'node:path'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import type { Forecast } from '../../shared/forecast'
import { forecastCsv } from '../../shared/forecast-text'
import { withDataFile } from '../../trainer/data-file'
import { Differs, expectSameData } from '../../trainer/going-on'
import { forecast, namesOf, type ForecastRequest } from '../../trainer/forecast'
import { openData } from '../../trainer/network'
import { knownData } from '../../trainer/known-data'
import { readNetwork, type NetworkOfCheckpoint } from '../../trainer/network-of-checkpoint'
import { otherTable } from '../../trainer/other-table'
import { DataError } from '../../data/data-error'
import type { SeriesDataSet } from '../../data/series'
import { drive } from '../drive'
import { printable, printableJson } from '../printable'
import { whileReading } from '../progress-line'
import { checkpointsOf, experimentWithData } from '../stored-run'
import { BadInput, interruptions, type ExitCode, type Terminal } from '../terminal'

interface Options {
  run: string
  checkpoint: CheckpointChoice | undefined
  /** The data file, instead of the one that the experiment names. */
  data: string | undefined
  horizon: number
  from: number | undefined
  season: number | undefined
  future: string | undefined
  group: string | undefined
  csv: boolean | undefined
  json: boolean | undefined
}

export async function forecastSeries(
  { run, checkpoint, data: file, csv, json, ...options }: Options,
  terminal: Terminal
): Promise<ExitCode> {
  const checkpoints = checkpointsOf(run, terminal)
  const network = readNetwork(run, checkpoints, checkpoints.chosen(checkpoint ?? null))
  if (network.experiment.data.kind !== 'series')
    throw new BadInput(`${run} was not trained on a series. Only a series has a forecast.`)
  const data = seriesOf(network, file, terminal)
  const request: ForecastRequest = {
    horizon: options.horizon,
    from: options.from ?? null,
    season: options.season ?? null,
    future: futureOf(options.future),
    group: options.group ?? null
  }
  const groups = namesOf(data)
  if (groups.length > 1 && request.group === null)
    throw new BadInput(
      `${run} was trained on ${groups.length} groups. Say which is forecast, for example --group ${JSON.stringify(groups[0])}.`
    )
  const { ended, ...done } = await drive(forecast(network, data, request), () => {}, terminal)
  if (!('result' in done)) return interruptions[ended!]
  const { result } = done
  terminal.out(csv ? printable(forecastCsv(result)) : json ? `${printableJson(result)}\n` : printable(linesOf(result)))
  return 0
}

/** The whole file, which is small. */
const futureOf = (path: string | undefined): ForecastRequest['future'] =>
  path === undefined
    ? null
    : withDataFile(path, (bytes) => ({ name: basename(path), content: bytes.subarray(0, bytes.length).slice() }))

/**
 * The data of the training; or the table that --data names, which may be another one, with newer rows for example.
 * Throws BadInput where the file of the training is not found, which --data can name.
 */
function seriesOf(network: NetworkOfCheckpoint, file: string | undefined, terminal: Terminal): SeriesDataSet {
  const { about, experiment } = network
  let data: SeriesDataSet
  try {
    const named = experimentWithData(experiment, file === undefined ? [] : [file])
    data = whileReading(terminal, (hear) => openData(named, terminal.resources, hear)) as SeriesDataSet
  } catch (error) {
    if (file !== undefined || !(error instanceof DataError) || error.code !== 'file-unreadable') throw error
    throw new BadInput(`${error.message} With --data FILE you can name it here.`)
  }
  try {
    expectSameData(about, data)
    return data
  } catch (error) {
    const known = knownData(about, experiment)
    if (file === undefined || !(error instanceof Differs) || known?.kind !== 'series') throw error
    terminal.error(
      printable(
        `${file} is not what the network was trained on. Its columns are scaled as they were then, and the backtest is ` +
          'on the part of this file that would be held out: the network may have seen some of its rows.\n'
      )
    )
    const read = { name: basename(file), experiment, known, heldOut: true }
    return whileReading(terminal, (hear) => withDataFile(file, (bytes) => otherTable(bytes, read), { hear }))
  }
}

const short = (value: number): string => String(Number(value.toPrecision(5)))

const methodNames = {
  network: 'the network',
  'last-value': 'last value',
  seasonal: 'seasonal last value',
  autoregression: 'AR(9)'
} as const

function linesOf(found: Forecast): string {
  const { from, horizon, labels, columns, step, origins, tested, group } = found
  const after = labels ? ` (${labels.name} ${labels.before.at(-1)})` : ''
  const lines = [
    `Forecast of ${horizon} rows${group === null ? '' : ` of ${group}`} after row ${from}${after}, by the checkpoint of step ${step}.`
  ]
  for (const column of columns) {
    lines.push('', column.name)
    column.value.forEach((value, i) => {
      const bands = column.bands
        .filter(({ low }) => i < low.length)
        .map(({ share, low, high }) => `   ${Math.round(100 * share)} %: ${short(low[i])} to ${short(high[i])}`)
      const right = column.truth.at(i)
      const truth = right === undefined ? '' : `   true: ${right === null ? 'missing' : short(right)}`
      lines.push(`  ${labels?.next?.[i] ?? `row ${from + 1 + i}`}   ${short(value)}${bands.join('')}${truth}`)
    })
    if (column.methods.length === 0) continue
    lines.push(
      `  Backtest: ${origins} origins in the held-out part, ${tested} rows ahead each${column.season === null ? '' : `; season of ${column.season} rows`}.`,
      ...column.methods.map(
        ({ method, all, steps }) =>
          `    ${methodNames[method].padEnd(20)} MAE ${short(all.mae)}, RMSE ${short(all.rmse)}, MASE ${short(all.mase)}, NRMSE ${short(all.nrmse)}` +
          `; ${tested} rows ahead alone NRMSE ${short(steps.at(-1)!.nrmse)}`
      )
    )
    if (column.lean !== null)
      lines.push(
        `  On the held-out part the network was ${short(Math.abs(column.lean))} too ${column.lean > 0 ? 'low' : 'high'} on average, so the forecast leaves its own band.`
      )
    if (column.lastValueWins)
      lines.push(
        column.transform === 'none' || column.transform === 'log'
          ? '  The last value again is better than the network (MAE). Differencing often helps such a series: train with data.transform "difference", or "log-difference".'
          : '  The last value again is better than the network (MAE).'
      )
  }
  return `${lines.join('\n')}\n`
}
