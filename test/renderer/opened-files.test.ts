// @vitest-environment happy-dom
// Files that a person opens with the app, or drops on its window.

import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { experimentSchema } from '../../src/shared/experiment'
import { app, bridge, field, openApp } from './open-app'

describe('a file that a person opens', () => {
  const experiment = experimentSchema.parse({ name: 'From afar', data: { kind: 'task' }, model: { hiddenSize: 77 } })

  it.each(['before there is a window', 'while there is one'])('%s fills the form', async (when) => {
    if (when.startsWith('before')) bridge.opened.push({ experiment })
    await openApp()
    if (when.startsWith('while')) bridge.opens({ experiment })
    await flushPromises()
    expect(field('name').get('input').element.value).toBe('From afar')
    expect(field('model.hiddenSize').get('input').element.value).toBe('77')
  })

  it('is told of where it cannot be opened, and the others are', async () => {
    await openApp()
    bridge.opens({ refusal: 'It is a model.' }, { experiment })
    await flushPromises()
    expect(app.text()).toContain('It is a model.')
    expect(field('name').get('input').element.value).toBe('From afar')
  })
})

describe('files that are dropped', () => {
  const drag = async (name: string, types = ['Files']): Promise<Event> => {
    const event = new Event(name, { cancelable: true })
    window.dispatchEvent(
      Object.assign(event, { dataTransfer: { types, files: [new File([], 'novel.txt')] }, relatedTarget: null })
    )
    await flushPromises()
    return event
  }
  const zone = () => app.find('.zone').exists()
  beforeEach(() => openApp())

  it('have a zone while they are over the window, and text that is dragged has none', async () => {
    expect([(await drag('dragover', ['text/plain'])).defaultPrevented, zone()]).toEqual([false, false])
    expect([(await drag('dragover')).defaultPrevented, zone()]).toEqual([true, true])
    await drag('dragleave')
    expect(zone()).toBe(false)
  })

  it('become the data of a draft with their name, in the open pane', async () => {
    bridge.dropped = {
      ok: true,
      value: { opened: [{ data: { kind: 'text', path: '/there/novel.txt' } }], names: ['novel.txt'], left: [] }
    }
    await drag('dragover')
    expect((await drag('drop')).defaultPrevented).toBe(true)
    expect([zone(), field('name').get('input').element.value]).toEqual([false, 'novel'])
    expect(field('data.text.path').text()).toContain('novel.txt')
  })

  it('are told of by name where several were dropped', async () => {
    const data = { kind: 'text', path: '/there/novel.txt' } as const
    bridge.dropped = { ok: true, value: { opened: [{ data }], names: ['novel.txt'], left: ['b.txt', 'c.csv'] } }
    await drag('drop')
    expect(app.get('.toasts').text()).toMatch(/opens novel\.txt:.*does not open b\.txt, c\.csv/)
  })

  it('have their data chosen where these lie elsewhere, and keep their name', async () => {
    const experiment = experimentSchema.parse({
      name: 'From a friend',
      data: { kind: 'text', source: 'file', path: '/gone/novel.txt' }
    })
    const wants = { path: '/gone/novel.txt', isThere: false }
    bridge.dropped = { ok: true, value: { opened: [{ experiment, wants }], names: ['far.unroll'], left: [] } }
    await drag('drop')
    bridge.chosenTexts = { path: '/here/novel.txt' }
    await app.get('.toast').findAll('button')[0].trigger('click')
    await flushPromises()
    expect(field('name').get('input').element.value).toBe('From a friend')
    expect(field('data.text.path').get('.file').attributes('title')).toBe('/here/novel.txt')
  })

  it('are told of where they cannot be opened', async () => {
    bridge.dropped = { ok: false, message: '2 files were dropped.' }
    await drag('drop')
    expect(app.text()).toContain('2 files were dropped.')
  })
})
