// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import TypedInput from '../../src/renderer/components/TypedInput.vue'

it('keeps what is typed while its value changes, sends it, and then shows what has come of it', async () => {
  const field = mount(TypedInput, { props: { value: 3 }, attrs: { max: 16 } })
  field.element.value = '99'
  await field.trigger('input')
  await field.setProps({ value: 4 })
  expect(field.element.value).toBe('99')
  await field.trigger('change')
  expect(field.emitted('send')).toEqual([['99']])
  expect(field.element.value).toBe('4')
  field.element.value = '5'
  await field.trigger('input')
  await field.trigger('blur')
  expect(field.element.value).toBe('4')
})
