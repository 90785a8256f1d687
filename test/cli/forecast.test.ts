// unroll forecast: text, CSV and JSON, any row and checkpoint, and the data that it needs.

import { renameSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { forecastSchema } from '../../src/shared/forecast'
import { newPath, parity, unroll, write } from './run-unroll'

describe('unroll forecast', () => {
  const run = newPath()
  const file = `${newPath()}.csv`
  const rows = Array.from({ length: 80 }, (_, i) => [1900 + i, 50 + 20 * Math.sin(i / 2)])
  const table = (from = 0): string => ['year,spots', ...rows.slice(from).map((row) => row.join())].join('\n')
  beforeAll(async () => {
    writeFileSync(file, table())
    const series = {
      data: { kind: 'series', source: 'file', path: file },
      model: { hiddenSize: 6 },
      learning: { sequenceLength: 10, batchSize: 4 },
      watching: { validateEvery: 5, checkpointEvery: 5, sampleEvery: 1000 },
      stop: { steps: 20 }
    }
    expect((await unroll(['train', write(series), '--run', run])).code).toBe(0)
  })

  it('goes on past the last row, in the units and with the years of the data', async () => {
    const { code, out } = await unroll(['forecast', run, '--horizon', '3'])
    expect(code).toBe(0)
    expect(out).toContain('Forecast of 3 rows after row 80 (year 1979)')
    expect(out).toMatch(/\n {2}1980 {3}[\d.]+ {3}80 %: [\d.]+ to [\d.]+\n {2}1981 /)
    for (const method of ['the network', 'last value', 'seasonal last value', 'AR(9)'])
      expect(out).toMatch(new RegExp(`${method.replace(/[()]/g, '\\$&')} +MAE`))
    expect(out).toContain('season of 13 rows')
  })

  it('as JSON and CSV says the same', async () => {
    const argv = ['forecast', run, '--horizon', '3', '--from', '78', '--checkpoint', '5', '--season', '25']
    const found = forecastSchema.parse(JSON.parse((await unroll([...argv, '--json'])).out))
    expect(found).toMatchObject({ step: 5, from: 78, horizon: 3, columns: [{ season: 25 }] })
    const lines = (await unroll([...argv, '--csv'])).out.trimEnd().split('\n')
    expect(lines[1].split(',').slice(0, 3)).toEqual(['79', '1978', String(found.columns[0].value[0])])
    expect((await unroll([...argv, '--csv', '--json'])).code).toBe(2)
  })

  it('reads what is known ahead from another file', async () => {
    const [priced, path, next] = [newPath(), `${newPath()}.csv`, `${newPath()}.csv`]
    writeFileSync(path, `price,a\n${rows.map(([year, spots]) => `${year % 7},${spots}`).join('\n')}\n`)
    writeFileSync(next, 'price\n5\n6\n0\n')
    const reading = { roles: { price: 'known-ahead' } }
    const series = {
      data: { kind: 'series', source: 'file', path, reading },
      model: { hiddenSize: 2 },
      stop: { steps: 1 }
    }
    await unroll(['train', write({ ...series, learning: { sequenceLength: 5 } }), '--run', priced])
    expect(await unroll(['forecast', priced])).toMatchObject({
      code: 2,
      error: expect.stringContaining('The forecast needs the values of price in rows 81 to 92; the data have none')
    })
    const { code, out } = await unroll(['forecast', priced, '--horizon', '3', '--future', next])
    expect([code, out]).toEqual([0, expect.stringContaining('Forecast of 3 rows after row 80')])
  })

  it('finds a data file that was moved where --data names it', async () => {
    const moved = newPath()
    const path = `${newPath()}.csv`
    writeFileSync(path, table())
    const series = { data: { kind: 'series', source: 'file', path }, model: { hiddenSize: 2 }, stop: { steps: 1 } }
    await unroll(['train', write({ ...series, learning: { sequenceLength: 5 } }), '--run', moved])
    renameSync(path, `${path}.moved`)
    expect(await unroll(['forecast', moved])).toMatchObject({ code: 2, error: expect.stringContaining('--data FILE') })
    expect(await unroll(['forecast', moved, '--data', `${path}.moved`])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Forecast of 12 rows after row 80')
    })
  })

  it('goes on from the rows of another table, scaled as in the training', async () => {
    const [trained, path, newer] = [newPath(), `${newPath()}.csv`, `${newPath()}.csv`]
    writeFileSync(path, table())
    const series = { data: { kind: 'series', source: 'file', path }, model: { hiddenSize: 2 }, stop: { steps: 1 } }
    await unroll(['train', write({ ...series, learning: { sequenceLength: 5 } }), '--run', trained])
    const short = forecastSchema.parse(JSON.parse((await unroll(['forecast', trained, '--from', '70', '--json'])).out))
    writeFileSync(newer, table().split('\n').slice(0, 71).join('\n'))
    const { code, out, error } = await unroll(['forecast', trained, '--data', newer, '--json'])
    expect([code, error]).toEqual([0, expect.stringContaining('is not what the network was trained on')])
    const found = forecastSchema.parse(JSON.parse(out))
    expect([found.rows, found.from]).toEqual([70, 70])
    expect(found.columns[0].value).toEqual(short.columns[0].value)

    writeFileSync(newer, 'year,other\n1,2\n2,3\n3,4\n4,5\n')
    expect(await unroll(['forecast', trained, '--data', newer])).toMatchObject({
      code: 2,
      error: expect.stringContaining('spots')
    })
  })

  it('tells the terminal no control characters of a column', async () => {
    const strange = newPath()
    const path = `${newPath()}.csv`
    writeFileSync(path, table().replace('spots', '\u001b]0;spots\u0007'))
    const series = { data: { kind: 'series', source: 'file', path }, model: { hiddenSize: 2 }, stop: { steps: 1 } }
    await unroll(['train', write({ ...series, learning: { sequenceLength: 5 } }), '--run', strange])
    for (const how of [[], ['--csv'], ['--json']])
      expect((await unroll(['forecast', strange, ...how])).out).not.toMatch(/[\u001b\u0007]/)
  })

  it('needs a series, and the one that was trained on', async () => {
    const task = newPath()
    await unroll(['train', write(parity), '--run', task])
    expect(await unroll(['forecast', task])).toMatchObject({
      code: 2,
      error: expect.stringContaining('was not trained on a series')
    })
    expect(await unroll(['forecast', run, '--from', '81'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('after row 80 at the latest')
    })
    writeFileSync(file, table(1))
    expect(await unroll(['forecast', run])).toMatchObject({
      code: 2,
      error: expect.stringContaining('not those that this run was trained on')
    })
    writeFileSync(file, table())
  })
})
