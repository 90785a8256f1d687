// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref, useTemplateRef } from 'vue'
import { i18n } from '../../../src/renderer/i18n'
import { makeFormat } from '../../../src/renderer/charts/format'
import type { Scene } from '../../../src/renderer/charts/scene'
import { faded, type Theme } from '../../../src/renderer/charts/theme'
import { provideKeeper, type Keeper } from '../../../src/renderer/pictures/keeper'
import { lineSvg } from '../../../src/renderer/pictures/line-svg'
import PictureMenu from '../../../src/renderer/pictures/PictureMenu.vue'
import { pixelsOf, PictureTooLarge, usePainting } from '../../../src/renderer/pictures/painting'
import { papers } from '../../../src/renderer/pictures/papers'
import { widthOf } from '../../../src/renderer/pictures/svg'

const theme: Theme = {
  dark: false,
  text: '#111111',
  muted: '#666666',
  background: '#ffffff',
  grid: '#eeeeee',
  positive: 'green',
  negative: 'red',
  warning: 'orange',
  series: ['s0', 's1'],
  textFont: 'Text',
  mathFont: 'Math'
}
let wrapper: VueWrapper | undefined
beforeEach(() => {
  localStorage.clear()
  HTMLElement.prototype.showPopover = () => {}
  HTMLElement.prototype.hidePopover = () => {}
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
})

describe('a chart as a file', () => {
  const scene: Scene = {
    x: { min: 0, max: 10_000 },
    y: { min: -1.25e-5, max: 1e-5 },
    above: 'peak of 3',
    curves: [
      {
        key: 'raw',
        points: [
          { x: 0, y: 1e-6 },
          { x: 5, y: NaN },
          { x: 6, y: 2e-6 }
        ],
        colour: faded('#ff0000', 32),
        bars: true
      }
    ],
    levels: [
      { y: 0, label: 'the floor', colour: '#00ff00' },
      { y: 1, label: 'a guess', colour: '#00ff00' }
    ],
    marks: [
      { x: 5000, label: 'learning rate 0.1', colour: '#0000ff' },
      { x: 99_999, label: 'elsewhere', colour: '#0000ff' }
    ]
  }
  const file = (): Document =>
    new DOMParser().parseFromString(
      lineSvg({
        xAxis: null,
        title: 'Loss',
        legend: [{ label: 'training', colour: '#ff0000' }],
        scene,
        xTitle: 'step',
        yTitle: 'loss (nats)',
        xLog: false,
        yLog: false,
        theme,
        format: makeFormat('en')
      }),
      'text/html'
    )

  it('has all that the screen has: curves, levels, marks, legend, titles, and what lies above', () => {
    const texts = [...file().querySelectorAll('text')].map(({ textContent }) => textContent)
    for (const text of [
      'Loss',
      'training',
      'step',
      'loss (nats)',
      '10,000',
      'the floor',
      '↑ a guess',
      'learning rate 0.1',
      '▲ peak of 3'
    ])
      expect(texts).toContain(text)
    expect(texts).not.toContain('elsewhere')
  })
  it('is understood by programs that know no color-mix', () => {
    const html = file().body.innerHTML
    expect(html).not.toMatch(/color-mix|NaN/)
    expect(html).toContain('stroke="#ff0000" stroke-opacity="0.32"')
  })
  it('keeps its ticks off the title of the axis', () => {
    const texts = [...file().querySelectorAll('text[text-anchor="end"]')]
    expect(texts.length).toBeGreaterThan(3)
    for (const tick of texts)
      expect(Number(tick.getAttribute('x')) - widthOf(tick.textContent!, 12)).toBeGreaterThan(22)
  })
})

