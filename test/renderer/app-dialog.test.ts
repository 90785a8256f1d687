// @vitest-environment happy-dom
// When a dialog says that it was closed: the browser's event comes late.

import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import AppDialog from '../../src/renderer/components/AppDialog.vue'
import { i18n } from '../../src/renderer/i18n'

let dialog: ReturnType<typeof mount>
afterEach(() => dialog.unmount())

async function open(): Promise<HTMLDialogElement> {
  dialog = mount(AppDialog, {
    props: { open: false, title: 'Settings' },
    global: { plugins: [i18n] },
    attachTo: document.body
  })
  await dialog.setProps({ open: true })
  await nextTick()
  const element = dialog.get('dialog').element as HTMLDialogElement
  expect(element.open).toBe(true)
  return element
}
const closes = (): number => dialog.emitted('close')?.length ?? 0

it('asks to be closed on Escape, and stays until it is', async () => {
  const element = await open()
  const escape = new Event('cancel', { cancelable: true })
  element.dispatchEvent(escape)
  expect([closes(), escape.defaultPrevented, element.open]).toEqual([1, true, true])
})

it('says that the browser has closed it', async () => {
  const element = await open()
  element.removeAttribute('open')
  element.dispatchEvent(new Event('close'))
  expect(closes()).toBe(1)
})

it('keeps still about a close that is over: it was opened again, or another dialog took its place', async () => {
  const element = await open()
  element.dispatchEvent(new Event('close'))
  expect(closes()).toBe(0)
  await dialog.setProps({ open: false })
  expect(element.open).toBe(false)
  element.dispatchEvent(new Event('close'))
  expect(closes()).toBe(0)
})
