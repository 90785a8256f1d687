// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepFocus } from '../../src/renderer/composables/kept-focus'

const find = (selector: string): HTMLElement => document.querySelector<HTMLElement>(selector)!
const focused = (): string | undefined => document.activeElement?.id

let end: () => void
beforeEach(() => {
  document.body.innerHTML = `<main id="main"><section id="section"><p><button id="start">Start</button></p>
    <button id="other">Other</button></section></main>`
  end = keepFocus()
})
afterEach(() => end())

it('a button that goes away leaves the focus to the part around it', async () => {
  find('#start').focus()
  find('p').remove()
  await flushPromises()
  expect(focused()).toBe('section')
})

it('a part that goes away with it leaves it to the next, and at last to the main part', async () => {
  find('#start').focus()
  find('#section').remove()
  await flushPromises()
  expect(focused()).toBe('main')
})

it('a button that is disabled while it works has the focus again afterwards', async () => {
  const start = find('#start') as HTMLButtonElement
  start.focus()
  start.disabled = true
  await flushPromises()
  expect(focused()).toBe('section')
  start.disabled = false
  await flushPromises()
  expect(focused()).toBe('start')
})

it('a person who has gone elsewhere in the meantime stays there', async () => {
  const start = find('#start') as HTMLButtonElement
  start.focus()
  start.disabled = true
  await flushPromises()
  find('#other').focus()
  start.disabled = false
  await flushPromises()
  expect(focused()).toBe('other')
})

it('other changes of the page move nothing', async () => {
  find('#other').focus()
  find('p').remove()
  await flushPromises()
  expect(focused()).toBe('other')
})