describe('the menu of a picture', () => {
  const keeper = (): Keeper => ({
    savePicture: vi.fn(async () => {}),
    saveTable: vi.fn(async () => {}),
    copyPicture: vi.fn(async () => {}),
    copyText: vi.fn(async () => {}),
    fail: vi.fn()
  })
  function show(kept: Keeper, props: { draw?: PictureMenuDraw; partial?: boolean } = {}): VueWrapper {
    const draw = props.draw ?? ((): string => '<svg/>')
    wrapper = mount(
      defineComponent(() => {
        provideKeeper(kept)
        return () => h(PictureMenu, { title: 'Loss', file: 'loss', partial: props.partial ?? false, draw })
      }),
      { global: { plugins: [i18n] }, attachTo: document.body }
    )
    return wrapper
  }
  type PictureMenuDraw = (asked: { theme: Theme; whole: boolean }) => string | Promise<string>
  const press = async (menu: VueWrapper, text: string): Promise<void> => {
    await menu
      .findAll('button.entry')
      .find((button) => button.text() === text)!
      .trigger('click')
    await flushPromises()
  }
  const open = (menu: VueWrapper): Promise<void> => menu.get('.icon-button').trigger('click')

  it('saves on every paper, and offers the last one next time', async () => {
    const kept = keeper()
    const draw = vi.fn(() => '<svg/>')
    const menu = show(kept, { draw })
    for (const paper of Object.keys(papers)) {
      await open(menu)
      await menu.get(`input[value="${paper}"]`).setValue()
      await press(menu, 'Save as SVG…')
      expect(kept.savePicture).toHaveBeenLastCalledWith('loss', 'svg', new TextEncoder().encode('<svg/>'))
    }
    expect(
      draw.mock.calls.map(([asked]: unknown[]) => (asked as { theme: Theme }).theme.background === 'none')
    ).toEqual([false, false, true, true])
    await open(menu)
    expect(menu.get<HTMLInputElement>('input[value="clear-dark"]').element.checked).toBe(true)
  })
  it('asks for the whole only where there is more than is in sight', async () => {
    const draw = vi.fn((_asked: { whole: boolean }) => '<svg/>')
    const menu = show(keeper(), { draw, partial: true })
    await open(menu)
    await menu.findAll('fieldset')[1].findAll('input')[1].setValue()
    await press(menu, 'Save as SVG…')
    expect(draw.mock.lastCall![0].whole).toBe(true)
    wrapper!.unmount()
    const other = show(keeper())
    await open(other)
    expect(other.findAll('fieldset')).toHaveLength(1)
  })
  it('says what does not work', async () => {
    const kept = keeper()
    const menu = show(kept, {
      draw: () => {
        throw new Error('no ink')
      }
    })
    await open(menu)
    await press(menu, 'Save as SVG…')
    expect(kept.fail).toHaveBeenLastCalledWith('The picture could not be made: no ink')
    wrapper!.unmount()
    const large = show(kept, { draw: () => Promise.reject(new PictureTooLarge(90_000, 800)) })
    await open(large)
    await press(large, 'Copy picture')
    expect(kept.fail).toHaveBeenLastCalledWith(expect.stringContaining('90,000 × 800'))
  })
})

it('a PNG has no more pixels than it can have', () => {
  expect(pixelsOf({ width: 100, height: 50 })).toEqual({ width: 200, height: 100 })
  for (const [width, height] of [
    [20_000, 10],
    [10, 20_000],
    [9000, 9000]
  ])
    expect(() => pixelsOf({ width, height })).toThrow(PictureTooLarge)
})

it('what is on the screen is painted in another theme, and stays as it was', async () => {
  const whole = ref(false)
  const Picture = defineComponent({
    setup() {
      const picture = useTemplateRef<SVGSVGElement>('picture')
      const { theme: now, paint } = usePainting(picture)
      const draw = (): Promise<string> =>
        paint({ ...theme, text: 'rgb(1, 2, 3)' }, () => {
          whole.value = true
          return () => {
            whole.value = false
          }
        })
      return { now, draw, whole }
    },
    render() {
      return h('svg', { ref: 'picture', fill: this.now.text }, [h('text', this.whole ? 'all of it' : 'a part')])
    }
  })
  const painted = mount(Picture, { attachTo: document.body })
  wrapper = painted
  const before = painted.html()
  const svg = await painted.vm.draw()
  expect(svg).toContain('rgb(1, 2, 3)')
  expect(svg).toContain('all of it')
  expect(painted.html()).toBe(before)
})
