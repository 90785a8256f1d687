// @vitest-environment happy-dom
// Reading a text in the window: part by part, unknown symbols, guesses, colours and passages.

import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { i18n } from '../../../src/renderer/i18n'
import ReadPanel from '../../../src/renderer/reading/ReadPanel.vue'
import { themeNamed } from '../../../src/renderer/charts/theme'
import { pageSvg } from '../../../src/renderer/reading/page-svg'
import { surpriseColour, unitColour } from '../../../src/renderer/reading/colours'
import type { InspectionAnswer, Question } from '../../../src/shared/inspection'

let panel: VueWrapper
let questions: Question[] = []
afterEach(() => panel?.unmount())

/** A trainer that knows the letters a, b and c and reads three symbols at once. A symbol at place i has i bits. */
function answer(question: Question): InspectionAnswer {
  questions.push(question)
  switch (question.ask) {
    case 'read-begin': {
      const text = String(question.content)
      const unknown = [...new Set(text)].filter((symbol) => !'abc'.includes(symbol))
      const known = unknown.length === 0 || question.leaveOut ? [...text].filter((s) => 'abc'.includes(s)).join('') : ''
      length = known.length
      read = 0
      return { kind: 'read-begin', number: 1, step: 40, text: known, unknown }
    }
    case 'read-on': {
      const from = read
      read = Math.min(length, from + 3)
      const bits = Float64Array.from({ length: read - from }, (_, i) => (from + i === 0 ? NaN : from + i))
      return { kind: 'read-on', from, bits }
    }
    case 'read-page':
      return {
        kind: 'read-page',
        from: question.from,
        guesses: Array.from({ length }, (_, i) => (i === 0 ? ['', '', '', '', ''] : ['c', 'b', 'a', '', ''])).flat(),
        p: new Float32Array(5 * length).fill(0.25),
        values: Float32Array.from({ length }, (_, i) => (i % 2 === 0 ? 0.5 : -0.5))
      }
    case 'passages': {
      const passage = { from: 90, symbols: ['a', 'b'], values: Float32Array.of(0.25, 0.75), peak: 1 }
      return { kind: 'passages', unit: question.unit, highest: [passage], lowest: [] }
    }
    default:
      throw new Error(question.ask)
  }
}
let [length, read] = [0, 0]

async function open(language: 'en' | 'ko' = 'en'): Promise<void> {
  i18n.global.locale.value = language
  questions = []
  panel = mount(ReadPanel, {
    global: { plugins: [i18n] },
    attachTo: document.body,
    props: { ask: async (question: Question) => answer(question), at: 40, units: 8 }
  })
  await flushPromises()
}
async function paste(text: string): Promise<void> {
  await panel.get('textarea').setValue(text)
  await panel.get('form').trigger('submit')
  await flushPromises()
}
const spans = () => panel.findAll('.coloured [data-i]')

describe('a text', () => {
  it('is read part by part to its end, and coloured by surprise', async () => {
    await open()
    await paste('abcabca')
    expect(questions.map(({ ask }) => ask)).toEqual(['read-begin', 'read-on', 'read-on', 'read-on', 'read-page'])
    // (1 + … + 6) / 6
    expect(panel.get('.finding').text()).toContain('3.500 bits a character')
    expect(spans().map((span) => span.text())).toEqual([...'abcabca'])
    expect(panel.findAll('tbody tr')[0].findAll('td')[1].text()).toBe('6.000')
  })

  it('shows the likeliest guesses for the symbol under the pointer or the arrow keys', async () => {
    await open()
    await paste('abc')
    await spans()[1].trigger('pointerover')
    expect(panel.get('.pointed').text()).toContain('−log₂ p = 1.000 bits')
    expect(panel.findAll('.guess').map((guess) => guess.text())).toEqual(['c 25%', 'b 25%', 'a 25%'])
    await panel.get('.coloured').trigger('keydown', { key: 'ArrowLeft' })
    expect(panel.get('.pointed').text()).not.toContain('−log₂')
  })

  it('with unknown symbols is not read before they may be left out', async () => {
    await open()
    await paste('abé')
    expect(questions).toHaveLength(1)
    expect(panel.get('.banner').text()).toContain('é')
    await panel.get('.banner button').trigger('click')
    await flushPromises()
    expect(questions[1]).toMatchObject({ ask: 'read-begin', content: 'abé', leaveOut: true })
    expect(spans().map((span) => span.text())).toEqual(['a', 'b'])
  })

  it('is coloured by a unit, with its passages, and read again by another network', async () => {
    await open()
    await paste('abc')
    await panel.findAll('[role=radio]')[1].trigger('click')
    await flushPromises()
    await panel.get('[role=spinbutton]').setValue('3')
    await flushPromises()
    expect(questions.filter(({ ask }) => ask === 'passages').at(-1)).toEqual({ ask: 'passages', at: 40, unit: 2 })
    expect(panel.text()).toContain('Held-out passages where unit 3 is highest')
    expect(panel.get('figcaption').text()).toContain('character 92')
    await panel.setProps({ at: 20 })
    await flushPromises()
    expect(questions.filter(({ ask }) => ask === 'read-begin').at(-1)).toMatchObject({ at: 20, content: 'abc' })
  })

  it.each(['en', 'ko'] as const)('has words in %s', async (language) => {
    await open(language)
    await paste('abc')
    expect(panel.text()).not.toContain('reading.')
  })
})

it('draws the coloured page as a picture', () => {
  const theme = themeNamed('light')
  const svg = pageSvg(['a', '<', '\n', '\u001b'], (i) => (i === 1 ? surpriseColour(10) : 'transparent'), {
    theme,
    title: 'A page'
  })
  expect(svg.match(/<rect/g)).toHaveLength(2)
  expect(svg).toContain('fill-opacity="0.55"')
  expect(svg).toContain('>&lt;</text>')
  expect(svg).not.toMatch(/\u001b|var\(/)
})

it('colours: none at 0, stronger with more bits, two colours for a unit', () => {
  const share = (colour: string): number => Number(/ (\d+)%/.exec(colour)![1])
  expect(surpriseColour(NaN)).toBe('transparent')
  expect([0, 5, 10, 99].map((bits) => share(surpriseColour(bits)))).toEqual([0, 28, 55, 55])
  expect(unitColour(0.5).replace('--accent', '--negative')).toBe(unitColour(-0.5))
})
