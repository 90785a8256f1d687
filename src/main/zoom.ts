// Zoom of the whole window. Keys are recognised by the character that they write, because + and − have different places
// on different layouts. Keys of the number pad and the 0, which some layouts have under Shift, are recognised by their
// place.

import type { Input } from 'electron'
import type { Zoom } from '../shared/menu'

/** The same factors as in browsers. */
const factors = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

export function nextZoom(factor: number, zoom: Zoom): number {
  if (zoom === 'actual') return 1
  const further =
    zoom === 'in' ? factors.find((other) => other > factor + 1e-3) : factors.findLast((other) => other < factor - 1e-3)
  return further ?? factor
}

const keys: Record<Zoom, { keys: string; codes: readonly string[] }> = {
  in: { keys: '+=', codes: ['NumpadAdd'] },
  out: { keys: '-_−', codes: ['NumpadSubtract'] },
  actual: { keys: '0', codes: ['Numpad0', 'Digit0'] }
}

type KeyInput = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt'>

/** The zoom that a key asks for, or null. AltGr, which reports Ctrl and Alt, writes characters. */
export function zoomOfKey(
  { type, key, code, control, meta, alt }: KeyInput,
  mac = process.platform === 'darwin'
): Zoom | null {
  if (type !== 'keyDown' || alt || !(mac ? meta : control)) return null
  const found = (Object.keys(keys) as Zoom[]).find(
    (zoom) => keys[zoom].codes.includes(code) || (key.length === 1 && keys[zoom].keys.includes(key))
  )
  return found ?? null
}
