// @vitest-environment happy-dom
// The whole window never shows a late answer of main or the trainer under another name. Answers come in any order.

import { flushPromises } from '@vue/test-utils'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../src/shared/bridge'
import type { Exported } from '../../../src/shared/exports'
import { experimentSchema, type Experiment } from '../../../src/shared/experiment'
import type { InspectionSource } from '../../../src/shared/inspection'
import type { StoredRun } from '../../../src/shared/bridge'
import { FakeTrainer, frameOf, pointsOf } from '../fake-bridge'
import { app, bridge, buttonNamed, field, openApp } from '../open-app'
import { unrolledSample } from '../through-time/sample'
import { eventually } from '../../eventually'
import { events, late } from './late'

// KaTeX asks once, when it is loaded, whether the page is in standards mode.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

const number = (text: string): number => Number(text.replaceAll(',', ''))

async function openTab(name: string): Promise<void> {
  await app.get(`#tab-${name}`).trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
}

afterEach(() => {
  vi.useRealTimers()
})

/** Skips the delays of the form: all waiting questions are asked now. */
const delays = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1300)

describe('an experiment that is changed while main still answers', () => {
  const hidden = (asked: unknown): number => experimentSchema.parse(asked).model.hiddenSize
  const path = ({ data }: Experiment): number =>
    data.kind === 'text' && data.source === 'file' ? Number(/\d+/.exec(data.path ?? '')![0]) : -1

  it('has no estimate of another experiment', async () => {
    const answers = late((asked: unknown): Answer<never> =>
      hidden(asked) % 4 === 3
        ? { ok: false, message: `None for ${hidden(asked)}.` }
        : {
            ok: true,
            value: {
              parameters: hidden(asked),
              memoryBytes: 1,
              secondsPerStep: 1,
              totalSeconds: null,
              stepsPerEpoch: null
            } as never
          }
    )
    bridge.estimate = answers.ask
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await openApp()
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        for (const event of happening) {
          if ('answer' in event) await delays().then(() => answers.answer(event.answer))
          else
            await field('model.hiddenSize')
              .get('input')
              .setValue(String(10 + event.choose))
          const now = field('model.hiddenSize').get('input').element.value
          const card = app.find('.estimate')
          const figure = card.exists() && card.find('dd')
          if (figure && figure.exists()) expect(figure.text()).toBe(now)
          else if (card.exists() && card.text().includes('None for')) expect(card.text()).toContain(`None for ${now}.`)
        }
      }),
      { numRuns: 20 }
    )
  })

  it('has no mistake of another file, and its data are marked while they are of another', async () => {
    const answers = late((asked: unknown): Answer<never> => {
      const experiment = experimentSchema.parse(asked)
      const of = path(experiment)
      if (of % 3 === 1) return { ok: false, message: `Bad ${of}.`, path: ['data', 'text', 'path'] }
      return {
        ok: true,
        value: {
          kind: 'text',
          encoding: 'UTF-8',
          characters: of,
          trainCharacters: of,
          excerpt: '',
          frequencies: [['a', 1]],
          nx: 1,
          ny: 1,
          output: 'softmax',
          readout: null,
          inputLabels: [],
          outputLabels: [],
          baselines: []
        } as never
      }
    })
    bridge.previewData = answers.ask
    let next = 0
    bridge.chooseTexts = async () => ({ ok: true, value: { path: `/books/${next}.txt` } })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await openApp()
    await openTab('data')
    await field('data.text.source').get('select').setValue('file')
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        for (const event of happening) {
          if ('answer' in event) await delays().then(() => answers.answer(event.answer))
          else {
            next = event.choose
            await field('data.text.path').get('.control button').trigger('click')
            await flushPromises()
          }
          const problem = field('data.text.path').find('.problem')
          if (problem.exists() && problem.text().startsWith('Bad')) expect(problem.text()).toBe(`Bad ${next}.`)
          const facts = app.find('.facts')
          if (facts.exists() && !app.find('.data .being').exists()) expect(facts.text()).toContain(`${next} characters`)
        }
      }),
      { numRuns: 20 }
    )
  })
})

describe('a run that is chosen while another is still being read', () => {
  it('never shows the loss or the steps of the other', async () => {
    const loads = late((id: string): Answer<StoredRun> => ({ ok: true, value: structuredClone(bridge.runs.get(id)!) }))
    for (const [id, loss] of [
      ['1', 1],
      ['2', 2],
      ['3', 3]
    ] as const) {
      bridge.add(
        id,
        { step: loss, loss: null },
        {
          points: pointsOf(
            Array.from({ length: loss }, (_, i) => i + 1),
            loss
          )
        }
      )
    }
    bridge.loadRun = loads.ask
    await openApp()
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        for (const event of happening) {
          if ('answer' in event) await loads.answer(event.answer)
          else
            await app
              .findAll('[data-run]')
              .find((one) => one.text().includes(`Run ${1 + (event.choose % 3)}`))!
              .trigger('click')
          await vi.dynamicImportSettled()
          const chosen = app.find('[data-run][aria-current=true] .name')
          if (!chosen.exists()) continue
          const id = chosen.text().slice(4)
          const bar = app.get('[role=contentinfo], footer.bar').text()
          expect(bar).toContain(`step ${id}`)
          const loss = /loss ([\d.]+)/.exec(bar)
          if (loss) expect(Number(loss[1])).toBe(Number(id))
          const chart = app.find('.loss canvas[aria-label]')
          if (chart.exists() && chart.attributes('aria-label')!.includes('At step'))
            expect(chart.attributes('aria-label')).toContain(`At step ${id}: training ${id}.000`)
        }
        while (loads.open > 0) await loads.answer(0)
      }),
      { numRuns: 20 }
    )
  })

  it('does not say what was written of the other', async () => {
    const writing = late((id: string): Answer<Exported> => ({
      ok: true,
      value: { file: `/out/${id}.safetensors`, bytes: 1, step: 10, difference: null }
    }))
    bridge.exportRun = writing.ask
    bridge.add('1')
    bridge.add('2')
    await openApp()
    const choose = (id: string): Promise<void> =>
      app
        .findAll('[data-run]')
        .find((one) => one.text().includes(`Run ${id}`))!
        .trigger('click')
    await choose('1')
    await flushPromises()
    await openTab('export')
    await buttonNamed('Save weights…').trigger('click')
    await choose('2')
    await flushPromises()
    await writing.answer(0)
    expect(app.find('.written').exists()).toBe(false)
    expect(buttonNamed('Save weights…').attributes('disabled')).toBeUndefined()
  })
})

