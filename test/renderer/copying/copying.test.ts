// @vitest-environment happy-dom
// Every number, table and equation can be copied: by a button, by the menu of a right click, by Ctrl + C.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import type { TensorFrame } from '../../../src/shared/messages'
import Heatmap from '../../../src/renderer/charts/Heatmap.vue'
import { makeFormat } from '../../../src/renderer/charts/format'
import TaskExample from '../../../src/renderer/charts/TaskExample.vue'
import ContextMenu from '../../../src/renderer/copying/ContextMenu.vue'
import { plainTex } from '../../../src/renderer/copying/tex'
import { float32Text, plainNumber, tsvOf } from '../../../src/renderer/copying/tsv'
import MatrixMap from '../../../src/renderer/flow/MatrixMap.vue'
import { i18n } from '../../../src/renderer/i18n'
import { provideKeeper, type Keeper } from '../../../src/renderer/pictures/keeper'
import type { SumRow } from '../../../src/renderer/through-time/equations/rows'
import { numbersAsLatex, numbersAsText } from '../../../src/renderer/through-time/equations/taken'
import NumberRows from '../../../src/renderer/through-time/NumberRows.vue'
import TexMath from '../../../src/renderer/through-time/TexMath.vue'

// KaTeX asks once, when it is loaded, whether the page is in standards mode.
vi.hoisted(() => Object.defineProperty(document, 'compatMode', { value: 'CSS1Compat' }))

const kept = { savePicture: vi.fn(), saveTable: vi.fn(), copyPicture: vi.fn(), copyText: vi.fn(), fail: vi.fn() }
let wrapper: VueWrapper | undefined

/** The component as in the window, with the menu of the window. */
function show(component: Component, props: object): VueWrapper {
  wrapper = mount(
    defineComponent(() => {
      provideKeeper(kept as unknown as Keeper)
      return () => [h(component, props), h(ContextMenu)]
    }),
    { global: { plugins: [i18n] }, attachTo: document.body }
  )
  return wrapper
}
beforeEach(() => {
  vi.clearAllMocks()
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  HTMLElement.prototype.showPopover = () => {}
  HTMLElement.prototype.hidePopover = () => {}
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
})

async function menuAt(view: VueWrapper, selector: string): Promise<string[]> {
  await view.get(selector).trigger('contextmenu', { clientX: 5, clientY: 5 })
  await flushPromises()
  return view.findAll('[role=menuitem]').map((item) => item.text())
}
async function choose(view: VueWrapper, text: string): Promise<unknown> {
  await view
    .findAll('[role=menuitem]')
    .find((item) => item.text() === text)!
    .trigger('click')
  await flushPromises()
  return kept.copyText.mock.lastCall?.[0]
}

describe('numbers for other programs', () => {
  it('are what the screen says', () => {
    const format = makeFormat('en')
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(Number(plainNumber(format.value(value))) - value)).toBeLessThanOrEqual(5.1e-4 * Math.abs(value))
        expect(Number(plainNumber(format.count(Math.round(value)))) || 0).toBe(Math.round(value) || 0)
      })
    )
  })
  it('of a float32 are told to the last bit, and no further', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(float32Text(value)))).toBe(value || 0)
      })
    )
    expect([0.1, 0.3, -0.4, 1e-20].map(Math.fround).map(float32Text)).toEqual(['0.1', '0.3', '-0.4', '1e-20'])
  })
  it('keep a unit, and words stay words', () => {
    expect(['−1.5e−4 nats', '1,234 s', '100%', '0:01', 'U−V', '–', '12,400'].map(plainNumber)).toEqual([
      '-1.5e-4 nats',
      '1234 s',
      '100%',
      '0:01',
      'U−V',
      '–',
      '12400'
    ])
  })
})

describe('a table', () => {
  const props = {
    sequence: { inputs: [[1], [0.25]], targets: [[1], [0]], mask: [true, false], outputs: [[0.123456], [0.7]] }
  }
  const tsv = 't\t1\t2\nx input\t1\t0.25\ny target\t1\t\nŷ output\t0.123456\t\nright?\t✗\t'
  it('is copied by its button, with all digits and between tabs', async () => {
    const table = show(TaskExample, props)
    await table.get('button.copy').trigger('click')
    expect(kept.copyText).toHaveBeenLastCalledWith(tsv)
  })
  it('is copied from the menu, and so is one value', async () => {
    const table = show(TaskExample, props)
    expect(await menuAt(table, 'td.one')).toEqual(['Copy value', 'Copy table'])
    expect(await choose(table, 'Copy table')).toBe(tsv)
    await menuAt(table, 'td.one')
    expect(await choose(table, 'Copy value')).toBe('1')
  })
  it('may be a list of figures', () => {
    document.body.innerHTML =
      '<dl><div><dt>Loss</dt><dd>−1,000.5 <small>nats</small></dd></div></dl><ul data-table><li><code>a</code><i></i><b>3%</b></li></ul>'
    expect(tsvOf(document.querySelector('dl')!)).toBe('Loss\t-1000.5 nats')
    expect(tsvOf(document.querySelector('ul')!)).toBe('a\t3%')
    document.body.innerHTML = ''
  })
})

