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

const remark = (code: string) => ({
  code,
  message: '',
  values: { column: 'class', count: 9, kind: 'classes' },
  line: null
})

it('takes a new table for labelled where a column looks like a label, and goes back for good', async () => {
  await openApp()
  bridge.understood = { ...understood, warnings: [remark('labels-possible'), remark('labels-guessed')] }
  bridge.opens({ data: { kind: 'series', path: '/home/me/prices.csv' } })
  await flushPromises()
  expect(data()).toMatchObject({ kind: 'labelled', labels: 'classes', reading: {} })
  await buttonNamed('Learn the next row').trigger('click')
  await flushPromises()
  expect(data()).toMatchObject({ kind: 'series', reading: {} })
  await buttonNamed('Learn the label of each sequence').trigger('click')
  await flushPromises()
  expect(data()).toMatchObject({ kind: 'labelled', labels: 'classes' })
})

it('keeps the columns where training would refuse the table, so that another label can be chosen', async () => {
  await openApp()
  const refusal = { code: 'labels-gaps-keep', message: 'Gaps cannot be kept (data.reading.gaps "carry").', values: {} }
  const labels = { column: 'Wert', kind: 'classes' as const, classes: [] }
  const columns = understood.columns.map((column, i) =>
    i === 1 ? { ...column, reason: { code: 'label-name', message: '', values: {} } } : column
  )
  const roles = { Jahr: 'input', Wert: 'target' } as const
  bridge.understood = { ...understood, columns, labels, refusal, reading: { ...understood.reading, roles } }
  bridge.opens({ data: { kind: 'series', path: '/home/me/prices.csv' } })
  await flushPromises()
  expect(app.get('dialog.data-dialog [role=alert]').text()).toBe('Gaps cannot be kept.')
  expect(buttonNamed('Interpolate').exists()).toBe(true)
  expect(
    select('Gaps')
      .findAll('option')
      .map((one) => one.attributes('value'))
  ).not.toContain('keep')
  await app.get('select[aria-label="Role of Jahr"]').setValue('target')
  await flushPromises()
  expect(data().reading).toEqual({ roles: { Jahr: 'target' } })
})
