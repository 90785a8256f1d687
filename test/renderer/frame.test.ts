// @vitest-environment happy-dom
// The frame around the views: panes, the kept draft, the end of a run, the name of the window.

import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { eventually } from '../eventually'
import { FakeTrainer, frameOf, progressOf } from './fake-bridge'
import { app, bridge, buttonNamed, field, openApp, type } from './open-app'

describe('the frame', () => {
  it('opens the experiment pane for whoever adjusts or duplicates', async () => {
    bridge.add('one')
    await openApp()
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
    await openApp()
    const kept = () => app.find('.start .banner')
    expect(kept().exists()).toBe(false)
    await type('model.hiddenSize', '77')
    await type('name', 'Mine')
    await buttonNamed('New experiment').trigger('click')
    await flushPromises()
    expect(kept().text()).toContain('The experiment pane still holds “Mine”.')
    await kept().get('button').trigger('click')
    expect(app.get('#tab-data').attributes('aria-selected')).toBe('true')
    expect(field('model.hiddenSize').get('input').element.value).toBe('77')
  })

  it('does not move the page when a run comes to its end, and says so in the status bar', async () => {
    bridge.add('live', { state: 'running' })
    let state: 'running' | 'finished' = 'running'
    bridge.onOpen = (id) => {
      new FakeTrainer(id, () => frameOf({ progress: progressOf({ state }) }))
    }
    await openApp()
    await app.get('[data-run]').trigger('click')
    await eventually(() => expect(app.get('footer.bar').text()).toContain('running'))
    state = 'finished'
    await eventually(() => expect(app.get('footer.bar').text()).toContain('finished'))
    expect(app.find('.train .banner').exists()).toBe(false)
    await app
      .findAll('footer.bar button')
      .find((button) => button.text() === 'Duplicate')!
      .trigger('click')
    await eventually(() => expect(field('name').get('input').element.value).toBe('Run live (copy)'))
  })

  it('is named after what it shows, and has one heading for it', async () => {
    bridge.add('one')
    await openApp()
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
