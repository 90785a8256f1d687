// @vitest-environment happy-dom
// The dialog of a table chooses what is learned of it: the next row, or one label of each sequence.

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { app, bridge, buttonNamed, field, openApp } from './open-app'
import { understood } from './understood-table'

const select = (label: string) =>
  app
    .get('dialog.data-dialog')
    .findAll('label')
    .find((one) => one.text().startsWith(label))!
    .get('select')
const data = () => (bridge.called('understandData').at(-1)![0] as { data: { reading: unknown } }).data

it('learns one label a sequence in place of the next row, keeps the signs, and goes back', async () => {
  await openApp()
  bridge.opens({ data: { kind: 'series', path: '/home/me/prices.csv' } })
  await flushPromises()
  await select('Delimiter').setValue(';')
  await flushPromises()
  await select('What is learned').setValue('numbers')
  await flushPromises()
  expect(data()).toMatchObject({ kind: 'labelled', labels: 'numbers', path: '/home/me/prices.csv' })
  expect(data().reading).toEqual({ delimiter: ';' })
  expect((field('model.readout').get('select').element as HTMLSelectElement).value).toBe('last-step')
  await select('What is learned').setValue('rows')
  await flushPromises()
  expect(data()).toMatchObject({ kind: 'series' })
  expect((field('model.readout').get('select').element as HTMLSelectElement).value).toBe('every-step')
})

it('offers to learn a column that looks like a label', async () => {
  await openApp()
  const remark = {
    code: 'labels-possible',
    message: '',
    values: { column: 'class', count: 9, kind: 'classes' },
    line: null
  }
  bridge.understood = { ...understood, warnings: [remark] }
  bridge.opens({ data: { kind: 'series', path: '/home/me/prices.csv' } })
  await flushPromises()
  await buttonNamed('Learn the label of each sequence').trigger('click')
  await flushPromises()
  expect(data()).toMatchObject({ kind: 'labelled', labels: 'classes' })
})