describe('cells of pictures', () => {
  const frame: TensorFrame = {
    tensor: 'U',
    what: 'value',
    rows: 2,
    cols: 2,
    shownRows: 2,
    shownCols: 2,
    min: 0,
    max: 1,
    norm: 1,
    cells: Float32Array.of(0.1, 0.2, 0.3, -0.4)
  }
  it('of a heatmap are copied: the one that is pointed at, or all', async () => {
    const map = show(Heatmap, { frame, title: 'U', rowName: 'r', columnName: 'c' })
    const canvas = map.get('canvas[tabindex]')
    for (const key of ['ArrowDown', 'ArrowRight']) await canvas.trigger('keydown', { key })
    expect(await menuAt(map, 'canvas[tabindex]')).toEqual(['Copy value of the cell', 'Copy all cells'])
    expect(await choose(map, 'Copy value of the cell')).toBe('0.2')
    await menuAt(map, 'canvas[tabindex]')
    expect(await choose(map, 'Copy all cells')).toBe('0.1\t0.2\n0.3\t-0.4')
  })
  it('are copied by the key for it where the focus is', async () => {
    const map = show(Heatmap, { frame, title: 'U', rowName: 'r', columnName: 'c' })
    const canvas = map.get<HTMLElement>('canvas[tabindex]')
    canvas.element.focus()
    await canvas.trigger('keydown', { key: 'ArrowDown' })
    const setData = vi.fn()
    document.dispatchEvent(Object.assign(new Event('copy', { cancelable: true }), { clipboardData: { setData } }))
    expect(setData).toHaveBeenCalledWith('text/plain', '0.1')
  })
  it('of a map of sizes are copied, and it offers its picture', async () => {
    const map = show(MatrixMap, {
      values: Float64Array.of(1, NaN, 0.5, 2),
      rows: [1, 2],
      cols: [1, 2],
      title: 'm',
      rowTitle: 't',
      colTitle: 's',
      valueTitle: 'v',
      file: 'f'
    })
    expect(await menuAt(map, 'svg[role=img]')).toEqual(['Copy all cells', 'Save or copy picture…'])
    expect(await choose(map, 'Copy all cells')).toBe('1\t\n0.5\t2')
    await menuAt(map, 'svg[role=img]')
    await choose(map, 'Save or copy picture…')
    expect(map.get('.picture [role=dialog]').text()).toContain('Save as PNG…')
  })
})

describe('equations', () => {
  const rows: SumRow[] = [
    { kind: 'addend', name: 'b_{0}', pieces: [{ value: -0.5, to: null, digits: 4 }], value: -0.5, digits: 4 },
    {
      kind: 'term',
      name: 'W_{0,1}\\,h_{1}^{(2)}',
      pieces: [{ value: 2, to: null, digits: 4 }, '\\times', { value: 1e-5, to: null, digits: 4 }],
      value: 2e-5,
      digits: 4
    },
    { kind: 'rest', name: '', pieces: [], value: 0, digits: 4, count: 3 },
    { kind: 'result', name: 'a_{0}^{(3)}', pieces: [], value: -0.49998, digits: 5 }
  ]
  it('are copied as LaTeX and as text', async () => {
    const tex = '\\frac{\\partial L}{\\partial h_{i}^{(t)}}=\\sum_{j}W_{ji}\\,\\nabla a_{j}^{(t+1)}'
    const view = show(TexMath, { tex, display: true })
    expect(await menuAt(view, '.katex-html')).toEqual(['Copy as LaTeX', 'Copy as text'])
    expect(await choose(view, 'Copy as LaTeX')).toBe(tex)
    await menuAt(view, '.katex-html')
    expect(await choose(view, 'Copy as text')).toBe('(∂ L)/(∂ h[i](t))=Σ[j]W[ji] ∇ a[j](t+1)')
  })
  it('are plain without TeX', () => {
    expect(
      [
        '\\boldsymbol{h}^{(t)}=\\tanh \\boldsymbol{a}^{(t)}',
        '\\underbrace{\\boldsymbol{W}}_{n_h\\times n_h}^{\\top}',
        '\\operatorname{diag}\\!\\left(1-\\left(h\\right)^{2}\\right)',
        '\\hat{y}_{0}^{(1)}'
      ].map(plainTex)
    ).toEqual(['h(t)=tanh a(t)', 'Wᵀ', 'diag(1-(h)²)', 'ŷ[0](1)'])
  })
  it('are copied with their numbers', async () => {
    const view = show(NumberRows, { rows })
    const texts = numbersAsText(rows, makeFormat('en'), (count) => `${count} more`)
    expect(texts).toBe(
      'b[0] = -0.5000 = -0.5000\nW[0, 1] h[1](2) = 2.000 × 1.000e-5 = 2.000e-5\n3 more = 0\na[0](3) = -0.49998'
    )
    const latex = numbersAsLatex(rows, makeFormat('en'))
    expect(latex.split('\n').slice(1, -1)[1]).toBe(
      'W_{0,1}\\,h_{1}^{(2)} &= 2.000 \\times 1.000 \\times 10^{-5} = 2.000 \\times 10^{-5} \\\\'
    )
    const buttons = view.findAll('button.copy')
    await buttons[1].trigger('click')
    expect(kept.copyText).toHaveBeenLastCalledWith(latex)
    await buttons[0].trigger('click')
    expect(kept.copyText.mock.lastCall![0]).toContain('a[0](3) = -0.49998')
    expect(await menuAt(view, '.result .value')).toContain('Copy value')
  })
})

it('leaves text fields and places with nothing to copy to others', async () => {
  const view = show(
    defineComponent(() => () => h('div', [h('input'), h('p', 'words')])),
    {}
  )
  for (const selector of ['input', 'p']) {
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
    view.get(selector).element.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  }
})
