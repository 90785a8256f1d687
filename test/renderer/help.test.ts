// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import katex from 'katex'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bookEquations } from '../../src/renderer/help/equations'
import { glossary } from '../../src/renderer/help/glossary'
import { i18n } from '../../src/renderer/i18n'
import { actionOf, keys, shownKey } from '../../src/renderer/model/keys'
import { tabs } from '../../src/renderer/views/tabs'
import { menu, menuWords } from '../../src/shared/menu'
import { app, bridge, openApp } from './open-app'

vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

const help = () => app.get('.manual')
const texts = (selector: string): string[] => app.findAll(`.manual ${selector}`).map((one) => one.text())
const search = (query: string): Promise<void> => help().get('input').setValue(query)
async function press(): Promise<void> {
  bridge.menu('help')
  await vi.dynamicImportSettled()
  await flushPromises()
}

beforeEach(() => openApp())
afterEach(() => {
  i18n.global.locale.value = 'en'
})

describe('the help', () => {
  it('stands beside the work, in place of the experiment, and gives place and focus back', async () => {
    const field = app.get<HTMLInputElement>('[data-field="model.hiddenSize"] input').element
    field.focus()
    await press()
    expect(document.activeElement).toBe(help().get('input').element)
    expect(app.find('.presets').isVisible()).toBe(true)
    expect(field.closest('aside')!.style.display).toBe('none')
    await help().trigger('keydown', { key: 'Escape' })
    expect(app.find('.manual').exists()).toBe(false)
    expect(field.closest('aside')!.style.display).toBe('')
    expect(document.activeElement).toBe(field)
  })

  it('gives way when the experiment is asked for', async () => {
    await press()
    await app.get('.preset button:not(.primary)').trigger('click')
    expect(app.find('.manual').exists()).toBe(false)
    expect(app.get('aside').isVisible()).toBe(true)
  })

  it.each(['en', 'ko'] as const)('lists every view, key, equation and term, in words (%s)', async (language) => {
    i18n.global.locale.value = language
    await press()
    expect(help().text()).not.toMatch(/help\.|tabs\.|throughTime\./)
    for (const { key } of tabs) expect(texts('.entry .link')).toContain(i18n.global.t(`tabs.${key}`))
    const shown = texts('kbd')
    for (const { entries } of menu) {
      for (const entry of entries) {
        if (entry === 'separator' || entry.only || !entry.accelerator) continue
        expect(shown).toContain(shownKey(entry.accelerator))
        expect(help().text()).toContain(menuWords[language][entry.word].replace('…', ''))
      }
    }
    for (const table of Object.values(keys))
      for (const pressed of Object.values(table).flat()) expect(shown).toContain(shownKey(pressed))
    expect(texts('.entry h4 .link').filter((text) => text.startsWith('('))).toEqual(
      Array.from({ length: 21 }, (_, i) => `(10.${i + 8})`)
    )
    expect(texts('.term')).toHaveLength(glossary.length)
  })

  it('finds by English and Korean words, by names in code and by the number of an equation', async () => {
    await press()
    await search('10.21')
    expect(texts('.entry .link')).toEqual(['(10.21)'])
    await search('teacher forcing')
    expect(texts('.entry .link')).toContain('(10.15)')
    expect(texts('.term dt')).toContain('teacher forcing교사 강요')
    await search('교사 강요')
    expect(texts('.term dt')).toEqual(['teacher forcing교사 강요'])
    await search('WEIGHT_hh')
    expect(texts('.term dt')).toEqual(['recurrent weight순환 가중치'])
    await search('ctrl + d')
    expect(texts('.keys dt')).toEqual(['Duplicate Run'])
    await search('xyzzy')
    expect(help().get('[role=status]').text()).toBe('The help does not contain “xyzzy”.')
    expect(texts('section')).toEqual([])
  })

  it('leads to the views that there are, and says that the others need a run', async () => {
    await press()
    const link = (name: string) => app.findAll('.manual .link').find((one) => one.text() === name)!
    expect(link('Train').attributes('disabled')).toBeDefined()
    expect(link('(10.8)').attributes('disabled')).toBeUndefined()
    expect(help().text()).toContain('Most parts need a run')
    await link('Data').trigger('click')
    expect(app.find('#view-data').exists()).toBe(true)
    expect(app.find('.manual').exists()).toBe(true)
  })
})

describe('the equations of the book', () => {
  it('can be typeset', () => {
    for (const { tex } of bookEquations) expect(() => katex.renderToString(tex, { throwOnError: true })).not.toThrow()
  })
})

describe('keys', () => {
  const pressed = (key: string, held: Partial<KeyboardEvent> = {}) =>
    actionOf(keys.equations, { key, altKey: false, ctrlKey: false, metaKey: false, ...held } as KeyboardEvent)
  it('are read with Alt where it is held, and left to the menu with Ctrl', () => {
    expect(pressed('ArrowLeft', { altKey: true })).toBe('back')
    expect(pressed('ArrowLeft')).toBe(null)
    expect(pressed('ArrowLeft', { altKey: true, ctrlKey: true })).toBe(null)
  })
})
