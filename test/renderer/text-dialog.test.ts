// @vitest-environment happy-dom
// The dialog that shows how a text, or several, were understood and what was decided about them.

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { i18n } from '../../src/renderer/i18n'
import { app, bridge, buttonNamed, openApp } from './open-app'
import { understoodText } from './understood-table'

/** The dialog opens with the file. */
async function openDialog(): Promise<void> {
  await openApp()
  bridge.opens({ data: { kind: 'text', path: '/home/me/novel.txt' } })
  await flushPromises()
}
const dialog = () => app.get('dialog.data-dialog')
/** The decisions in the last question. */
const asked = (): unknown => (bridge.called('understandData').at(-1)![0] as { data: { reading: unknown } }).data.reading
const labels = () =>
  dialog()
    .findAll('.decisions label > span:first-child')
    .map((label) => label.text())
const select = (label: string) =>
  dialog()
    .findAll('label')
    .find((one) => one.text().startsWith(label))!
    .get('select')
const problem = () => dialog().find('.content > [role=alert]')

it('is about a text too: a bad byte is replaced, line ends stay, or it is read as a table', async () => {
  await openDialog()
  expect(dialog().text()).toContain('1,200 characters, 40 different ones. Line ends in the file: CRLF.')
  await buttonNamed('Replace by U+FFFD').trigger('click')
  await buttonNamed('Keep them').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({ damaged: 'replace', lineEnds: 'as-is' })
  const symbols = () =>
    dialog()
      .findAll('details tbody tr')
      .map((row) => row.findAll('td').map((cell) => cell.text()))
  expect(symbols()[1]).toEqual(['⏎', 'U+000A', '\\u{000A}', '200', '16.7%'])
  await buttonNamed('Code point').trigger('click')
  expect(symbols().map(([symbol]) => symbol)).toEqual(['⏎', 'C', 'e'])
  await buttonNamed('Read as CP949 (Korean)').trigger('click')
  await flushPromises()
  expect(asked()).toMatchObject({ encoding: 'CP949' })
  await buttonNamed('Read as a table').trigger('click')
  await flushPromises()
  expect(bridge.called('understandData').at(-1)![0]).toMatchObject({
    data: { kind: 'series', path: '/home/me/novel.txt' }
  })
  expect(dialog().text()).toContain('4 rows')
})

it('keeps the decisions of a text that cannot be read, so that it is mended there', async () => {
  const message = '"novel.txt" is a binary file.'
  bridge.misunderstands = ({ data }) =>
    data.kind === 'text' && data.reading?.encoding !== 'CP949' ? { message } : null
  await openDialog()
  expect(problem().text()).toBe(message)
  expect(dialog().get('pre').text()).toBe('The beginning of the file')
  expect(labels()).toEqual([
    'Symbols',
    'Encoding',
    'Damaged bytes',
    'Letters and marks',
    'Line ends',
    'Merge symbols rarer than'
  ])
  const encoding = select('Encoding').element
  await select('Encoding').setValue('CP949')
  await flushPromises()
  expect(problem().exists()).toBe(false)
  expect(dialog().text()).toContain('1,200 characters')
  // The field stays, and with it the focus.
  expect(select('Encoding').element).toBe(encoding)
})

it.each(['file-binary', 'file-kind', 'utf8-damaged', 'too-many-symbols', 'gzip-damaged'])(
  'offers to read the bytes of a file with the fault %s',
  async (code) => {
    bridge.misunderstands = ({ data }) =>
      data.kind === 'text' && data.reading?.unit !== 'bytes' ? { code, values: {}, message: 'It is no text.' } : null
    await openDialog()
    await buttonNamed('Read its bytes').trigger('click')
    await flushPromises()
    expect(asked()).toEqual({ unit: 'bytes' })
    expect(problem().exists()).toBe(false)
  }
)

it('does not offer the bytes of a file that is empty', async () => {
  bridge.misunderstands = () => ({ code: 'file-empty', values: { name: 'novel.txt' }, message: 'It is empty.' })
  await openDialog()
  expect(problem().findAll('button')).toEqual([])
})

