// @vitest-environment happy-dom
// The page Chapter: without a run and with one, going back and forward, and the ways to the page.

import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stations } from '../../../src/renderer/chapter/stations'
import { i18n } from '../../../src/renderer/i18n'
import { eventually } from '../../eventually'
import { FakeBridge, FakeTrainer, frameOf } from '../fake-bridge'
import { blankPage, openApp } from '../open-app'
import { unrolledSample } from '../through-time/sample'

// KaTeX asks once, when it is loaded, whether the page is in standards mode.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

let app: VueWrapper
let bridge: FakeBridge
beforeEach(() => {
  blankPage()
  bridge = new FakeBridge()
})
afterEach(() => {
  app.unmount()
  i18n.global.locale.value = 'en'
  vi.restoreAllMocks()
})

const title = (): string => app.get('.chapter h3').text()
const button = (text: string) => app.findAll('.chapter button').find((one) => one.text() === text)!
async function openChapter(): Promise<void> {
  await app.get('#tab-chapter').trigger('click')
  await vi.dynamicImportSettled()
  await flushPromises()
}

describe('without a run', () => {
  it('leads through the derivation, and gets a run with one click', async () => {
    app = await openApp(bridge)
    await openChapter()
    expect(title()).toBe('The unrolled graph')
    expect(app.get('.numbers').text()).toContain('no run is on screen')
    expect(button('← Back').attributes('disabled')).toBeDefined()
    for (const { key } of stations.slice(1)) {
      await button('Next →').trigger('click')
      expect(app.get('[aria-current=step]').text()).toContain(i18n.global.t(`chapter.${key}.title`))
    }
    expect(button('Next →').attributes('disabled')).toBeDefined()
    await app.findAll('.station')[0].trigger('click')
    await button('Start running parity, and come back here').trigger('click')
    await flushPromises()
    expect(bridge.called('createRun')).toHaveLength(1)
    expect(app.get('#tab-chapter').attributes('aria-selected')).toBe('true')
  })

  it('goes on and back by arrow keys, which an input keeps for itself', async () => {
    app = await openApp(bridge)
    await openChapter()
    const press = async (key: string, at: Element = app.get('.chapter article').element) => {
      at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await flushPromises()
    }
    await press('ArrowRight')
    expect(title()).toBe('The output')
    await press('ArrowLeft')
    await press('ArrowLeft')
    expect(title()).toBe('The unrolled graph')
    await press('ArrowRight', app.get('aside input').element)
    expect(title()).toBe('The unrolled graph')
  })

  it('says of stations that the network lacks why it does, in both languages', async () => {
    app = await openApp(bridge)
    for (const language of ['en', 'ko'] as const) {
      i18n.global.locale.value = language
      await openChapter()
      for (const [i, { key }] of stations.entries()) {
        await app.findAll('.station')[i].trigger('click')
        const missing = key === 'teacher' || key === 'R'
        expect(app.find('.chapter .banner').exists(), key).toBe(missing)
        expect(app.get('.chapter').text()).not.toMatch(/chapter\.|throughTime\./)
      }
    }
  })
})

describe('with a run', () => {
  const unrolled = unrolledSample()
  let trainer: FakeTrainer
  let answering: ReturnType<typeof setInterval>
  beforeEach(async () => {
    bridge.add('stored', { state: 'finished' })
    bridge.onLook = (id) => {
      trainer = new FakeTrainer(id, () => frameOf({ progress: null }), 'viewer')
      let done = 0
      answering = setInterval(() => {
        const asked = trainer.commands.filter((command) => command.type === 'inspect')
        for (const { id: number } of asked.slice(done))
          trainer.post({ type: 'inspection', id: number, answer: unrolled })
        done = asked.length
      }, 5)
    }
    app = await openApp(bridge)
    await app.get('.name').trigger('click')
    await flushPromises()
    await openChapter()
    await eventually(() => expect(app.find('.chapter ol.numbers').exists()).toBe(true))
  })
  afterEach(() => {
    clearInterval(answering)
    trainer.close()
  })

  it('has its numbers, and a number leads to its place in the graph', async () => {
    expect(app.get('.numbers').text()).toContain('Training step 100')
    await app.get('.chapter ol.numbers button.number').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    expect(app.get('#tab-through-time').attributes('aria-selected')).toBe('true')
  })

  it('is where the help leads from an equation', async () => {
    bridge.menu('help')
    await vi.dynamicImportSettled()
    await flushPromises()
    await app
      .findAll('.manual .link')
      .find((one) => one.text() === '(10.21)')!
      .trigger('click')
    await flushPromises()
    expect(title()).toBe('∇h(t), case 2: every earlier step')
    expect(app.get('.chapter .case').text()).toContain('Case 2')
  })
})
