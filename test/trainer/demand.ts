// A made series in which a column that is known ahead matters: the demand of an hour follows the price of that hour.

import { writeFileSync } from 'node:fs'
import { Random } from '../../src/engine/random'
import type { Role } from '../../src/model/table'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'

/** The standard deviation of the noise, which nobody can foresee. */
export const noise = 1

/**
 * Writes hours of price and demand, with `future` more hours that have a price alone:
 *
 *   price(t) is drawn anew each hour from 0 … 10
 *   demand(t) = 50 + 5 sin(2π t / 24) − 2 price(t) + e(t),  e(t) normal with deviation `noise`
 */
export function writeDemand(file: string, hours: number, future = 0): void {
  const random = new Random(1)
  const lines = Array.from({ length: hours + future }, (_, t) => {
    const price = 10 * random.next()
    const demand = 50 + 5 * Math.sin((2 * Math.PI * t) / 24) - 2 * price + noise * random.normal()
    return `${price.toFixed(3)},${t < hours ? demand.toFixed(3) : ''}`
  })
  writeFileSync(file, `price,demand\n${lines.join('\n')}\n`)
}

/** Trains on the demand, with this role of the price. */
export const demandExperiment = (path: string, price: Role, seed: number, steps: number): Experiment =>
  experimentSchema.parse({
    seed,
    data: { kind: 'series', source: 'file', path, reading: { roles: { price, demand: 'target' } } },
    model: { hiddenSize: 16 },
    learning: { method: 'bptt', sequenceLength: 48, batchSize: 16 },
    optimizer: { learningRate: 0.01 },
    watching: { validateEvery: steps, sampleEvery: 1_000_000, checkpointEvery: steps },
    stop: { steps }
  })