describe('the view Through time', () => {
  const sample = unrolledSample()
  const held = new Map<number, number>()
  const codeOf = ({ at, sequence }: InspectionSource): number => 10 * (at === 'now' ? 100 : (at as number)) + sequence

  it('names every number by the parameters and the sequence that it is of', async () => {
    bridge.add('stored', { state: 'finished' })
    let trainer!: FakeTrainer
    bridge.onLook = (id) => {
      trainer = new FakeTrainer(id, () => frameOf({ progress: null, checkpoints: [20, 50] }), 'viewer')
    }
    await openApp()
    await app.get('[data-run]').trigger('click')
    await flushPromises()
    await openTab('through-time')

    const answered = new Set<number>()
    const waiting = () =>
      trainer.commands.filter((command) => command.type === 'inspect').filter(({ id }) => !answered.has(id))
    async function answer(which: number): Promise<void> {
      const open = waiting()
      if (open.length > 0) {
        const { id, question } = open[which % open.length]
        answered.add(id)
        if (question.ask === 'unroll') {
          const { source } = question
          const code = codeOf(source)
          const number = held.size + 1
          held.set(number, code)
          trainer.post({
            type: 'inspection',
            id,
            answer: {
              ...sample,
              held: number,
              step: Math.floor(code / 10),
              sequence: source.sequence,
              loss: code,
              gradients: { ...sample.gradients, W: new Float64Array(49).fill(code) }
            }
          })
        } else if (question.ask === 'contributions') {
          const { tensor, row, col } = question
          const total = held.get((question.source.at as { held: number }).held)!
          trainer.post({
            type: 'inspection',
            id,
            answer: { kind: 'contributions', tensor, row, col, perStep: new Float64Array(6).fill(total / 6), total }
          })
        }
      }
      // The port delivers in a later turn of the event loop. A property that always holds need not wait for it.
      await new Promise((turn) => setImmediate(turn))
      await flushPromises()
    }
    await eventually(async () => {
      await answer(0)
      expect(app.find('.inspector').exists()).toBe(true)
    })
    await app
      .findAll('.equation')
      .find((one) => one.text().includes('10.25'))!
      .trigger('click')

    const [sequence] = app.findAll('.source [role=spinbutton]')
    const actions = [
      () => app.get('.source input[type=range]').setValue('0'),
      () => app.get('.source input[type=range]').setValue('1'),
      () => app.get('.source input[type=range]').setValue('2'),
      () => sequence.setValue('1'),
      () => sequence.setValue('2'),
      () => app.get('.source select').setValue(''),
      () => app.get('.source select').setValue('20'),
      () => app.get('.source select').setValue('50')
    ]
    function check(): void {
      const graphs = app.findAll('.graph figcaption').map((one) => {
        const [, step, of] = /Training step (\d+), sequence (\d)/.exec(one.get('strong').text())!
        const loss = number(/L = ([\d.,]+),/.exec(one.get('.muted').text())![1])
        expect(loss).toBe(10 * Number(step) + Number(of) - 1)
        return { step: Number(step), sequence: Number(of), code: loss }
      })
      const [main, beside] = graphs
      expect(number(/= (\S+)$/.exec(app.get('.now').text())![1])).toBe(main.code)
      if (beside) {
        expect(beside.sequence).toBe(main.sequence)
        const [, step, value, otherStep, otherValue] = /Step (\d+): (\S+) · step (\d+): (\S+)/.exec(
          app.get('.compared').text()
        )!
        expect([step, value, otherStep, otherValue].map(number)).toEqual([
          main.step,
          main.code,
          beside.step,
          beside.code
        ])
      }
      const output = app.get('.source output').text()
      if (output.startsWith('now')) expect(['now, step 100', 'now, step …']).toContain(output)
      if (output === 'now, step 100') expect(main.step).toBe(100)
      if (!app.find('.through-time > .kept > .being').exists()) {
        expect(`Sequence ${main.sequence}`).toBe(`Sequence ${(sequence.element as HTMLInputElement).value}`)
        expect(output.startsWith('now') ? 100 : number(/step (\S+)/.exec(output)![1])).toBe(main.step)
      }
      const bars = app.find('.bars svg[role=img]')
      if (!bars.exists()) return
      const total = number(/= (\S+), the sum/.exec(bars.attributes('aria-label')!)![1])
      const [, titled] = /at training step (\d+)/.exec(app.get('.bars figcaption').text())!
      expect(Math.floor(total / 10)).toBe(Number(titled))
      if (!app.find('.bars .being').exists()) expect(total).toBe(main.code)
    }
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        for (const event of happening) {
          if ('answer' in event) await answer(event.answer)
          else await actions[event.choose]()
          check()
        }
      }),
      { numRuns: 6 }
    )
    await eventually(async () => {
      await answer(0)
      check()
      expect(waiting()).toHaveLength(0)
      expect(app.find('.being').exists()).toBe(false)
    })
    trainer.close()
  })
})
