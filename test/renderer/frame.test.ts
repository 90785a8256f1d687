// @vitest-environment happy-dom
// The frame around the views: panes, the kept draft, the end of a run, the name of the window.

import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../eventually'
import { FakeBridge, FakeTrainer, frameOf, progressOf } from './fake-bridge'
import { blankPage, openApp } from './open-app'

let bridge: FakeBridge
let app: VueWrapper
let trainer: FakeTrainer | null = null

const row = (id: string) => app.get(`[data-field="${id}"]`)
const type = (id: string, text: string): Promise<void> => row(id).get('input').setValue(text)
const buttonNamed = (name: string) =>
  app.findAll('button').find((button) => button.text() === name || button.attributes('aria-label') === name)!

async function open(): Promise<void> {
  app = await openApp(bridge)
}

beforeEach(() => {
  blankPage()
  bridge = new FakeBridge()
})
afterEach(() => {
  app.unmount()
  trainer?.close()
  trainer = null
  vi.restoreAllMocks()
})

describe('the frame', () => {
  it('opens the experiment pane for whoever adjusts or duplicates', async () => {
    bridge.add('one')
    await open()
    const pane = () => app.get<HTMLElement>('aside').element.style.display
    await buttonNamed('Hide the experiment').trigger('click')
    expect(pane()).toBe('none')
    await app.findAll('.preset .button')[1].trigger('click')
    await flushPromises()
    expect(pane()).toBe('')
    await buttonNamed('Hide the experiment').trigger('click')
    await app.get('[data-run]').trigger('click')
    await flushPromises()
    bridge.menu('duplicate-run')
    await flushPromises()
    expect(pane()).toBe('')
  })

  it('says on the first page that the form still holds another experiment, and goes back to it', async () => {
    await open()
    const kept = () => app.find('.start .banner')
    expect(kept().exists()).toBe(false)
    await type('model.hiddenSize', '77')
    await type('name', 'Mine')
    await buttonNamed('New experiment').trigger('click')
    await flushPromises()
    expect(kept().text()).toContain('The experiment pane still holds “Mine”.')
    await kept().get('button').trigger('click')
    expect(app.get('#tab-data').attributes('aria-selected')).toBe('true')
    expect(row('model.hiddenSize').get('input').element.value).toBe('77')
  })

  it('does not move the page when a run comes to its end, and says so in the status bar', async () => {
    bridge.add('live', { state: 'running' })
    let state: 'running' | 'finished' = 'running'
    bridge.onOpen = (id) => {
      trainer = new FakeTrainer(id, () => frameOf({ progress: progressOf({ state }) }))
    }
    await open()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.get('footer.bar').text()).toContain('running'))
    state = 'finished'
    await eventually(() => expect(app.get('footer.bar').text()).toContain('finished'))
    expect(app.find('.train .banner').exists()).toBe(false)
    await app
      .findAll('footer.bar button')
      .find((button) => button.text() === 'Duplicate')!
      .trigger('click')
    await eventually(() => expect(row('name').get('input').element.value).toBe('Run live (copy)'))
  })

  it('is named after what it shows, and has one heading for it', async () => {
    bridge.add('one')
    await open()
    expect([document.title, app.get('h1').text()]).toEqual(['New experiment – Unroll', 'New experiment'])
    await app.get('[data-run]').trigger('click')
    await flushPromises()
    expect([document.title, app.findAll('h1').map((heading) => heading.text())]).toEqual([
      'Run one – Unroll',
      ['Run one']
    ])
    bridge.changed('one', { name: 'Other' })
    await flushPromises()
    expect(document.title).toBe('Other – Unroll')
  })
})
