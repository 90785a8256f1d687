// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import SampleForm from '../../../src/renderer/charts/SampleForm.vue'
import { i18n } from '../../../src/renderer/i18n'
import en from '../../../src/renderer/locales/en'

it.each([
  ['temperature', '0'],
  [en.charts.sample.topK, '1']
])('the form of samples says that several are all the same: %s %s', async (name, value) => {
  const form = mount(SampleForm, {
    props: { canSample: true, sampling: false, kind: 'text', symbols: ['a'] },
    global: { plugins: [i18n] }
  })
  const field = (label: string) =>
    form
      .findAll('label')
      .find((one) => one.text().startsWith(label))!
      .get('input')
  await field(name).setValue(value)
  expect(form.text()).not.toContain(en.charts.sample.allAlike)
  await field(en.charts.sample.count).setValue('3')
  expect(form.text()).toContain(en.charts.sample.allAlike)
})
