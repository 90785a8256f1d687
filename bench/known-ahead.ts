// What a column that is known ahead is worth, on made data (test/trainer/demand.ts): the price left out, as an input that
// is seen up to t, and known ahead. Each network is that of the last step, so that nothing is chosen by the held-out part.
//
//   npx jiti bench/known-ahead.ts [--steps 1000] [--seeds 3]

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drain } from '../test/drain'
import { demandExperiment, noise, writeDemand } from '../test/trainer/demand'
import { untrained } from '../src/shared/run'
import { RunFolder } from '../src/run-folder/folder'
import { portableEngine } from '../src/trainer/engine'
import { forecast } from '../src/trainer/forecast'
import { openData } from '../src/trainer/network'
import { Session } from '../src/trainer/session'

const { values: given } = parseArgs({
  options: { steps: { type: 'string', default: '1000' }, seeds: { type: 'string', default: '3' } }
})
const place = mkdtempSync(join(tmpdir(), 'unroll-known-ahead-'))
const [file, horizon] = [join(place, 'demand.csv'), 24]

const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
const short = (value: number): string => value.toFixed(3)
console.log(`The noise has a deviation of ${noise}, so the least RMSE is about ${noise}.\n`)
row(['price', 'seed', 'validation loss (scaled)', 'RMSE 1 hour ahead', `MAE over ${horizon} hours`])
row(Array.from({ length: 5 }, () => '---'))
for (const price of ['ignored', 'input', 'known-ahead'] as const)
  for (let seed = 1; seed <= Number(given.seeds); seed++) {
    // Without a column known ahead, hours without a demand would be gaps.
    writeDemand(file, 2400, price === 'known-ahead' ? horizon : 0)
    const experiment = demandExperiment(file, price, seed, Number(given.steps))
    const data = openData(experiment, '')
    if (data.kind !== 'series') throw new Error('The demand is a series.')
    const folder = mkdtempSync(join(place, 'run-'))
    new RunFolder(folder).writeRecord({ id: 'run', name: 'Run', createdAt: 1, updatedAt: 1, ...untrained })
    const openEngine = () => portableEngine()
    const session = new Session({ experiment, folder, data, openEngine, resume: false, startPaused: false })
    while (session.state === 'running') session.advance(0)
    const { model, learner } = session
    const network = { model, experiment, step: learner.step, parameters: learner.parameters }
    const methodsOf = (rows: number) =>
      drain(forecast(network, data, { horizon: rows, from: null, season: 24, future: null, group: null })).columns[0]
        .methods[0]
    const validation = session.events.findLast(({ event }) => event.type === 'validation')!.event
    row([
      price,
      seed,
      validation.type === 'validation' ? short(validation.loss) : '',
      short(methodsOf(1).all.rmse),
      price === 'input' ? 'not known' : short(methodsOf(horizon).all.mae)
    ])
    await session.close()
  }
rmSync(place, { recursive: true })
