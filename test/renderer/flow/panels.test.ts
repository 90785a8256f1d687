// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Component } from 'vue'
import type { InspectionAnswer, Question } from '../../../src/shared/inspection'
import { sourceOf } from '../source-of'
import CheckPanel from '../../../src/renderer/flow/CheckPanel.vue'
import FlowPanel from '../../../src/renderer/flow/FlowPanel.vue'
import LinePlot from '../../../src/renderer/flow/LinePlot.vue'
import type { Line } from '../../../src/renderer/flow/plot'
import InfluencePanel from '../../../src/renderer/flow/InfluencePanel.vue'
import SpectrumPanel from '../../../src/renderer/flow/SpectrumPanel.vue'
import TruncationPanel from '../../../src/renderer/flow/TruncationPanel.vue'
import en from '../../../src/renderer/locales/en'
import ko from '../../../src/renderer/locales/ko'
import { answerTo, list, slowTrainer, source, tau } from './answers'

let wrapper: VueWrapper | undefined
function show(component: Component, props: object, locale: 'en' | 'ko' = 'en'): VueWrapper {
  const i18n = createI18n({
    legacy: false,
    locale,
    messages: { en, ko },
    missing: (_, key) => {
      throw new Error(`No text for ${key}`)
    }
  })
  wrapper = mount(component, {
    props: { source, live: false, step: 12, checkpoints: [], ...props },
    global: { plugins: [i18n] },
    attachTo: document.body
  })
  return wrapper
}
const prompt = async (question: Question): Promise<InspectionAnswer> => answerTo(question)

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  // happy-dom has no layout, so it cannot tell what is visible.
  HTMLElement.prototype.checkVisibility = () => true
})
afterEach(() => {
  wrapper?.unmount()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe.each(['en', 'ko'] as const)('in %s', (locale) => {
  it.each([
    ['flow', FlowPanel],
    ['influence', InfluencePanel],
    ['spectrum', SpectrumPanel],
    ['check', CheckPanel],
    ['truncation', TruncationPanel]
  ] as [string, Component][])('the panel %s has every text', async (_, component) => {
    const panel = show(component, { ask: prompt, small: true }, locale)
    await flushPromises()
    if (component === CheckPanel) await panel.get('form').trigger('submit')
    await flushPromises()
    expect(panel.find('.line-plot').exists()).toBe(true)
  })
})

describe('FlowPanel', () => {
  it('says what it finds, and the rule when asked', async () => {
    const panel = show(FlowPanel, { ask: prompt })
    expect(panel.text()).toBe('Computing…')
    await flushPromises()
    expect(panel.get('.finding').text()).toContain(
      'Vanishing: each step back multiplies the gradient by 0.5; over 5 steps, 3.1% of it is left.'
    )
    // The finding stands above the curve that it judges.
    const place = panel.get('.finding').element.parentElement!
    expect(place.querySelector('.finding ~ .line-plot h3')!.textContent).toBe(
      'The last loss alone, t* = 6, on its way back'
    )
    await panel.get('[aria-expanded]').trigger('click')
    expect(panel.get('.note').text()).toContain('Vanishing: less than 1% of the gradient is left')
  })
  it('asks at most twice a second while training, and never twice at once', async () => {
    const trainer = slowTrainer()
    show(FlowPanel, { ask: trainer.ask, live: true })
    await vi.advanceTimersByTimeAsync(3000)
    expect(trainer.asked).toEqual([{ ask: 'flow', source: { ...source, at: 'now' } }])
    await trainer.answer()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(trainer.asked).toHaveLength(2)
    expect(trainer.mostAtOnce()).toBe(1)
  })
  it('asks about twice a second where answers are quick', async () => {
    const ask = vi.fn(prompt)
    show(FlowPanel, { ask, live: true })
    await vi.advanceTimersByTimeAsync(4900)
    expect(ask).toHaveBeenCalledTimes(10)
  })
  it('does not ask while paused, nor when nobody can see it', async () => {
    const ask = vi.fn(prompt)
    const panel = show(FlowPanel, { ask, live: true })
    await vi.advanceTimersByTimeAsync(0)
    await panel.get('[aria-pressed]').trigger('click')
    const before = ask.mock.calls.length
    await vi.advanceTimersByTimeAsync(5000)
    expect(ask).toHaveBeenCalledTimes(before)

    await panel.get('[aria-pressed]').trigger('click')
    HTMLElement.prototype.checkVisibility = () => false
    await vi.advanceTimersByTimeAsync(1000)
    const hidden = ask.mock.calls.length
    await vi.advanceTimersByTimeAsync(5000)
    expect(ask).toHaveBeenCalledTimes(hidden)
  })
  it('shows why there is no answer, and goes on asking', async () => {
    const trainer = slowTrainer()
    const panel = show(FlowPanel, { ask: trainer.ask, live: true })
    await trainer.answer(new Error('The loss is not finite.'))
    expect(panel.get('[role=alert]').text()).toBe('No answer: The loss is not finite.')
    await vi.advanceTimersByTimeAsync(600)
    await trainer.answer()
    expect(panel.find('[role=alert]').exists()).toBe(false)
  })
  it('asks for the newest source only, and drops the answer to the one before', async () => {
    const trainer = slowTrainer()
    const panel = show(FlowPanel, { ask: trainer.ask })
    for (const sequence of [1, 2, 3]) await panel.setProps({ source: { ...source, sequence } })
    await trainer.answer()
    expect(panel.find('.finding').exists()).toBe(false)
    await trainer.answer()
    expect(panel.find('.finding').exists()).toBe(true)
    expect(trainer.asked.map((question) => question.ask === 'flow' && sourceOf(question).sequence)).toEqual([0, 3])
  })
})

describe('a history', () => {
  const at = (question: Question): unknown => sourceOf(question).at
  it('begins with what the stored checkpoints tell, whatever has been watched', async () => {
    const ask = vi.fn(
      async (question: Question) =>
        ({
          ...answerTo(question),
          step: typeof sourceOf(question).at === 'number' ? sourceOf(question).at : 30
        }) as InspectionAnswer
    )
    const panel = show(FlowPanel, { ask, checkpoints: [0, 10, 20] })
    await flushPromises()
    expect(ask.mock.calls.map(([question]) => at(question))).toEqual([source.at, 0, 10, 20])
    const columns = panel
      .findAll('.matrix-map')
      .at(-1)!
      .findAll('svg text')
      .map((text) => text.text())
    expect(columns).toEqual(expect.arrayContaining(['0', '10', '20', '30']))
    await panel.setProps({ checkpoints: [0, 10, 20, 25] })
    await flushPromises()
    expect(ask.mock.calls.slice(4).map(([question]) => at(question))).toEqual([25])
  })
  it('leaves out a checkpoint that is gone, and begins anew with another sequence', async () => {
    const ask = vi.fn(async (question: Question) => {
      if (sourceOf(question).at === 0) throw new Error('Gone.')
      return answerTo(question)
    })
    const panel = show(FlowPanel, { ask, checkpoints: [0, 10] })
    await flushPromises()
    expect(panel.find('[role=alert]').exists()).toBe(false)
    await panel.setProps({ source: { ...source, sequence: 1 } })
    await flushPromises()
    expect(ask.mock.calls.map(([question]) => [sourceOf(question).sequence, at(question)])).toEqual([
      [0, source.at],
      [0, 0],
      [0, 10],
      [1, source.at],
      [1, 0],
      [1, 10]
    ])
  })
  it('takes its time while training goes on', async () => {
    const trainer = slowTrainer()
    show(SpectrumPanel, { ask: trainer.ask, live: true, checkpoints: [0, 10] })
    await vi.advanceTimersByTimeAsync(100)
    const past = (): unknown[] => trainer.asked.map(at).filter((one) => one !== 'now')
    expect(past()).toEqual([0])
    await trainer.answer()
    await trainer.answer()
    await vi.advanceTimersByTimeAsync(2800)
    expect(past()).toEqual([0])
    await vi.advanceTimersByTimeAsync(200)
    expect(past()).toEqual([0, 10])
  })
})

describe('InfluencePanel', () => {
  it('waits for its button in large networks', async () => {
    const ask = vi.fn(prompt)
    const panel = show(InfluencePanel, { ask })
    expect(ask).not.toHaveBeenCalled()
    await panel.get('button').trigger('click')
    await flushPromises()
    expect(panel.find('.matrix-map').exists()).toBe(true)
    await panel.get('svg[role=img]').trigger('keydown', { key: 'ArrowDown' })
    await panel.get('svg[role=img]').trigger('keydown', { key: 'ArrowDown' })
    expect(panel.get('[aria-live]').text()).toBe('t = 2, s = 1: 1.000')
  })
})

describe('teacher forcing of output recurrence', () => {
  it('has one verdict, above the norms, and nothing judged', async () => {
    const cut = {
      ...answerTo({ ask: 'flow', source }),
      finding: 'cut',
      growth: null,
      lastLoss: new Float64Array(0)
    } as InspectionAnswer
    const panel = show(FlowPanel, { ask: async () => cut, apart: true })
    await flushPromises()
    expect(panel.get('.finding').text()).toContain('Cut: what is fed back is the truth')
    expect(panel.findAll('.line-plot h3').map((one) => one.text())).toEqual(['Gradient of the loss at each state'])
  })
  it('shows of influences what there is, and says why there is no more', async () => {
    const diagonal = list(tau * tau, (i) => (i % (tau + 1) === 0 ? 1 + i : 0))
    const panel = show(InfluencePanel, {
      small: true,
      apart: true,
      ask: async () => ({
        kind: 'influence',
        tau,
        losses: diagonal,
        states: list(tau, (i) => Number(i === tau - 1)),
        bound: null
      })
    })
    await flushPromises()
    expect(panel.findAll('.line-plot h3').map((one) => one.text())).toEqual([
      'The gradient that each loss sends to its own state'
    ])
    expect((panel.getComponent(LinePlot).props('lines') as Line[])[0].y).toEqual(list(tau, (i) => 1 + i * (tau + 1)))
    expect(panel.text()).toContain('Only the diagonal has values')
  })
  it('shows of the spectrum what there is, and says why there is no more', async () => {
    const panel = show(SpectrumPanel, {
      apart: true,
      ask: async () => ({
        kind: 'spectrum',
        step: 1,
        size: 8,
        re: new Float64Array(),
        im: new Float64Array(),
        singular: Float64Array.of(2),
        spectralRadius: null,
        largestSingular: 2
      })
    })
    await flushPromises()
    expect(panel.text()).toContain('no power of W occurs')
    expect(panel.text()).toContain('There is no second singular value')
    expect(panel.find('.line-plot').exists()).toBe(false)
  })
})

describe('SpectrumPanel', () => {
  it('explains a W that is not square', async () => {
    const panel = show(SpectrumPanel, {
      ask: async () => ({
        kind: 'spectrum',
        step: 1,
        size: 0,
        re: new Float64Array(),
        im: new Float64Array(),
        singular: Float64Array.of(2),
        spectralRadius: null,
        largestSingular: 2
      })
    })
    await flushPromises()
    expect(panel.text()).toContain('is not square')
    expect(panel.find('.eigen').exists()).toBe(false)
  })
  it('draws every eigenvalue', async () => {
    const panel = show(SpectrumPanel, { ask: prompt })
    await flushPromises()
    expect(panel.findAll('circle title').map((title) => title.text())).toEqual([
      'λ = 0.5000 + 0i, |λ| = 0.5000',
      'λ = 1.100 + 0i, |λ| = 1.100'
    ])
  })
})

describe('CheckPanel', () => {
  it('compares when it is told to, links the worst cells and draws a curve', async () => {
    const ask = vi.fn(prompt)
    const panel = show(CheckPanel, { ask })
    expect(ask).not.toHaveBeenCalled()
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(panel.get('.finding').text()).toBe(
      'The gradients agree. The largest relative error, 1.000e−8, is at ∇W[1, 2] with ε = 1e−5.'
    )
    const [worst, , worst32] = panel.findAll('.link')
    await worst.trigger('click')
    await worst32.trigger('click')
    expect(panel.emitted('cell')).toEqual([[{ tensor: 'W', row: 1, col: 2 }], [{ tensor: 'W', row: 0, col: 3 }]])
    expect(ask).toHaveBeenLastCalledWith({ ask: 'error-curve', source, tensor: 'W', row: 1, col: 2 })
  })
  it('does not ask with an ε out of range', async () => {
    const ask = vi.fn(prompt)
    const panel = show(CheckPanel, { ask })
    await panel.get('.epsilon').setValue('2')
    await panel.get('form').trigger('submit')
    expect(panel.get('[role=alert]').text()).toBe('ε must be a number from 1e−12 to 0.1.')
    expect(ask).not.toHaveBeenCalled()
  })
  it('forgets what it found when it looks at something else', async () => {
    const panel = show(CheckPanel, { ask: prompt })
    await panel.get('form').trigger('submit')
    await flushPromises()
    await panel.setProps({ source: { ...source, sequence: 1 } })
    expect(panel.find('table').exists()).toBe(false)
  })
})

describe('TruncationPanel', () => {
  it('asks for the k that the sequence has room for', async () => {
    const ask = vi.fn(prompt)
    const panel = show(TruncationPanel, { ask })
    await flushPromises()
    expect(ask).toHaveBeenLastCalledWith({ ask: 'truncation', source, ks: [1, 2, 3, 5, 6] })
    expect(panel.get('.finding').text()).toBe(
      'k = 3 cuts the 6 steps into 2 stretches: no gradient flows from one into the one before it. This changes the direction of ∇W the most: 25% of its length is left, and its cosine to the full gradient is 0.5.'
    )
    await panel.get('[type=checkbox]').setValue(false)
    expect(panel.findAll('tbody tr')).toHaveLength(0)
  })
  it('shows why there is no answer', async () => {
    const panel = show(TruncationPanel, {
      ask: async () => {
        throw new Error('There is no sequence 9.')
      }
    })
    await flushPromises()
    expect(panel.get('[role=alert]').text()).toBe('No answer: There is no sequence 9.')
  })
})
