import { describe, expect, it } from 'vitest'
import { nextZoom, zoomOfKey } from '../../src/main/zoom'
import type { Zoom } from '../../src/shared/menu'
import { windowStateSchema } from '../../src/shared/settings'

/** A key with Ctrl held. */
const key = (name: string, code: string, more: object = {}): Parameters<typeof zoomOfKey>[0] => ({
  type: 'keyDown',
  key: name,
  code,
  control: true,
  meta: false,
  alt: false,
  ...more
})

describe('keys of the zoom', () => {
  it.each<[Zoom, string, string, string]>([
    ['in', 'US, Ctrl + =', '=', 'Equal'],
    ['in', 'US, Ctrl + Shift + =', '+', 'Equal'],
    ['in', 'German', '+', 'BracketRight'],
    ['in', 'Swiss, Shift + 1', '+', 'Digit1'],
    ['in', 'number pad', '+', 'NumpadAdd'],
    ['out', 'US', '-', 'Minus'],
    ['out', 'German', '-', 'Slash'],
    ['out', 'French', '-', 'Digit6'],
    ['out', 'with Shift', '_', 'Minus'],
    ['out', 'number pad', '-', 'NumpadSubtract'],
    ['actual', 'US', '0', 'Digit0'],
    ['actual', 'French, without Shift', 'à', 'Digit0'],
    ['actual', 'number pad', '0', 'Numpad0'],
    ['actual', 'number pad without Num Lock', 'Insert', 'Numpad0']
  ])('%s: %s', (zoom, _layout, name, code) => {
    expect(zoomOfKey(key(name, code), false)).toBe(zoom)
    expect(zoomOfKey(key(name, code, { control: false, meta: true }), true)).toBe(zoom)
  })
  it('leaves all other keys alone', () => {
    for (const other of [
      key('+', 'Equal', { control: false }),
      key('+', 'Equal', { alt: true }),
      key('=', 'Equal', { type: 'keyUp' }),
      key('1', 'Digit1'),
      key('Process', 'KeyA'),
      key('', 'KeyA'),
      key('+=', 'KeyA')
    ])
      expect(zoomOfKey(other, false)).toBeNull()
    expect(zoomOfKey(key('+', 'Equal'), true)).toBeNull()
  })
})

it('zooms step by step, to an end, and back to the actual size', () => {
  const walk = (from: number, zoom: Zoom): number[] => {
    const way = [from]
    while (nextZoom(way.at(-1)!, zoom) !== way.at(-1)) way.push(nextZoom(way.at(-1)!, zoom))
    return way
  }
  expect(walk(1, 'in')).toEqual([1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3])
  expect(walk(3, 'out').toReversed()).toEqual(walk(0.5, 'in'))
  expect(nextZoom(0.67, 'actual')).toBe(1)
  // A file of another version may hold such a factor.
  expect(nextZoom(1.3, 'in')).toBe(1.5)
  expect(windowStateSchema.parse({}).zoom).toBe(1)
})
