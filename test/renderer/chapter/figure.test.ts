// @vitest-environment happy-dom
// The drawing of the first station: every network has the edges that its equations have.

import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { methodsFor, readouts, recurrences } from '../../../src/model/model'
import { columnsOf, recurrent } from '../../../src/renderer/chapter/figure'
import GraphFigure from '../../../src/renderer/chapter/GraphFigure.vue'
import { i18n } from '../../../src/renderer/i18n'

const networks = recurrences.flatMap((recurrence) =>
  methodsFor(recurrence).flatMap((method) => readouts.map((readout) => ({ recurrence, method, readout })))
)

describe.each(networks)('$recurrence $method $readout', (network) => {
  it('draws what is fed back, and only nodes that there are', () => {
    const from = recurrent(network).map((edge) => edge.parameter + edge.from)
    const fed = { bptt: [], 'teacher-forcing': ['y'], 'free-running': ['o'], 'scheduled-sampling': ['y', 'o'] }
    const outputs = fed[network.method]
    expect(from).toEqual(
      {
        hidden: ['Wh'],
        output: outputs.map((row) => `W${row}`),
        'hidden+output': ['Wh', ...outputs.map((row) => `R${row}`)]
      }[network.recurrence]
    )
    const [first, , last] = columnsOf(network).steps
    expect(last.rows).toEqual(['y', 'L', 'o', 'h', 'x'])
    expect(first.rows.includes('L')).toBe(network.readout === 'every-step')
    for (const { from: row } of recurrent(network)) expect(first.rows).toContain(row)

    const drawn = mount(GraphFigure, { props: { network }, global: { plugins: [i18n] } })
    const letters = drawn.findAll('svg g > text').map((text) => text.text())
    expect(letters.filter((letter) => letter === 'h')).toHaveLength(4)
    expect(letters.filter((letter) => letter === 'L')).toHaveLength(network.readout === 'every-step' ? 4 : 2)
    expect(letters.includes('R')).toBe(network.recurrence === 'hidden+output')
  })
})