it('reads a text as bytes: only what concerns bytes is left to decide', async () => {
  await openDialog()
  bridge.understoodText = {
    ...understoodText,
    reading: { ...understoodText.reading, unit: 'bytes' },
    encoding: 'bytes',
    characters: 300,
    symbols: 2,
    vocabulary: [
      { symbol: 'A', count: 200 },
      { symbol: '0xe2', count: 100 }
    ],
    warnings: []
  }
  await select('Symbols').setValue('bytes')
  await flushPromises()
  expect(asked()).toEqual({ unit: 'bytes' })
  expect(dialog().text()).toContain('300 bytes, 2 different ones.')
  expect(labels()).toEqual(['Symbols'])
  expect(
    dialog()
      .findAll('details tbody tr')
      .map((row) => row.findAll('td').map((cell) => cell.text()))
  ).toEqual([
    ['A', '0x41', '200', '66.7%'],
    ['0xe2', '0xE2', '100', '33.3%']
  ])
})

it('lists the files of a text, those left out with the reason, and takes how they are joined and held out', async () => {
  const files = {
    read: [
      { name: '1.txt', characters: 800 },
      { name: 'sub/2.txt', characters: 400 }
    ],
    left: [{ name: 'photo.png', why: 'it is a file of PNG, not plain text' }]
  }
  const remark = { ...understoodText.warnings[1], values: { found: 'CRLF', file: '1.txt' }, line: null }
  bridge.understoodText = { ...understoodText, files, warnings: [{ ...remark, message: '1.txt: Line ends are CRLF.' }] }
  await openApp()
  bridge.opens({ data: { kind: 'text', path: '/home/me/letters', files: ['1.txt', 'photo.png', 'sub/2.txt'] } })
  await flushPromises()
  const given = { files: ['1.txt', 'photo.png', 'sub/2.txt'] }
  expect(asked()).toEqual(given)
  expect(dialog().text()).toContain('2 files, 1 left out')
  expect(dialog().text()).toContain('Left out: it is a file of PNG, not plain text')
  expect(buttonNamed('Find everything again').element.disabled).toBe(true)
  await select('Held out').setValue('groups')
  await flushPromises()
  await dialog().findAll<HTMLInputElement>('fieldset label input')[1].setValue(true)
  await flushPromises()
  expect(asked()).toEqual({ ...given, heldOut: { groups: ['sub/2.txt'] } })
  await select('Files').setValue('joined')
  await flushPromises()
  expect(asked()).toEqual({ ...given, heldOut: null, several: 'joined' })
  await buttonNamed('Find everything again').trigger('click')
  await flushPromises()
  expect(asked()).toEqual(given)
  i18n.global.locale.value = 'ko'
  await flushPromises()
  expect(dialog().text()).toContain('뺌: 일반 텍스트가 아니라 PNG 파일입니다')
  expect(dialog().text()).toContain('1.txt: 줄 끝이 CRLF입니다')
  i18n.global.locale.value = 'en'
})

it('opens with a folder that a person chooses, and with a file of the same name without its list', async () => {
  await openApp()
  bridge.opens({ data: { kind: 'text', path: '/home/me/novel.txt' } })
  await flushPromises()
  await buttonNamed('Done').trigger('click')
  await buttonNamed('Choose a folder of texts…').trigger('click')
  await flushPromises()
  expect(bridge.called('understandData').at(-1)![0]).toMatchObject({ data: { kind: 'text', path: '/books/letters' } })
  await buttonNamed('Done').trigger('click')
  bridge.chosenTexts = { path: '/books', files: ['a.txt', 'b.txt'] }
  await app.get('[data-field="data.text.path"] .control button').trigger('click')
  await flushPromises()
  expect(asked()).toEqual({ files: ['a.txt', 'b.txt'] })
  bridge.opens({ data: { kind: 'text', path: '/books/letters', files: ['1.txt', '2.txt'] } })
  await flushPromises()
  expect(asked()).toEqual({ files: ['1.txt', '2.txt'] })
  bridge.opens({ data: { kind: 'text', path: '/books/letters.txt' } })
  await flushPromises()
  expect(asked()).toEqual({})
})
