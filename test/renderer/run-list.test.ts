// @vitest-environment happy-dom
// The list of runs when it is long, and when some runs are damaged.

import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { eventually } from '../eventually'
import { pointsOf } from './fake-bridge'
import { app, bridge, openApp } from './open-app'

const names = (): string[] => app.findAll('[data-run] .name').map((name) => name.text())

it('of a thousand runs, those in view are drawn, and every one can be reached', async () => {
  for (let i = 0; i < 1000; i++) bridge.add(`r${i}`, { createdAt: 1000 - i })
  await openApp()
  expect(names().length).toBeLessThan(60)
  expect(names()[0]).toBe('Run r0')
  expect(app.get('.item').attributes()).toMatchObject({ 'aria-posinset': '1', 'aria-setsize': '1000' })

  await app.get('.list').trigger('keydown', { key: 'End' })
  await flushPromises()
  expect(names().at(-1)).toBe('Run r999')
  expect((document.activeElement as HTMLElement).textContent).toContain('Run r999')
  await app.get('.list').trigger('keydown', { key: 'Home' })
  await flushPromises()
  expect(names()[0]).toBe('Run r0')

  const list = app.get<HTMLElement>('.list')
  list.element.scrollTop = 500 * 47
  await list.trigger('scroll')
  expect(names()).toContain('Run r500')
  await app.get('.search input').setValue('r77')
  expect(names()).toEqual(['Run r77', ...Array.from({ length: 10 }, (_, i) => `Run r77${i}`)])
})

it('what a run takes of the disk is counted when somebody points at it or opens its menu, for that run alone', async () => {
  for (const id of ['one', 'two']) bridge.add(id)
  bridge.size = 2.5 * 2 ** 20
  const count = vi.spyOn(bridge, 'runSize')
  await openApp()
  expect(count).not.toHaveBeenCalled()
  await app.get('.item').trigger('pointerenter')
  await flushPromises()
  expect(app.get('[data-run]').attributes('title')).toMatch(/^Run (one|two)\n2\.5 MB on the disk$/)
  expect(count).toHaveBeenCalledOnce()
  const menu = app.get<HTMLElement>('[role=menu]').element
  Object.assign(menu, { showPopover: () => {}, hidePopover: () => {} })
  await app.findAll('.item')[1].trigger('contextmenu')
  await flushPromises()
  expect(app.get('[role=menuitem].reveal').text()).toContain('2.5 MB')
  expect(count.mock.calls.flat().sort()).toEqual(['one', 'two'])
})

it('a damaged run says what is wrong, shows what can be read, and is not gone on with', async () => {
  bridge.add(
    'bad',
    { state: 'interrupted', damage: { file: 'run.json', reason: 'it is not JSON' } },
    { points: pointsOf([1, 2, 3]) }
  )
  await openApp()
  const item = app.get('[data-run]')
  expect(item.text()).toContain('damaged')
  expect(item.attributes('title')).toBe('Run bad\nrun.json: it is not JSON')
  await item.trigger('click')
  await eventually(() => expect(app.find('.banner.warning').exists()).toBe(true))
  const banner = app.get('.banner.warning')
  expect(banner.text()).toContain('run.json: it is not JSON')
  expect(app.html()).toContain('At step 3')
  const reveal = vi.spyOn(bridge, 'revealRun')
  await banner.get('button').trigger('click')
  expect(reveal).toHaveBeenCalledWith('bad')
  expect(
    app.findAll('button').filter((button) => ['Continue', 'Go on from the last checkpoint'].includes(button.text()))
  ).toEqual([])
})

it('the menu of a right click stays when the button is let go, and goes with a press elsewhere, a new size of the window, Escape or a choice', async () => {
  bridge.add('one')
  await openApp()
  const run = app.get<HTMLElement>('[data-run]')
  const menu = app.get<HTMLElement>('[role=menu]')
  const shown = vi.fn()
  menu.element.showPopover = () => shown(true)
  menu.element.hidePopover = () => shown(false)
  // For the menu key, the browser sends the event to the element with the focus.
  const openMenu = async (): Promise<void> => {
    run.element.focus()
    await run.trigger('contextmenu')
    await flushPromises()
    expect(shown).toHaveBeenLastCalledWith(true)
    expect(menu.element.contains(document.activeElement)).toBe(true)
  }

  await openMenu()
  await run.trigger('pointerup')
  expect(shown).toHaveBeenLastCalledWith(true)
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(shown).toHaveBeenLastCalledWith(false)

  await openMenu()
  window.dispatchEvent(new Event('resize'))
  expect(shown).toHaveBeenLastCalledWith(false)
  expect(document.activeElement).toBe(run.element)

  await openMenu()
  await menu.trigger('keydown', { key: 'Escape' })
  expect(shown).toHaveBeenLastCalledWith(false)
  expect(document.activeElement).toBe(run.element)

  await openMenu()
  await menu.get('.rename').trigger('click')
  await flushPromises()
  expect(shown).toHaveBeenLastCalledWith(false)
  expect((document.activeElement as HTMLInputElement).value).toBe('Run one')
})

it('a run that a notification is of is shown, and its Export view says what it takes of the disk, again when it has ended', async () => {
  bridge.add('r1', { state: 'finished' })
  await openApp()
  bridge.showRun('r1')
  await flushPromises()
  expect(app.get('[data-run]').attributes('aria-current')).toBe('true')
  bridge.menu('view-export')
  await eventually(() => expect(app.get('.exports .size').text()).toBe('It uses 3 MB of the disk.'))
  bridge.size = 5 * 2 ** 20
  bridge.changed('r1', { state: 'stopped' })
  await eventually(() => expect(app.get('.exports .size').text()).toBe('It uses 5 MB of the disk.'))
})

it('the settings say whether the machine may sleep while a run trains, and whether an end is told', async () => {
  await openApp()
  bridge.menu('settings')
  await eventually(() => expect(app.find('[aria-labelledby=setting-keepAwake]').exists()).toBe(true))
  for (const key of ['keepAwake', 'tellOfEnds']) {
    const choice = app.get(`[aria-labelledby=setting-${key}]`)
    expect(choice.findAll('[role=radio]').map((option) => option.attributes('aria-checked'))).toEqual(['true', 'false'])
    await choice.findAll('[role=radio]')[1].trigger('click')
    expect(bridge.called('setSettings').at(-1)).toEqual([{ [key]: false }])
  }
})
