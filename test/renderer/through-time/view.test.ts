// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useInspector } from '../../../src/renderer/composables/use-inspector'
import { makeFormat } from '../../../src/renderer/charts/format'
import type { InspectionAnswer, Question } from '../../../src/shared/inspection'
import { sourceOf } from '../source-of'
import { FakeTrainer, frameOf } from '../fake-bridge'
import { app, bridge, buttonNamed, openApp } from '../open-app'
import { eventually } from '../../eventually'
import { unrolledSample } from './sample'

// KaTeX asks once, when it is loaded, whether the page is in standards mode.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

const unrolled = unrolledSample()
const format = makeFormat('en')
const source = { at: 'now', sequence: 0, steps: null, truncation: null } as const
const question: Question = { ask: 'flow', source }

describe('questions to the trainer', () => {
  const sent: number[] = []
  const inspector = useInspector(({ id }) => sent.push(id) > 0)
  beforeEach(() => {
    sent.length = 0
  })

  it('get the answer with their number, in whatever order it comes', async () => {
    const [first, second] = [inspector.ask(question), inspector.ask({ ...question, ask: 'unroll' })]
    const flow = { kind: 'flow' } as InspectionAnswer
    inspector.take({ type: 'inspection', id: sent[1], answer: unrolled })
    inspector.take({ type: 'inspection', id: sent[0], answer: flow })
    expect([await first, await second]).toEqual([flow, unrolled])
  })
  it('fail with the trainer’s words', async () => {
    const asked = inspector.ask(question)
    inspector.take({ type: 'inspection-failed', id: sent[0], message: 'There is no checkpoint.' })
    await expect(asked).rejects.toThrow('There is no checkpoint.')
  })
  it('fail when the port closes, when there is none, and when nobody answers', async () => {
    const closed = inspector.ask(question)
    inspector.closed()
    await expect(closed).rejects.toThrow('ended')
    await expect(useInspector(() => false).ask(question)).rejects.toThrow('ended')
    vi.useFakeTimers()
    const late = inspector.ask(question)
    vi.advanceTimersByTime(300_000)
    vi.useRealTimers()
    await expect(late).rejects.toThrow('five minutes')
  })
})

