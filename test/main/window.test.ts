// Parts of the window that need no window: where it opens, what its scheme serves, what the taskbar shows.

import { resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { fileOf } from '../../src/main/protocol'
import { taskbarProgress } from '../../src/main/taskbar'
import { visibleBounds } from '../../src/main/window'
import { windowStateSchema } from '../../src/shared/settings'

vi.mock('electron', () => ({ app: { isPackaged: true } }))
vi.mock('electron-store', () => ({}))

describe('bounds of the window', () => {
  const state = windowStateSchema.parse({ x: 100, y: 50, width: 1000, height: 700 })
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }

  it('are restored', () => {
    expect(visibleBounds(state, [screen])).toEqual({ x: 100, y: 50, width: 1000, height: 700 })
    const second = { ...screen, x: 1920 }
    expect(visibleBounds({ ...state, x: 2000 }, [screen, second])).toMatchObject({ x: 2000 })
  })

  it('are centred the first time, and when their screen is gone', () => {
    for (const lost of [{ x: null }, { x: 5000 }, { x: -950 }, { y: -40 }, { y: 1060 }]) {
      expect(visibleBounds({ ...state, ...lost }, [screen])).toEqual({ width: 1000, height: 700 })
    }
  })

  it('are never larger than the screen', () => {
    expect(visibleBounds({ ...state, width: 4000 }, [screen])).toMatchObject({ width: 1920 })
    expect(visibleBounds({ ...state, x: null }, [{ ...screen, height: 650 }])).toMatchObject({ height: 650 })
  })
})

describe('app://', () => {
  const folder = resolve('/somewhere/out/renderer')

  it('serves files of the page', () => {
    expect(fileOf('app://unroll/index.html', folder)).toBe(resolve(folder, 'index.html'))
    expect(fileOf('app://unroll/assets/a%20b.js?x#y', folder)).toBe(resolve(folder, 'assets/a b.js'))
  })

  it.each([
    'app://unroll/../../package.json',
    'app://unroll/%2e%2e/%2e%2e/package.json',
    'app://unroll/..%2f..%2fpackage.json',
    'app://unroll/..%2frenderer-of-another/x.js',
    'app://unroll/%00%',
    'app://other/index.html',
    'app://unroll/'
  ])('does not lead out of the folder: %s', (url) => {
    const file = fileOf(url, folder)
    expect(file === null || file.startsWith(`${folder}/`)).toBe(true)
  })
})

describe('the taskbar', () => {
  it.each([
    [[], { value: -1, mode: 'none' }],
    [[{ done: 0.5, state: 'finished' }], { value: -1, mode: 'none' }],
    [[{ done: 0.5, state: 'running' }], { value: 0.5, mode: 'normal' }],
    [
      [
        { done: 0.5, state: 'running' },
        { done: 0.2, state: 'paused' }
      ],
      { value: 0.2, mode: 'normal' }
    ],
    [[{ done: 0.5, state: 'paused' }], { value: 0.5, mode: 'paused' }],
    [[{ done: null, state: 'running' }], { value: 2, mode: 'indeterminate' }],
    [
      [
        { done: 0.5, state: 'running' },
        { done: 0.2, state: 'failed' }
      ],
      { value: 1, mode: 'error' }
    ]
  ] as const)('%j', (live, shown) => {
    expect(taskbarProgress([...live])).toEqual(shown)
  })
})
