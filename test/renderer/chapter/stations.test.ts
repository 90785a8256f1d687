// The stations of the derivation, for every network that the app can make.

import { describe, expect, it } from 'vitest'
import { methodsFor, outputs, readouts, recurrences } from '../../../src/model/model'
import { applies, pastOf, stationAt, stationOf, stationRows, stations } from '../../../src/renderer/chapter/stations'
import { bookEquations } from '../../../src/renderer/help/equations'
import en from '../../../src/renderer/locales/en/chapter'
import ko from '../../../src/renderer/locales/ko/chapter'
import { formsFor } from '../../../src/renderer/through-time/equations/forms'
import { equationOf } from '../../../src/renderer/through-time/focus'
import { valueOf } from '../../../src/renderer/through-time/equations/put-in'
import { unrolledSample } from '../through-time/sample'

const networks = recurrences.flatMap((recurrence) =>
  methodsFor(recurrence).flatMap((method) =>
    readouts.flatMap((readout) => outputs.map((output) => ({ recurrence, method, readout, output })))
  )
)

describe.each(networks)('$recurrence $method $readout $output', (network) => {
  const unrolled = unrolledSample(network)
  const forms = formsFor(unrolled)

  it('has an equation and numbers at every station that it has, and a reason at the others', () => {
    for (const { key, equations } of stations) {
      const words = en.chapter[key] as { not?: string }
      if (!applies(key, network.recurrence)) {
        expect(words.not, key).toBeTypeOf('string')
        expect((ko.chapter[key] as { not?: string }).not, key).toBeTypeOf('string')
        expect(stationRows(key, unrolled)).toEqual([])
        continue
      }
      for (const id of equations)
        expect(
          forms.some((form) => form.id === id),
          `${key}: ${id}`
        ).toBe(true)
      const rows = stationRows(key, unrolled)
      expect(rows.at(-1)!.kind).toBe('result')
      const focus = stationAt(key).focus(unrolled)
      if (!focus) continue
      expect(equations).toContain(equationOf(unrolled, focus))
      expect(rows.at(-1)!.value).toBe(valueOf(unrolled, focus))
    }
  })

  it('ends with log p of the sequence, and says the sign', () => {
    const rows = stationRows('criterion', unrolled)
    const sum = unrolled.L.reduce((all, one) => all + one, 0)
    expect(sum).toBeCloseTo(unrolled.loss * unrolled.targets, 12)
    const { ny, targets } = unrolled
    const log = {
      softmax: -sum,
      sigmoid: -ny * sum,
      // A Gaussian with σ = 1.
      linear: -(ny / 2) * (sum + targets * Math.log(2 * Math.PI))
    }[network.output]
    expect(rows.at(-1)!.value).toBeCloseTo(log, 10)
    expect(rows.at(-1)!.name).toMatch(/^\\log.*=-/)
    expect(rows[0].name).toMatch(/^\\log/)
    expect(rows[0].pieces[0]).toMatch(/^-($|\d|\\tfrac)/)
  })

  it('says of its past what is true of it', () => {
    for (const { key } of stations) {
      const past = pastOf(key, network)
      if (past === null) continue
      for (const words of [en, ko])
        expect(
          past.split('.').reduce((tree: unknown, part) => (tree as Record<string, unknown>)[part], words)
        ).toBeTypeOf('string')
    }
    expect(pastOf('graph', network)!.endsWith('.state')).toBe(network.recurrence !== 'output')
  })

  it('puts in a number that is fed back, and not the z(0) that is always 0', () => {
    if (!applies('teacher', network.recurrence)) return
    const focus = stationAt('teacher').focus(unrolled)!
    expect(focus).toMatchObject({ of: 'z' })
    expect('t' in focus && focus.t).toBeGreaterThan(1)
    expect(valueOf(unrolled, focus)).not.toBe(0)
  })
})

it('every equation has one station, and those of the book come in its order', () => {
  const order = stations.map(({ key }) => key)
  const used = networks.flatMap((network) => formsFor(unrolledSample(network)).map(({ id }) => id))
  for (const id of new Set(used)) expect(order).toContain(stationOf(id))
  // Section 10.2.1 comes last here, because its criterion uses what the other stations derive.
  const places = bookEquations
    .filter(({ station }) => station !== 'criterion')
    .map(({ station }) => order.indexOf(station))
  expect(places).toEqual([...places].sort((a, b) => a - b))
})