describe('the view', () => {
  let trainer: FakeTrainer
  let answering: ReturnType<typeof setInterval>
  const questions = (): Question[] =>
    trainer.commands.filter((command) => command.type === 'inspect').map((command) => command.question)
  const answerTo = (asked: Question): InspectionAnswer => {
    if (asked.ask === 'unroll')
      return { ...unrolled, step: typeof asked.source.at === 'number' ? asked.source.at : 100 }
    if (asked.ask !== 'contributions') throw new Error(asked.ask)
    const { tensor, row, col } = asked
    const perStep = Float64Array.from({ length: 6 }, (_, i) => unrolled.da[i * 7 + row] * unrolled.h[i * 7 + col])
    return { kind: 'contributions', tensor, row, col, perStep, total: perStep.reduce((sum, value) => sum + value, 0) }
  }
  const now = (): string => app.get('.now').text()

  beforeEach(async () => {
    bridge.add('stored', { state: 'finished' })
    bridge.onLook = (id) => {
      trainer = new FakeTrainer(id, () => frameOf({ progress: null, checkpoints: [50, 60], best: 50 }), 'viewer')
      let done = 0
      answering = setInterval(() => {
        const asked = trainer.commands.filter((command) => command.type === 'inspect')
        for (const { id: number, question: one } of asked.slice(done)) {
          const known = one.ask === 'unroll' || one.ask === 'contributions'
          trainer.post(
            known
              ? { type: 'inspection', id: number, answer: answerTo(one) }
              : { type: 'inspection-failed', id: number, message: 'Not known here.' }
          )
        }
        done = asked.length
      }, 5)
    }
    await openApp()
    await app.get('.name').trigger('click')
    await flushPromises()
    await app.get('#tab-through-time').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    await eventually(() => expect(app.find('.now').exists()).toBe(true))
  })
  afterEach(() => {
    clearInterval(answering)
  })

  it('has the model of a stored run read by itself, and opens with the first equation', () => {
    expect(now()).toContain(format.value(unrolled.a[0]))
    expect(
      app
        .findAll('.equation')
        .map((one) => one.get('.tag').text())
        .filter(Boolean)
    ).toEqual([
      '(10.8)',
      '(10.9)',
      '(10.10)',
      '(10.11)',
      '(10.12–10.14)',
      '(10.17)',
      '(10.18)',
      '(10.19)',
      '(10.20–10.21)',
      '(10.22)',
      '(10.23)',
      '(10.24)',
      '(10.25–10.26)',
      '(10.27–10.28)'
    ])
  })

  it('follows a number to where it comes from, and back', async () => {
    const [bias, weight] = app.findAll('.number')
    expect(bias.text()).toBe(format.value(unrolled.parameters.b[0]))
    await weight.trigger('click')
    await eventually(() => expect(app.find('.bars').exists()).toBe(true))
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true }))
    await flushPromises()
    expect(now()).toContain(format.value(unrolled.a[0]))
    await buttonNamed('Forward (Alt+→)').trigger('click')
    expect(app.find('.bars').exists()).toBe(true)
  })

  it('shows what each step adds to ∇W, of the very snapshot on screen', async () => {
    await app
      .findAll('.equation')
      .find((one) => one.text().includes('10.25'))!
      .trigger('click')
    await eventually(() => expect(app.find('.bars svg[role=img]').exists()).toBe(true))
    expect(questions().at(-1)).toEqual({
      ask: 'contributions',
      source: { ...source, at: { held: 1 }, steps: 6, truncation: 0 },
      tensor: 'W',
      row: 0,
      col: 0
    })
    const total = format.value(unrolled.gradients.W[0])
    expect(app.get('.bars svg[role=img]').attributes('aria-label')).toContain(total)
    expect(now()).toContain(total)
    expect(app.get('.result .value').text()).toContain(total)
  })

  it('lets the equations follow the wave when it is stepped by the arrow keys', async () => {
    const graph = app.get('.scroller')
    await graph.trigger('keydown', { key: 'ArrowLeft' })
    expect(app.get('.where').text()).toBe('Backward, t = 2')
    expect(now()).toContain(format.value(unrolled.dh[7]))
    await app.get('.position').setValue(3)
    await graph.trigger('keydown', { key: 'ArrowRight' })
    expect(app.get('.where').text()).toBe('Forward, t = 4')
    expect(now()).toContain(format.value(unrolled.h[4 * 7]))
  })

  it('says the same in a table', async () => {
    await app.get('.zoom input[type=checkbox]').setValue(true)
    const cells = app
      .findAll('tbody tr')[0]
      .findAll('td')
      .map((cell) => cell.text())
    expect(cells[3]).toBe(format.value(unrolled.L[0]))
    await app.findAll('tbody .link')[2].trigger('click')
    expect(now()).toContain(format.value(unrolled.h[3 * 7]))
  })

  it('goes to the best checkpoint', async () => {
    await buttonNamed('Best').trigger('click')
    await eventually(() => expect(questions().at(-1)).toMatchObject({ ask: 'unroll', source: { at: 50 } }))
    expect([app.get('.source output').text(), buttonNamed('Best')]).toEqual(['step 50, the best', undefined])
  })

  it('lays a checkpoint beside it, asked first so that now stays held', async () => {
    await app.get('.source select').setValue('50')
    await eventually(() => expect(app.findAll('.graph')).toHaveLength(2))
    await eventually(() =>
      expect(
        questions()
          .slice(-2)
          .map((one) => sourceOf(one).at)
      ).toEqual([50, 'now'])
    )
    expect(app.get('.compared').text()).toContain('50')
  })

  it('goes where the help leads, beside it', async () => {
    await buttonNamed('Help (F1)').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    // An equation is in the chapter, and a number there leads to its place in the graph.
    await app.get('.manual input').setValue('10.26')
    await app.get('.manual .entry .link').trigger('click')
    await vi.dynamicImportSettled()
    await eventually(() => expect(app.find('.chapter ol.numbers button.number').exists()).toBe(true))
    expect(app.get('.chapter h3').text()).toBe('∇W')
    await app.get('.chapter ol.numbers button.number').trigger('click')
    await eventually(() => expect(app.find('.open .tag').exists()).toBe(true))
    await app.get('.manual input').setValue('truncation happens')
    await app.get('.manual .entry .link').trigger('click')
    await eventually(() => expect(app.get('.sections [aria-checked=true]').text()).toBe('Truncation'))
  })

  it('lays it beside in every section, once what is over training', async () => {
    await app.get('.source select').setValue('50')
    await eventually(() => expect(app.findAll('.graph')).toHaveLength(2))
    for (const section of app.findAll('.sections [role=radio]').slice(1)) {
      await section.trigger('click')
      await vi.dynamicImportSettled()
      await eventually(() =>
        expect(app.findAll('h3.side').map((one) => one.text().replace('as they are now', 'of step 100'))).toEqual([
          'Parameters of step 100',
          'Parameters of step 50'
        ])
      )
      await eventually(() => expect(app.findAll('.through-time .panel section.panel')).toHaveLength(2))
    }
    const flow = (asked: Question): boolean => asked.ask === 'flow'
    expect(
      questions()
        .filter(flow)
        .map((one) => sourceOf(one).at)
    ).toEqual(expect.arrayContaining(['now', 50]))
    await app.get('.source select').setValue('')
    await eventually(() => expect(app.findAll('h3.side')).toHaveLength(0))
  })

  it('brings an equation into view that a person asks for, and none that a wave passes by', async () => {
    const brought: (string | undefined)[] = []
    HTMLElement.prototype.scrollIntoView = function (this: HTMLElement, options) {
      brought.push(`${this.querySelector('.tag')!.textContent} ${JSON.stringify(options)}`)
    }
    await app.get('.scroller').trigger('keydown', { key: 'ArrowLeft' })
    await flushPromises()
    expect(brought).toEqual([])
    const click = async (): Promise<void> => {
      await app.findAll('.scroller svg g[cursor=pointer]')[0].trigger('click')
      await flushPromises()
    }
    await click()
    expect(brought).toEqual(['(10.9) {"block":"nearest","behavior":"smooth"}'])
    // The same again: the equation can have been scrolled out of view.
    const { device } = (window as unknown as { happyDOM: { settings: { device: { prefersReducedMotion: string } } } })
      .happyDOM.settings
    device.prefersReducedMotion = 'reduce'
    await click()
    device.prefersReducedMotion = 'no-preference'
    expect(brought.slice(1)).toEqual(['(10.9) {"block":"nearest","behavior":"auto"}'])
  })

  it('names every equation, and has its headings in order', () => {
    const names = app.findAll('.equation').map((one) => one.get('.visually-hidden').text())
    expect(names.slice(0, 3)).toEqual(['x(t), y(t)', '(10.8) a(t)', '(10.9) h(t)'])
    expect(new Set(names).size).toBe(names.length)
    const levels = app
      .get('.through-time')
      .findAll('h2, h3, h4')
      .map((one) => Number(one.element.tagName[1]))
    expect(levels[0]).toBe(2)
    levels.forEach((level, i) => {
      if (i > 0) expect(level - levels[i - 1]).toBeLessThanOrEqual(1)
    })
  })

  it('asks for the sequence, the steps and the cut that are chosen', async () => {
    const [sequence, steps] = app.findAll('.source [role=spinbutton]')
    await sequence.setValue('3')
    await steps.setValue('4')
    await app.findAll('.source select')[1].setValue('never')
    await eventually(() =>
      expect(questions().at(-1)).toEqual({ ask: 'unroll', source: { at: 'now', sequence: 2, steps: 4, truncation: 0 } })
    )
  })
})
